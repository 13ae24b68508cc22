/** Being invited, signing in with two factors or a passkey, a forgotten password, and one's own account. */
import type { Browser, Page } from '@playwright/test'
import { codeAt } from '../modules/auth/one-time-codes'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'
import { linkMailedTo } from './mail-files'

const PASSWORD = 'a lamp under the stairs'

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Waits until it is done: who is still signed in when they ask for the form is sent into the newsroom. */
async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
}

const newAddress = (): string => `newcomer.${Math.random().toString(36).slice(2, 10)}@example.org`
/** A code of the step after this one: the codes of this and earlier steps may have been used. */
const nextCode = (secret: string): string => codeAt(secret, new Date(Date.now() + 30_000))

/** Sets codes up on a page that offers it; gives the secret and the recovery codes. */
async function setUpCodes(page: Page): Promise<{ secret: string; recovery: string[] }> {
  await page.getByRole('button', { name: 'Set up an app' }).click()
  await expect(page.getByRole('img', { name: 'QR code for your app' })).toBeVisible()
  const secret = ((await page.locator('[data-code-secret]').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('Code from the app').fill('000000')
  await page.getByRole('button', { name: 'Turn codes on' }).click()
  await expect(page.getByLabel('Code from the app')).toHaveAccessibleDescription(/That code is not right/)
  await page.getByLabel('Code from the app').fill(codeAt(secret, new Date()))
  await page.getByRole('button', { name: 'Turn codes on' }).click()
  const codes = page.locator('[data-recovery-codes] code')
  await expect(codes).toHaveCount(10)
  return { secret, recovery: await codes.allTextContents() }
}

async function elsewhere(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext({ baseURL: baseURL ?? '', locale: 'en-GB', timezoneId: 'Europe/London' })).newPage()
}

test('an invitation becomes an account, which sets up codes and from then on needs one', async ({ page, signInAs, browser, baseURL }) => {
  test.setTimeout(120_000)
  const email = newAddress()
  await signInAs('admin')
  await page.goto('/admin/users')
  await page.getByRole('link', { name: 'Invite somebody' }).click()
  await page.getByLabel('Name').fill('A newcomer')
  await page.getByLabel('Email').fill('not an address')
  await page.getByLabel('Role').selectOption('editor')
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await page.getByRole('link', { name: 'Enter an email address like name@example.org' }).click()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect(page.getByRole('heading', { name: `The invitation of ${email} is on its way` })).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await page.goto('/admin/users')
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('As editor')

  const theirs = await elsewhere(browser, baseURL)
  const link = await linkMailedTo(email, 'invitation')
  expect(link.startsWith(`${baseURL}/invitation/`)).toBe(true)
  await theirs.goto(link)
  await expect(theirs.getByText(email)).toBeVisible()
  await expectNoAccessibilityProblems(theirs)
  await theirs.getByLabel('Password').fill('short')
  await theirs.getByRole('button', { name: 'Join the newsroom' }).click()
  await expect(theirs.getByLabel('Password')).toHaveAccessibleDescription(/12 characters or more/)
  await theirs.getByLabel('Your name').fill('Sam Newcomer')
  await theirs.getByLabel('Password').fill(PASSWORD)
  await theirs.getByRole('button', { name: 'Join the newsroom' }).click()
  await expect(theirs.getByText('Your account is ready.')).toBeVisible()
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'This invitation does not work any more' })).toBeVisible()

  await signIn(theirs, email, PASSWORD)
  await theirs.getByRole('link', { name: 'Sam Newcomer' }).click()
  await expect(theirs.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
  const { secret, recovery } = await setUpCodes(theirs)
  await expectNoAccessibilityProblems(theirs)
  await theirs.getByRole('link', { name: 'Back to your account' }).click()
  await expect(theirs.getByText('codes from an app, and 10 recovery codes left', { exact: false })).toBeVisible()
  await signOut(theirs)

  await signIn(theirs, email, PASSWORD)
  await expect(theirs).toHaveURL('/sign-in/second-factor?from=%2Fadmin')
  await expectNoAccessibilityProblems(theirs)
  for (const path of ['/admin', '/admin/articles', '/admin/account', '/admin/users']) {
    await theirs.goto(path)
    await expect(theirs).toHaveURL(`/sign-in/second-factor?from=${encodeURIComponent(path)}`)
  }
  expect(await (await theirs.request.get('/api/auth/session')).json()).toEqual({})
  await theirs.goto('/sign-in/second-factor?from=%2Fadmin%2Ftags')
  // By keyboard alone.
  await theirs.getByLabel('Code').focus()
  await theirs.keyboard.type('000000')
  await theirs.keyboard.press('Enter')
  await expect(theirs.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeFocused()
  await theirs.getByLabel('Code').focus()
  await theirs.keyboard.type(nextCode(secret))
  await theirs.keyboard.press('Enter')
  await expect(theirs).toHaveURL('/admin/tags')

  await signOut(theirs)
  for (const works of [true, false]) {
    await signIn(theirs, email, PASSWORD)
    await theirs.getByLabel('Code').fill(recovery[0] ?? '')
    await theirs.getByRole('button', { name: 'Continue', exact: true }).click()
    if (works) {
      await expect(theirs.locator('[data-admin-shell]')).toBeVisible()
      await signOut(theirs)
    } else await expect(theirs.getByLabel('Code')).toHaveAccessibleDescription(/was used already/)
  }
  await theirs.context().close()
})

