/** Nothing that was typed is lost, and nothing is written over: by a crash, a lost connection, the end of a session or a colleague. */
import type { Browser, Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const headline = (page: Page) => page.getByRole('textbox', { name: 'Headline', exact: true })
const body = (page: Page) => page.getByRole('textbox', { name: 'Body', exact: true })
const state = (page: Page) => page.getByRole('region', { name: 'State and actions' })

async function open(page: Page, id: string) {
  await page.goto(`/admin/articles/${id}`)
  await expect(body(page)).toBeVisible()
}

/** Types numbered words without a pause; answers when each was there. */
async function typeOn(page: Page, milliseconds: number): Promise<number[]> {
  await body(page).click()
  await page.keyboard.press('Control+End')
  const typed: number[] = []
  const until = Date.now() + milliseconds
  while (Date.now() < until) {
    await page.keyboard.type(` w${typed.length}.`)
    typed.push(Date.now())
  }
  return typed
}

/** As the system kills a tab: no event reaches the page. */
async function kill(page: Page) {
  await page.goto('chrome://crash').catch(() => undefined)
  await page.close()
}

async function somebodyElse(browser: Browser) {
  const context = await browser.newContext()
  return { context, page: await context.newPage() }
}

test('A killed tab loses at most two seconds, also of somebody who typed without a pause', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  const typed = await typeOn(page, 6_000)
  const killedAt = Date.now()
  const { context } = { context: page.context() }
  await kill(page)
  const again = await context.newPage()
  await open(again, story.id)
  await expect(again.getByText(/^Your text of \d\d:\d\d, not yet a version, is here\.$/)).toBeVisible()
  const there = (await body(again).textContent()) ?? ''
  const lost = typed.filter((at, index) => !there.includes(` w${index}.`) && at < killedAt - 2_000)
  expect(lost).toEqual([])
  expect(typed.filter((at) => at < killedAt - 2_000).length).toBeGreaterThan(1)
  await again.getByRole('button', { name: 'Save draft' }).click()
  await expect(again.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  expect(await make.query(`select count(*)::int as count from working_copy where article_id = '${story.id}'`)).toEqual([{ count: 0 }])
})

test('Without a connection the text is kept on the device, and sent when it is back', async ({
  page,
  signInAs,
  make,
  expectConsoleError,
}) => {
  expectConsoleError(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  await page.context().setOffline(true)
  await headline(page).fill('Written on a train')
  await expect(state(page).getByText(/^Kept on this device, offline since \d\d:\d\d$/)).toBeVisible()
  await page.context().setOffline(false)
  await expect(state(page).getByText(/^Saved \d\d:\d\d, not yet a version$/)).toBeVisible()
  const kept = () => make.query(`select words->>'headline' as headline from working_copy where article_id = '${story.id}'`)
  await expect.poll(kept).toEqual([{ headline: 'Written on a train' }])
  expect(await make.query(`select count(*)::int as count from revision where article_id = '${story.id}'`)).toEqual([{ count: 1 }])
})

test('A tab that is killed without a connection comes back with its text', async ({ page, signInAs, make, expectConsoleError }) => {
  expectConsoleError(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  const context = page.context()
  await context.setOffline(true)
  await headline(page).fill('Nobody has this yet')
  await expect(state(page).getByText(/^Kept on this device/)).toBeVisible()
  await kill(page)
  await context.setOffline(false)
  const again = await context.newPage()
  await open(again, story.id)
  await expect(headline(again)).toHaveValue('Nobody has this yet')
})

test('Somebody whose session ends while writing signs in beside it, and it goes on by itself', async ({ page, signInAs, make }) => {
  const user = await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  await make.query(`update session set ended_at = now() where user_id = '${user.id}'`)
  await headline(page).fill('Written after the session ended')
  const [beside] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'sign in in a new tab' }).click(),
  ])
  await beside.getByRole('textbox', { name: 'Email' }).fill(user.email)
  await beside.getByLabel('Password', { exact: true }).fill(user.password)
  await beside.getByRole('button', { name: 'Sign in' }).click()
  await expect(beside).toHaveURL(/\/admin/)
  await page.bringToFront()
  await expect(state(page).getByText(/^Saved \d\d:\d\d, not yet a version$/)).toBeVisible()
  await expect(page.getByText('You are signed out.')).toHaveCount(0)
  await expect(headline(page)).toHaveValue('Written after the session ended')
})

