/** An editor's hand in a related list, and what publishing does to the lists of others, in the browser. */
import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, type Make, test } from './fixtures'

const day = (of: number) => new Date(Date.UTC(2026, 5, of, 12))

/** Live stories of one theme that nobody else has, newest first, each of a day of its own. */
async function newsroom(make: Make, count: number) {
  const theme = await make.tag()
  const stories: Awaited<ReturnType<Make['live']>>[] = []
  for (let at = 0; at < count; at += 1) stories.push(await make.live({ tags: [theme.slug], publishedAt: day(28 - at) }))
  return { theme, stories }
}

const list = (page: Page) => page.getByRole('list', { name: 'In related news' })
const rows = (page: Page) => list(page).getByRole('group', { name: /^\d+\. / })
const forecastLine = (page: Page, words: string) => page.locator('summary').filter({ hasText: words })
const headlines = async (page: Page) =>
  (await rows(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))).map((name) =>
    name.replace(/^\d+\. /, '').replace(/, pinned$/, ''),
  )
/** Said since the panel was opened: what comes next may follow at once. */
const said = (page: Page, words: string) =>
  expect.poll(async () => (await page.locator('body').getAttribute('data-said')) ?? '').toContain(words)
const listen = (page: Page) =>
  page.locator('[data-announcer]').evaluate((announcer) => {
    const told: (string | null)[] = []
    new MutationObserver(() => {
      told.push(announcer.textContent)
      document.body.dataset.said = told.join('\n')
    }).observe(announcer, { childList: true, characterData: true, subtree: true })
  })
const publicList = (page: Page) => page.getByRole('region', { name: 'In related news:' }).getByRole('heading', { level: 3 })

async function openPanel(page: Page, id: string, links: number) {
  await page.goto(`/admin/articles/${id}?panel=related`)
  await expect(rows(page)).toHaveCount(links)
  await listen(page)
}

async function publish(page: Page) {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByRole('link', { name: 'View the story' })).toBeVisible()
}

test('By keyboard an editor leaves out, pins, orders and undoes; readers get what the panel showed, in both directions', async ({
  page,
  signInAs,
  make,
}) => {
  test.setTimeout(90_000)
  const { theme, stories } = await newsroom(make, 8)
  const draft = await make.draft({ tags: [theme.slug] })
  await signInAs('editor')
  await openPanel(page, draft.id, 5)
  const [first = '', second = '', third = ''] = await headlines(page)

  await rows(page).nth(0).focus()
  await page.keyboard.press('x')
  await said(page, `Left out “${first}”.`)
  await expect(rows(page).filter({ hasText: first })).toHaveCount(0)
  // The list is full again, what came is said, and the row in its place has the focus.
  await expect(rows(page)).toHaveCount(5)
  await said(page, 'New in the list: ')
  await expect(rows(page).nth(0)).toBeFocused()

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('p')
  await said(page, `Pinned “${third}”.`)
  await expect(rows(page).nth(0)).toHaveAccessibleName(`1. ${third}, pinned`)
  await expect(rows(page).nth(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('p')
  await expect(rows(page).nth(1)).toHaveAccessibleName(`2. ${second}, pinned`)
  await page.keyboard.press('Alt+ArrowUp')
  await said(page, `Moved “${second}” up, now number 1.`)
  await expect.poll(async () => (await headlines(page)).slice(0, 2)).toEqual([second, third])
  await expect(rows(page).nth(0)).toBeFocused()

  await page.keyboard.press('Control+z')
  await said(page, `Undone: Moved “${second}” up`)
  await expect.poll(async () => (await headlines(page)).slice(0, 2)).toEqual([third, second])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await page.getByRole('tabpanel').getByRole('button', { name: 'Undo', exact: true }).focus()
  await page.keyboard.press('Enter')
  // The button is gone with the last act; what stands in its place has the focus.
  await expect(page.getByRole('textbox', { name: 'Add a story by its title, or paste an address' })).toBeFocused()
  await expect.poll(() => headlines(page)).toEqual(expect.arrayContaining([first, second, third]))
  await expect(page.getByRole('list', { name: 'Left out' })).toHaveCount(0)

  await rows(page).filter({ hasText: first }).focus()
  await page.keyboard.press('x')
  await expect(page.getByRole('list', { name: 'Left out' })).toContainText(first)
  await rows(page).filter({ hasText: third }).focus()
  await page.keyboard.press('p')
  await expect(rows(page).nth(0)).toHaveAccessibleName(`1. ${third}, pinned`)
  const shown = await headlines(page)
  await publish(page)
  await page.goto(`/news/${draft.slug}`)
  await expect(publicList(page)).toHaveText(shown)
  const leftOut = stories.find((story) => story.headline === first)
  await page.goto(`/news/${leftOut?.slug}`)
  await expect(publicList(page).filter({ hasText: draft.headline })).toHaveCount(0)

  // The other editor sees whose decision it was.
  await openPanel(page, leftOut?.id ?? '', 5)
  await expect(page.getByRole('list', { name: 'Left out' }).getByRole('listitem')).toContainText([draft.headline])
  await expect(page.getByText('It leaves this story out, and that holds both ways.')).toBeVisible()
})

test('“If you publish this” says of a new story what the public pages say afterwards', async ({ page, signInAs, make }) => {
  test.setTimeout(90_000)
  const { theme, stories } = await newsroom(make, 7)
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  const headline = `A new story of ${theme.label}`
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill(headline)
  await page.getByRole('combobox', { name: 'Tags' }).fill(theme.label)
  await expect(page.getByRole('option', { name: new RegExp(`^${theme.label}`) })).toHaveAttribute('data-active-item')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: /^Related/ }).click()
  const line = forecastLine(page, 'If you publish this:')
  await expect(line).toContainText('it cannot be counted yet')
  // The reason is mended elsewhere on the page, and it is counted by itself.
  await page.getByRole('textbox', { name: 'Body', exact: true }).fill('What the record says.')
  await expect(line).toContainText('will link here')
  const count = Number(/(\d+) stor(?:y|ies) will link here/.exec((await line.textContent()) ?? '')?.[1])
  await line.click()
  const changed = page.getByRole('list', { name: 'Lists that change' })
  const foretold = await changed.getByRole('link').allInnerTexts()
  expect(foretold).toHaveLength(count)
  expect(count).toBeGreaterThan(4)
  // A new story becomes a draft by itself after some seconds; the counting published nothing.
  expect(await make.query(`select 1 from published_article where headline = '${headline}'`)).toEqual([])

  await publish(page)
  const [made] = await make.query(`select slug from published_article where headline = '${headline}'`)
  await expect(page.getByText(`Linked from ${count} stories`)).toBeVisible()
  // Nothing is left to publish, so nothing is foretold.
  await expect(line).toHaveCount(0)
  await page.getByText(`Linked from ${count} stories`).click()
  const linkedFrom = await page.getByRole('list', { name: 'Linked from' }).getByRole('link').allInnerTexts()
  expect([...linkedFrom].sort()).toEqual([...foretold].sort())
  for (const story of stories) {
    await page.goto(`/news/${story.slug}`)
    await expect(publicList(page).filter({ hasText: headline })).toHaveCount(foretold.includes(story.headline) ? 1 : 0)
  }
  await page.goto(`/news/${made?.slug}`)
  await expect(publicList(page)).toHaveCount(5)
})