test('an invitation is sent again, or taken back', async ({ page, signInAs, browser, baseURL }) => {
  const email = newAddress()
  await signInAs('admin')
  await page.goto('/admin/users/new')
  await page.getByLabel('Name').fill('A newcomer')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send invitation' }).click()
  const first = await linkMailedTo(email, 'invitation')
  await page.goto('/admin/users')
  await page.getByRole('button', { name: `Send again to ${email}` }).click()
  await expect(page.getByRole('heading', { name: `The invitation of ${email} is on its way` })).toBeVisible()
  const second = await linkMailedTo(email, 'invitation')
  expect(second).not.toBe(first)
  const theirs = await elsewhere(browser, baseURL)
  await theirs.goto(first)
  await expect(theirs.getByRole('heading', { name: 'This invitation does not work any more' })).toBeVisible()
  await theirs.goto(second)
  await expect(theirs.getByRole('heading', { name: 'Join the newsroom' })).toBeVisible()
  await page.getByRole('button', { name: `Take back the invitation of ${email}` }).click()
  await expect(page.getByText(email)).toHaveCount(0)
  await theirs.goto(second)
  await expect(theirs.getByRole('heading', { name: 'This invitation does not work any more' })).toBeVisible()
  await theirs.context().close()
})

test('a forgotten password is set anew behind a mailed link, and ends every session', async ({ page, make, browser, baseURL }) => {
  const user = await make.user({ role: 'author' })
  const theirs = await elsewhere(browser, baseURL)
  await signIn(theirs, user.email, user.password)
  await expect(theirs.locator('[data-admin-shell]')).toBeVisible()

  const answers: string[] = []
  for (const email of ['nobody.at.all@example.org', user.email]) {
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'I have forgotten my password' }).click()
    await page.getByLabel('Email').fill(email)
    await page.getByRole('button', { name: 'Send a link' }).click()
    await expect(page.getByText('a mail with a link is on its way', { exact: false })).toBeVisible()
    answers.push((await page.locator('main').textContent()) ?? '')
  }
  expect(answers[0]).toBe(answers[1])
  const link = await linkMailedTo(user.email, 'sign-in/new-password')
  const answer = await page.goto(link)
  expect(answer?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': expect.stringContaining('no-store') })
  await expectNoAccessibilityProblems(page)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText('Your new password is set')).toBeVisible()
  await theirs.goto('/admin')
  await expect(theirs).toHaveURL(/\/sign-in/)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible()
  await signIn(page, user.email, PASSWORD)
  await expect(page.locator('[data-admin-shell]')).toBeVisible()
  await theirs.context().close()
})

test('one sees where one is signed in, and signs out there', async ({ page, make, browser, baseURL }) => {
  const user = await make.user({ role: 'author' })
  await signIn(page, user.email, user.password)
  await expect(page.locator('[data-admin-shell]')).toBeVisible()
  const others = [await elsewhere(browser, baseURL), await elsewhere(browser, baseURL)]
  for (const other of others) {
    await signIn(other, user.email, user.password)
    await expect(other.locator('[data-admin-shell]')).toBeVisible()
  }
  await page.goto('/admin/account')
  const rows = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem')
  await expect(rows).toHaveCount(3)
  await expect(rows.filter({ hasText: '(this one)' })).toHaveCount(1)
  await rows
    .getByRole('button', { name: /^Sign out/ })
    .first()
    .click()
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(rows).toHaveCount(1)
  for (const other of others) {
    await other.goto('/admin')
    await expect(other).toHaveURL(/\/sign-in/)
    await other.context().close()
  }
  await expect(page.getByText('Nowhere else.')).toBeVisible()
})