test('A page that is left becomes one version, however often it saved by itself', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  await typeOn(page, 8_000)
  await headline(page).fill('The last word')
  const elsewhere = await page.context().newPage()
  await page.close({ runBeforeUnload: false })
  const revisions = () => make.query(`select number, headline from revision where article_id = '${story.id}' order by number`)
  await expect.poll(revisions).toEqual([
    { number: 1, headline: story.headline },
    { number: 2, headline: 'The last word' },
  ])
  await open(elsewhere, story.id)
  await expect(headline(elsewhere)).toHaveValue('The last word')
  await expect(elsewhere.getByText('not yet a version')).toHaveCount(0)
})

test('A new story is a draft of its own after a few seconds, without a press', async ({ page, signInAs }) => {
  await signInAs('author')
  await page.goto('/admin/articles/new')
  await expect(body(page)).toBeVisible()
  await headline(page).fill('Begun and not yet saved by hand')
  await expect(page).toHaveURL(/\/admin\/articles\/[0-9a-f-]{36}$/)
  await expect(state(page).getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await expect(headline(page)).toBeFocused()
})

test('A second person reads, takes over politely, and the first finds the text as a version', async ({ page, browser, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  await headline(page).fill('The first person’s words')
  await expect(state(page).getByText(/^Saved \d\d:\d\d, not yet a version$/)).toBeVisible()

  const { context, page: second } = await somebodyElse(browser)
  await signInAs('admin', context)
  await open(second, story.id)
  await expect(second.getByText(/^Editor of the test is editing, last change \d\d:\d\d\.$/)).toBeVisible()
  await expect(headline(second)).toHaveAttribute('readonly', '')
  await expect(second.getByRole('button', { name: 'Save draft' })).toHaveCount(0)
  await expectNoAccessibilityProblems(second)
  await second.getByRole('button', { name: 'Take over' }).click()

  await expect(page.getByText(/^Admin of the test took over at \d\d:\d\d\. Your text is kept as version 2\.$/)).toBeVisible()
  await expect(headline(page)).toHaveAttribute('readonly', '')
  await expect(headline(second)).toHaveValue('The first person’s words')
  await expect(headline(second)).not.toHaveAttribute('readonly', '')
  await headline(second).fill('And the second person’s')
  await second.getByRole('button', { name: 'Save draft' }).click()
  await expect(second.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()

  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(second.getByText(/^Editor of the test took over at/)).toBeVisible()
  await expect(headline(page)).toHaveValue('And the second person’s')
  await expect(headline(page)).not.toHaveAttribute('readonly', '')
  await context.close()
})

test('Two people who changed the same story see both texts word by word, and merge them with the keyboard', async ({
  page,
  browser,
  signInAs,
  make,
  expectConsoleError,
}) => {
  test.setTimeout(120_000)
  expectConsoleError(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  await signInAs('editor')
  const story = await make.draft({ body: ['The board met on Monday.', 'It heard one report.', 'It meets again in May.'] })
  await open(page, story.id)
  await page.context().setOffline(true)
  await body(page).getByText('The board met on Monday.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' Seven came.')
  await body(page).getByText('It meets again in May.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' In Leeds.')
  await expect(state(page).getByText(/^Kept on this device/)).toBeVisible()

  const { context, page: second } = await somebodyElse(browser)
  await signInAs('admin', context)
  await open(second, story.id)
  await second.getByRole('button', { name: 'Take over' }).click()
  // The first page cannot answer: after eight seconds the story is free.
  await expect(headline(second)).not.toHaveAttribute('readonly', '', { timeout: 30_000 })
  await headline(second).fill('A headline of the second person’s')
  await body(second).getByText('It meets again in May.').click()
  await second.keyboard.press('End')
  await second.keyboard.type(' In York.')
  await second.getByRole('button', { name: 'Save draft' }).click()
  await expect(second.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await context.close()

  await page.context().setOffline(false)
  await expect(page.getByText(/took over at \d\d:\d\d\. What you had not saved is kept for you\./)).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Take back' }).click()
  const conflict = page.getByRole('region', { name: 'Two versions of this story' })
  await expect(conflict).toBeVisible({ timeout: 60_000 })
  await expect(conflict.getByText(/You alone changed 1 place, Admin of the test 1 place/)).toBeVisible()
  const difference = conflict.getByRole('group', { name: 'Difference 1 of 1: Paragraph' })
  await expect(difference.locator('ins')).toHaveCount(2)
  await expectNoAccessibilityProblems(page)

  const merge = conflict.getByRole('button', { name: 'Merge the two' })
  await merge.focus()
  await page.keyboard.press('Enter')
  await expect(conflict.getByText('Choose which words go on')).toBeVisible()
  await expect(difference.getByRole('radio', { name: 'Mine', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(difference.getByRole('radio', { name: 'Both, mine first' })).toBeChecked()
  await merge.focus()
  await page.keyboard.press('Enter')
  await expect(conflict).toHaveCount(0)
  await expect(headline(page)).toHaveValue('A headline of the second person’s')
  await expect(body(page)).toContainText('The board met on Monday. Seven came.')
  await expect(body(page)).toContainText('In Leeds.')
  await expect(body(page)).toContainText('In York.')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  const [saved] = await make.query(
    `select a.headline, (select count(*)::int from revision r where r.article_id = a.id) as revisions from article a where a.id = '${story.id}'`,
  )
  expect(saved).toEqual({ headline: 'A headline of the second person’s', revisions: 3 })
})

test('An address that is half typed holds nothing else up, takes away nothing that is stored, and is there again after a reload', async ({
  page,
  signInAs,
  make,
}) => {
  await signInAs('editor')
  const sourceUrl = 'https://example.org/report'
  const story = await make.draft({ sourceUrl })
  await page.goto(`/admin/articles/${story.id}?panel=details`)
  const source = page.getByRole('textbox', { name: 'Source', exact: true })
  await source.fill('https:/')
  await headline(page).fill('Whole beside a half')
  await expect(state(page).getByText(/not yet a version\. Enter an address/)).toBeVisible()
  const kept = () =>
    make.query(`select words->>'headline' as headline, words->>'sourceUrl' as source from working_copy where article_id = '${story.id}'`)
  await expect.poll(kept).toEqual([{ headline: 'Whole beside a half', source: sourceUrl }])
  await page.reload()
  await expect(headline(page)).toHaveValue('Whole beside a half')
  await expect(source).toHaveValue('https:/')
  const versions = () => make.query(`select headline, source_url as source from revision where article_id = '${story.id}' and number = 2`)
  await expect.poll(versions).toEqual([{ headline: 'Whole beside a half', source: sourceUrl }])
})

test('An open page alone does not keep a session from ending for idleness; typing does', async ({ page, signInAs, make }) => {
  const { id: userId } = await signInAs('editor')
  const story = await make.draft()
  await open(page, story.id)
  // What a page that was just opened asks comes to an end.
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(3_000)
  const idle = `extract(epoch from now() - last_seen_at) > 1200`
  await make.query(`update session set last_seen_at = now() - interval '30 minutes' where user_id = '${userId}' returning id`)
  await page.waitForResponse((response) => response.url().endsWith('/sittings/presence') && response.ok())
  await page.waitForResponse((response) => response.url().endsWith('/sittings/presence') && response.ok())
  const isIdle = () => make.query(`select bool_and(${idle}) as idle from session where user_id = '${userId}'`)
  expect(await isIdle()).toEqual([{ idle: true }])
  await body(page).click()
  await page.keyboard.type(' Somebody is here.')
  await expect.poll(isIdle).toEqual([{ idle: false }])
})