test('Somebody else publishes in between: the page says so, counts again, and publishes what was looked at only then', async ({
  page,
  signInAs,
  make,
  request,
}) => {
  const { theme } = await newsroom(make, 2)
  const draft = await make.draft({ tags: [theme.slug] })
  await signInAs('editor')
  await openPanel(page, draft.id, 2)
  const line = forecastLine(page, 'If you publish this:')
  await expect(line).toContainText('2 stories will link here')
  const other = await make.live({ tags: [theme.slug], publishedAt: day(3) })
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const problem = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(problem).toContainText('Something else was published since “If you publish this” was counted')
  await expect(line).toContainText('3 stories will link here')
  expect((await request.get(`/news/${draft.slug}`)).status()).toBe(404)
  await problem.getByRole('link').click()
  await expect(line).toBeFocused()
  await publish(page)
  await page.goto(`/news/${other.slug}`)
  await expect(publicList(page).filter({ hasText: draft.headline })).toHaveCount(1)
})

test('Before a story is withdrawn its page says what other lists lose; what comes in between is counted and looked at first', async ({
  page,
  signInAs,
  make,
  request,
}) => {
  const { theme, stories } = await newsroom(make, 2)
  const [first, second] = stories
  await signInAs('editor')
  await page.goto(`/admin/articles/${first?.id}?panel=details`)
  await page.getByRole('button', { name: 'Withdraw' }).click()
  const dialog = page.getByRole('dialog', { name: 'Withdraw this story' })
  const line = dialog.locator('summary')
  await expect(line).toHaveText('If you withdraw this: 1 story will no longer link here.')
  await line.click()
  await expect(dialog.getByRole('list', { name: 'Lists that change' })).toContainText(second?.headline ?? '')
  await expect(dialog.getByText('Loses this story')).toBeVisible()

  await make.live({ tags: [theme.slug], publishedAt: day(3) })
  await dialog.getByRole('textbox').fill('A figure in it was wrong.')
  await dialog.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Something else was published since “If you withdraw this” was counted')
  await expect(line).toContainText('2 stories will no longer link here')
  expect((await request.get(`/news/${first?.slug}`)).status()).toBe(200)
  await expect(dialog.getByRole('textbox')).toHaveValue('A figure in it was wrong.')
  await dialog.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(page.getByText('Withdrawn.', { exact: false }).first()).toBeVisible()
  expect((await request.get(`/news/${first?.slug}`)).status()).toBe(410)
})

test('What changes nothing here is counted again without a word, and the publication goes on', async ({ page, signInAs, make }) => {
  const { theme } = await newsroom(make, 2)
  const draft = await make.draft({ tags: [theme.slug] })
  await signInAs('editor')
  await openPanel(page, draft.id, 2)
  await expect(forecastLine(page, 'If you publish this:')).toContainText('2 stories will link here')
  await make.live()
  await publish(page)
})