test('the password changes after one has confirmed who one is; this sign-in goes on', async ({ page, make }) => {
  const user = await make.user({ role: 'author' })
  await signIn(page, user.email, user.password)
  await expect(page.locator('[data-admin-shell]')).toBeVisible()
  await make.query(`update session set proved_at = now() - interval '11 minutes' where user_id = '${user.id}'`)
  await page.goto('/admin/account')
  await expect(page.getByLabel('New password')).toHaveCount(0)
  await expectNoAccessibilityProblems(page)
  await page.getByLabel('Your present password').fill('not this one at all')
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(page.getByLabel('Your present password')).toHaveAccessibleDescription(/not your password/)
  await page.getByLabel('Your present password').fill(user.password)
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password was changed.')).toBeVisible()
  await page.goto('/admin/account')
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Sam Renamed')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByRole('link', { name: 'Sam Renamed' })).toBeVisible()
})

test('a passkey signs in alone, and is the second factor of a password', async ({ page, make, context, baseURL }) => {
  test.setTimeout(90_000)
  // Browsers give passkeys to names: this machine’s is localhost.
  const here = (baseURL ?? '').replace('127.0.0.1', 'localhost')
  const at = (path: string) => `${here}${path}`
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, automaticPresenceSimulation: true } })
  const user = await make.user({ role: 'editor' })
  const withPassword = async () => {
    await page.goto(at('/sign-in'))
    await page.getByLabel('Email').fill(user.email)
    await page.getByLabel('Password').fill(user.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  // Under a bare address the page says where passkeys work.
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('link', { name: here }).click()
  await expect(page).toHaveURL(at('/sign-in'))

  await withPassword()
  await expect(page.locator('[data-admin-shell]')).toBeVisible()
  await page.goto(at('/admin/account'))
  await page.getByLabel('Name of the passkey').fill('')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByText('Enter a name, such as “Work laptop”')).toBeVisible()
  await page.getByLabel('Name of the passkey').fill('Test laptop')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.locator('[data-recovery-codes] code')).toHaveCount(10)
  await page.getByRole('link', { name: 'Back to your account' }).click()
  await page.getByLabel('Name of passkey 1').fill('Old laptop')
  await page.getByRole('button', { name: /^Rename/ }).click()
  await expect(page.getByRole('button', { name: 'Remove Old laptop' })).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await signOut(page)

  await page.goto(at('/sign-in?from=%2Fadmin%2Ftags'))
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page).toHaveURL(at('/admin/tags'))
  await signOut(page)

  await withPassword()
  await expect(page).toHaveURL(/\/sign-in\/second-factor/)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.locator('[data-admin-shell]')).toBeVisible()

  await make.query(`update session set proved_at = now() - interval '11 minutes' where user_id = '${user.id}'`)
  await page.goto(at('/admin/account'))
  await page.getByRole('button', { name: 'Confirm with a passkey' }).click()
  await page.getByRole('button', { name: 'Remove Old laptop' }).click()
  await expect(page.getByText('You have none. It protects your account')).toBeVisible()
})

test('an admin gives a duty, and takes lost second factors away', async ({ page, signInAs, make }) => {
  const user = await make.user({ role: 'author' })
  await make.query(`update user_account set duties = '{tag-editor}' where id = '${user.id}'`)
  await make.query(`insert into passkey (id, user_id, public_key, name) values ('${user.id}', '${user.id}', '\\x00', 'Lost')`)
  await signInAs('admin')
  await page.goto(`/admin/users/${user.id}`)
  await expect(page.getByRole('checkbox', { name: /^Vocabulary/ })).toBeChecked()
  await page.getByRole('checkbox', { name: /^House style/ }).check()
  await expectNoAccessibilityProblems(page)
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page).toHaveURL('/admin/users')
  await expect(page.getByRole('table')).toBeVisible()
  await page.goto(`/admin/users?q=${encodeURIComponent(user.email)}`)
  const row = page.getByRole('row').filter({ hasText: user.email })
  await expect(row).toContainText('sub, tag-editor')
  await page.goto(`/admin/users/${user.id}`)
  await page.getByRole('button', { name: 'Take second factors away' }).click()
  await expect(page.getByText('was signed out everywhere and signs in with the password alone')).toBeVisible()
})

test('every page on the way in fits 320 pixels and has no accessibility problem', async ({ page, make }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const look = async (path: string, heading: string) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expectNoAccessibilityProblems(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
  }
  const nothing = 'x'.repeat(43)
  await look('/sign-in', 'Sign in')
  await look('/sign-in/forgotten', 'Forgotten password')
  await look(`/sign-in/new-password/${nothing}`, 'This link does not work any more')
  await look(`/invitation/${nothing}`, 'This invitation does not work any more')
  const user = await make.user({ role: 'author' })
  await signIn(page, user.email, user.password)
  await expect(page.locator('[data-admin-shell]')).toBeVisible()
  await look('/sign-in/set-up', 'Set up a second factor')
  await look('/admin/account', 'Your account')
  await make.query(`insert into passkey (id, user_id, public_key, name) values ('${user.id}', '${user.id}', '\\x00', 'Key')`)
  await look('/sign-in/second-factor', 'Second factor')
})
