/**
 * A second server of the newsroom that requires second factors and lets people in with the organisation's account, with a
 * real OpenID provider beside it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { Page } from '@playwright/test'
import { allocatorSettings, serverArguments } from '../bin/server-memory'
import { codeAt } from '../modules/auth/one-time-codes'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'
import { CLIENT, startProvider } from './organisation-provider.mjs'

// One server and one provider for all of them.
test.describe.configure({ mode: 'default' })

let provider: Awaited<ReturnType<typeof startProvider>>
let server: ChildProcess

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function openServer(environment: Record<string, string>, issuer: string): Promise<string> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const oidc = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: 'Example Council' }
  server = spawn(process.execPath, [...serverArguments, 'bin/serve.mjs'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...environment,
      ...allocatorSettings(process.env),
      ...oidc,
      SECOND_FACTOR: 'required',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      RELATED_WORKER: 'off',
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
    },
  })
  await once(server, 'message')
  return url
}

test.beforeAll(async ({ backstage }) => {
  test.setTimeout(90_000)
  const environment = await backstage.ask('environment', undefined)
  provider = await startProvider((issuer) => openServer(environment, issuer))
})

test.afterAll(async () => {
  server.kill('SIGTERM')
  await once(server, 'exit')
  await provider.close()
})

/** Through the organisation's own pages: who one is, and that the newsroom may know. */
async function throughOrganisation(page: Page, login: string): Promise<void> {
  // Its pages ask for a typeface from elsewhere and have no icon: neither is what is tried here.
  await page.route(/fonts\.googleapis\.com|favicon\.ico/, (route) => route.fulfill({ status: 200, contentType: 'text/css', body: '' }))
  await page.getByRole('button', { name: 'Continue with Example Council' }).click()
  await page.locator('input[name="login"]').fill(login)
  await page.locator('input[name="password"]').fill('anything')
  await page.locator('button[type="submit"]').click()
  await page.locator('button[type="submit"]').click()
}

test('somebody with an account here comes in with the organisation’s, and goes on without its address', async ({ page, make }) => {
  const user = await make.user({ role: 'author' })
  await page.goto(`${provider.newsroom}/sign-in?from=%2Fadmin%2Ftags`)
  await expectNoAccessibilityProblems(page)
  await throughOrganisation(page, user.email)
  await expect(page).toHaveURL(`${provider.newsroom}/admin/tags`)
  await page.goto(`${provider.newsroom}/admin/account`)
  await expect(page.getByText('by your organisation')).toBeVisible()
  await expect(page.getByText(`You also sign in with ${provider.issuer}`)).toBeVisible()
  const [row] = await make.query(`select oidc_subject from user_account where id = '${user.id}'`)
  expect(row?.oidc_subject).toBe(`${provider.issuer} ${user.email}`)
})

test('nobody without an account here comes in, nor with an address that is not verified', async ({ page, make, context }) => {
  const user = await make.user({ role: 'author', email: `unverified.${Math.random().toString(36).slice(2)}@example.org` })
  for (const login of ['nobody.at.all@example.org', user.email]) {
    await context.clearCookies()
    await page.goto(`${provider.newsroom}/sign-in`)
    await throughOrganisation(page, login)
    await expect(page.getByText('There is no open account here for that sign-in.', { exact: false })).toBeVisible()
    await page.goto(`${provider.newsroom}/admin`)
    await expect(page).toHaveURL(/\/sign-in/)
  }
})

test('an answer that nobody asked for signs nobody in', async ({ page, make }) => {
  await make.user({ role: 'author' })
  await page.goto(`${provider.newsroom}/api/auth/callback/organisation?code=made-up&state=made-up`)
  await expect(page.getByText('The sign-in of your organisation did not work.', { exact: false })).toBeVisible()
})

test('an editor whose grace is over reaches only the page that sets a second factor up', async ({ page, make }) => {
  const user = await make.user({ role: 'editor' })
  await make.query(`update user_account set grace_until = now() - interval '1 minute' where id = '${user.id}'`)
  await page.goto(`${provider.newsroom}/sign-in`)
  await page.getByLabel('Email').fill(user.email)
  await page.getByLabel('Password').fill(user.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${provider.newsroom}/sign-in/set-up?from=%2Fadmin`)
  await expectNoAccessibilityProblems(page)
  for (const path of ['/admin/articles', '/admin/account']) {
    await page.goto(`${provider.newsroom}${path}`)
    await expect(page).toHaveURL(`${provider.newsroom}/sign-in/set-up?from=${encodeURIComponent(path)}`)
  }
  await page.getByRole('button', { name: 'Set up an app' }).click()
  const secret = ((await page.locator('[data-code-secret]').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('Code from the app').fill(codeAt(secret, new Date()))
  await page.getByRole('button', { name: 'Turn codes on' }).click()
  await page.getByRole('link', { name: 'Continue to the newsroom' }).click()
  await expect(page).toHaveURL(`${provider.newsroom}/admin/account`)
})
