/** Signing in and out, what ends a session, and who may be asked for a password how often. */
import type { BrowserContext, Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const sessionCookie = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === 'throughline.session')

test('a person signs in, comes where they wanted to go, and signs out', async ({ page, context, make }) => {
  const user = await make.user({ role: 'editor' })
  await page.goto('/admin/tags?type=theme')
  await expect(page).toHaveURL('/sign-in?from=%2Fadmin%2Ftags%3Ftype%3Dtheme')
  await expectNoAccessibilityProblems(page)
  await signIn(page, user.email, user.password)
  await expect(page).toHaveURL('/admin/tags?type=theme')
  await expect(page.getByRole('heading', { level: 1, name: 'Tags' })).toBeVisible()
  expect(await sessionCookie(context)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })

  const cookies = await context.cookies()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')
  expect(await sessionCookie(context)).toBeUndefined()
  // Whoever kept the cookie cannot use it any more.
  await context.addCookies(cookies)
  await page.goto('/admin')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('what is wrong is said at the top, with the way to the field, and the address is kept', async ({ page, make }) => {
  const user = await make.user({ role: 'editor' })
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toBeFocused()
  await summary.getByRole('link', { name: 'Enter your password' }).click()
  await expect(page.getByLabel('Password')).toBeFocused()
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription('Enter your password')
  await expectNoAccessibilityProblems(page)

  await signIn(page, user.email, 'not the right one at all')
  await expect(summary).toContainText('That email and password do not match an account.')
  await expect(page.getByLabel('Email')).toHaveValue(user.email)
  await expect(page.getByLabel('Password')).toHaveValue('')
})

test('after five wrong passwords even the right one has to wait, as it does for an account nobody has', async ({ page, make }) => {
  const user = await make.user({ role: 'editor' })
  for (const email of [user.email, 'nobody.at.all@example.org']) {
    await page.goto('/sign-in')
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await signIn(page, email, `wrong password number ${attempt}`)
      await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeFocused()
    }
    await signIn(page, email, user.password)
    await expect(page.getByRole('alert').filter({ hasText: 'too many attempts' })).toBeVisible()
  }
})

for (const from of [
  '//evil.example',
  'https://evil.example/',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/..//evil.example',
]) {
  test(`?from=${from} does not lead away`, async ({ page, make, baseURL }) => {
    const user = await make.user({ role: 'viewer' })
    await page.goto(`/sign-in?from=${encodeURIComponent(from)}`)
    await signIn(page, user.email, user.password)
    await expect(page.locator('[data-admin-shell]')).toBeVisible()
    expect(new URL(page.url()).origin).toBe(baseURL)
  })
}

test('a changed role ends the session at the next click', async ({ page, signInAs, make, browser }) => {
  const editor = await make.user({ role: 'editor' })
  await signInAs('admin')
  const other = await browser.newContext()
  const theirs = await other.newPage()
  await theirs.goto('/sign-in')
  await signIn(theirs, editor.email, editor.password)
  await expect(theirs.locator('[data-admin-shell]')).toBeVisible()

  await page.goto(`/admin/users/${editor.id}`)
  await page.getByLabel('Role').selectOption('viewer')
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page).toHaveURL('/admin/users')
  await theirs.getByRole('link', { name: 'Stories', exact: true }).click()
  await expect(theirs).toHaveURL(/\/sign-in/)
  await other.close()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the form works the same', async ({ page, make }) => {
    const user = await make.user({ role: 'author' })
    await page.goto('/sign-in?from=/admin/articles')
    await signIn(page, user.email, 'not the right one at all')
    await expect(page.getByText('That email and password do not match an account.')).toBeVisible()
    await expect(page.getByLabel('Email')).toHaveValue(user.email)
    await signIn(page, user.email, user.password)
    await expect(page).toHaveURL('/admin/articles')
  })
})

test('signed-in pages have a policy of their own and are kept by nobody', async ({ request }) => {
  for (const path of ['/sign-in', '/admin']) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(answer.headers()['cache-control']).toContain('no-store')
  }
  const [one, two] = [await request.get('/sign-in'), await request.get('/sign-in')].map(
    (answer) => answer.headers()['content-security-policy'] ?? '',
  )
  expect(one).toMatch(/script-src 'self' 'nonce-[^']{24}' 'strict-dynamic'/)
  expect(one).not.toContain('unsafe')
  for (const rule of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(one).toContain(rule)
  expect(one).not.toBe(two)
})

test('what was not sent from our own page changes nothing', async ({ request }) => {
  for (const origin of [undefined, 'null', 'https://evil.example']) {
    for (const path of ['/sign-in', '/admin', '/admin/users/new']) {
      const answer = await request.post(path, { headers: origin ? { origin } : {}, form: { email: 'a@example.org' }, maxRedirects: 0 })
      expect(answer.status()).toBe(403)
    }
  }
  const foreign = await request.post('/api/auth/callback/credentials', {
    headers: { origin: 'https://evil.example' },
    form: { email: 'a' },
  })
  expect(foreign.status()).toBe(403)
  const away = await request.get(`/api/auth/signin?callbackUrl=${encodeURIComponent('https://evil.example')}`, { maxRedirects: 0 })
  expect(away.status()).toBe(400)
})