test('A link to another site stands in the list with its site, and half of one is never sent', async ({ page, signInAs, make }) => {
  const { theme } = await newsroom(make, 3)
  const draft = await make.draft({ tags: [theme.slug] })
  await signInAs('editor')
  await openPanel(page, draft.id, 3)
  const line = page.getByRole('textbox', { name: 'Add a story by its title, or paste an address' })
  await line.fill('https://')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Enter a whole address' })).toBeVisible()
  await line.fill('https://www.example.org')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Enter the words of the link' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'The words of the link' })).toBeFocused()
  await page.keyboard.type('What the guidance says')
  await page.getByLabel('Its date, if it has one').fill('2026-06-30')
  await page.keyboard.press('Enter')
  await said(page, 'Added “What the guidance says”.')
  await expect(line).toBeFocused()
  const link = rows(page).filter({ hasText: 'What the guidance says' })
  await expect(link).toContainText('example.org · 30 June 2026')

  // A year is typed digit by digit: the list stays in step meanwhile.
  await link.getByText('Note, last day').click()
  await link.getByLabel('Last day it is shown').fill('0002-12-31')
  await link.getByLabel('Note, for the newsroom only').fill('The minister’s own words')
  await rows(page).filter({ hasNotText: 'What the guidance says' }).first().focus()
  await page.keyboard.press('p')
  await expect(rows(page).nth(1)).toHaveAccessibleName(/, pinned$/)
  await expect(page.getByText('The list could not be brought up to date')).toHaveCount(0)
  await link.getByLabel('Last day it is shown').fill('2046-12-31')
  await publish(page)
  await page.goto(`/news/${draft.slug}`)
  const shown = page.getByRole('region', { name: 'In related news:' }).getByRole('listitem').nth(0)
  await expect(shown.getByRole('link')).toHaveAttribute('href', 'https://www.example.org/')
  await expect(shown).toContainText('30 June 2026, on example.org')
})

test('“Why not this one?” answers in words, and a pin is one press away', async ({ page, signInAs, make }) => {
  const { theme, stories } = await newsroom(make, 7)
  const apart = await make.live()
  const draft = await make.draft({ tags: [theme.slug] })
  await signInAs('editor')
  await openPanel(page, draft.id, 5)
  const field = page.getByRole('textbox', { name: 'Why not this one?' })
  const ask = async (headline: string, answer: RegExp) => {
    await field.fill(headline)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: answer })).toBeVisible()
  }
  const shown = await headlines(page)
  const missing = stories.find((story) => !shown.includes(story.headline))
  await ask(shown[1] ?? '', /^It is in the list, as number 2\./)
  await expect(page.getByRole('button', { name: /^Pin it/ })).toHaveCount(0)
  await ask(apart.headline, /share no area, body, person, theme or storyline/)
  await ask('Zebras juggle teapots quietly', /There is no story with a headline like/)
  await ask(missing?.headline ?? '', /The last place went to|of the same day|points/)
  await page.getByRole('button', { name: `Pin it ${missing?.headline}` }).click()
  await expect(rows(page).nth(0)).toHaveAccessibleName(`1. ${missing?.headline}, pinned`)
  await expect(field).toBeFocused()

  await rows(page).nth(1).focus()
  const leftOut = (await headlines(page))[1] ?? ''
  await page.keyboard.press('x')
  await ask(leftOut, /left out of this list by hand/)
  await page
    .getByRole('button', { name: `Put back ${leftOut}` })
    .last()
    .click()
  await expect(page.getByRole('list', { name: 'Left out' })).toHaveCount(0)
})

test('The open panel has no accessibility problem in either theme, and fits 320 px', async ({ page, signInAs, make }) => {
  test.setTimeout(90_000)
  const { theme, stories } = await newsroom(make, 7)
  const [one, two] = stories
  const pins = [
    { headline: one?.headline ?? '', targetId: one?.id ?? null, note: 'Why it was chosen' },
    { headline: 'Elsewhere', targetId: null, url: 'https://www.example.org/a-long-address-of-another-site', datedOn: '2026-06-01' },
    { headline: 'A headline that waits for its story', targetId: null },
  ]
  const live = await make.live({ tags: [theme.slug], pins, exclusions: [{ targetId: two?.id ?? '' }] })
  await make.save({ story: live, changes: { headline: `${live.headline} again` } })
  await signInAs('editor')
  await openPanel(page, live.id, 5)
  await expect(page.getByText(/Linked from \d+ stor/)).toBeVisible()
  await expect(page.locator('summary[aria-busy="false"]').filter({ hasText: 'If you publish these changes:' })).toBeVisible()
  for (const summary of await page.getByRole('tabpanel').locator('summary').all()) await summary.click()
  await page.getByRole('textbox', { name: 'Add a story by its title, or paste an address' }).fill('https://')
  await expectNoAccessibilityProblems(page)
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await expectNoAccessibilityProblems(page)
})
