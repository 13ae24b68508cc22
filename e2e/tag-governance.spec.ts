import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

async function makeTag(page: Page, label: string): Promise<string> {
  await page.goto('/admin/tags/new')
  await page.getByLabel('Label').fill(label)
  await page.getByLabel('Type').selectOption({ label: 'Theme' })
  await page.getByRole('button', { name: 'Create tag' }).click()
  await expect(page.getByText('The tag is created.')).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** Looks at what a change does, then does it. */
async function carryOut(page: Page, doIt: string) {
  await page.getByRole('button', { name: 'See what changes' }).click()
  await expect(page.getByRole('region', { name: 'What changes' })).toBeVisible()
  await page.getByRole('button', { name: doIt }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Changes of the vocabulary')
}

test('A tag editor merges two tags after a look at what changes, readers are led on, and it is taken back', async ({
  page,
  signInAs,
  make,
}) => {
  test.setTimeout(90_000)
  await signInAs('editor')
  const { number } = await make.draft()
  const [from, into] = [await makeTag(page, `Plan ${number}`), await makeTag(page, `Whole plan ${number}`)]
  const [one, two] = [await make.live({ tags: [from] }), await make.live({ tags: [into] })]

  await page.goto(`/admin/tags/${from}`)
  await page.getByRole('link', { name: 'Merge into another tag' }).click()
  await page.getByRole('button', { name: 'See what changes' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText('Choose the tag that stays')
  await page.getByLabel('Tag that stays').selectOption({ label: `Whole plan ${number}` })
  await page.getByRole('button', { name: 'See what changes' }).click()
  const preview = page.getByRole('region', { name: 'What changes' })
  await expect(preview).toContainText('The tags of 1 live story and of 0 drafts and withdrawn stories change.')
  await expect(preview).toContainText(`/tags/${from} leads to /tags/${into}`)
  await expect(preview).toContainText('2 stories will gain a link.')
  await expectNoAccessibilityProblems(page)
  // Nothing has happened yet.
  expect((await page.request.get(`/tags/${from}`)).status()).toBe(200)
  await page.getByRole('button', { name: 'Merge the two tags' }).click()
  await expect(page.getByText('The two tags are one now, for readers too.')).toBeVisible()

  const moved = await page.request.get(`/tags/${from}`, { maxRedirects: 0 })
  expect([moved.status(), moved.headers().location]).toEqual([308, `/tags/${into}`])
  const feed = await page.request.get(`/feeds/tags/${from}.atom`, { maxRedirects: 0 })
  expect([feed.status(), feed.headers().location]).toEqual([308, `/feeds/tags/${into}.atom`])
  const reader = await page.context().newPage()
  await reader.goto(`/news/${one.slug}`)
  await expect(reader.getByRole('region', { name: 'In related news' })).toContainText(two.headline)
  // The newsroom's page of the old tag leads on too.
  await reader.goto(`/admin/tags/${from}`)
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(`Whole plan ${number}`)

  const row = page.getByRole('row', { name: new RegExp(`“Plan ${number}” merged into`) })
  await expectNoAccessibilityProblems(page)
  await row.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('It is taken back.')).toBeVisible()
  await expect(row).toContainText('Taken back by')
  expect((await page.request.get(`/tags/${from}`, { maxRedirects: 0 })).status()).toBe(200)
  await reader.goto(`/tags/${into}`)
  await expect(reader.getByText(one.headline)).toHaveCount(0)
})

test('A tag is renamed with its address, split, given its days, and retired; its page says so', async ({ page, signInAs, make }) => {
  test.setTimeout(90_000)
  await signInAs('editor')
  const { number } = await make.draft()
  const [old, next] = [await makeTag(page, `Board ${number}`), await makeTag(page, `New board ${number}`)]
  const [first, second] = [await make.live({ tags: [old] }), await make.live({ tags: [old] })]

  await page.goto(`/admin/tags/${old}/rename`)
  await page.getByRole('textbox', { name: 'New label' }).fill(`Old board ${number}`)
  await page.getByLabel('Give its page an address').check()
  await carryOut(page, 'Rename the tag')
  const slug = `old-board-${number}`
  expect((await page.request.get(`/tags/${old}`, { maxRedirects: 0 })).headers().location).toBe(`/tags/${slug}`)

  await page.goto(`/admin/tags/${slug}/split`)
  await page.getByRole('checkbox', { name: second.headline }).check()
  await page.getByLabel('Tag that the stories get').selectOption({ label: `New board ${number}` })
  await carryOut(page, 'Change these stories')

  await page.goto(`/admin/tags/${slug}`)
  await page.getByLabel('Introduction').fill('What the board did.')
  // Found by its headline, as one beyond the newest would be.
  await page.getByLabel('Find one by its headline').fill(first.headline)
  await expect(async () => {
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await expect(page.getByText('1 story found: choose above.')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.getByLabel('Story to begin with').selectOption({ label: first.headline })
  await page.getByLabel('Last day').fill('2026-03-31')
  await page.getByLabel('Tag that took its place, 1').selectOption({ label: `New board ${number}` })
  await page.getByRole('button', { name: 'Save tag' }).click()
  await expect(page.getByText('The tag is saved.')).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await page.goto(`/admin/tags/${slug}/retire`)
  await page.getByLabel('Tag to use instead').selectOption({ label: `New board ${number}` })
  await carryOut(page, 'Retire the tag')

  const reader = await page.context().newPage()
  await reader.goto(`/tags/${slug}`)
  await expect(reader.getByText('What the board did.')).toBeVisible()
  await expect(reader.getByText('Until 31 March 2026.')).toBeVisible()
  await expect(reader.getByRole('region', { name: 'Begin here' })).toContainText(first.headline)
  await expectNoAccessibilityProblems(reader)
  await reader.setViewportSize({ width: 320, height: 640 })
  expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await reader
    .getByRole('link', { name: `New board ${number}` })
    .first()
    .click()
  await expect(reader).toHaveURL(new RegExp(`/tags/${next}$`))
  await expect(reader.getByText(second.headline)).toBeVisible()
  await expect(reader.getByText('Before it:')).toContainText(`Old board ${number}`)
})

test('An author proposes a tag from the tag field; the tag editor decides, and the author’s desk says what became of it', async ({
  page,
  signInAs,
  make,
  browser,
  baseURL,
}) => {
  const { number } = await make.draft()
  const label = `School buses ${number}`
  const theirs = await browser.newContext({ baseURL: baseURL ?? '', locale: 'en-GB', timezoneId: 'Europe/London' })
  await signInAs('author', theirs)
  const author = await theirs.newPage()
  await author.goto('/admin/articles/new')
  await expect(author.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  await author.getByRole('combobox', { name: 'Tags' }).fill(label)
  await expect(author.getByRole('option', { name: `Propose the tag “${label}”` })).toHaveAttribute('data-active-item')
  await author.keyboard.press('Enter')
  const step = author.getByRole('form', { name: `Propose the tag “${label}”` })
  await step.getByLabel('Why it is needed').fill('Three stories this month.')
  await step.getByRole('button', { name: 'Propose tag' }).click()
  await expect(step).toHaveCount(0)

  await signInAs('editor')
  await page.goto('/admin/tags')
  const waiting = page.getByRole('region', { name: 'Proposed tags' }).getByRole('listitem').filter({ hasText: label })
  await expect(waiting).toContainText('Three stories this month.')
  await waiting.getByRole('button', { name: 'Decline' }).click()
  await waiting.getByRole('button', { name: 'Decline it' }).click()
  await expect(waiting).toContainText('Enter why')
  await expectNoAccessibilityProblems(page)
  await waiting.getByLabel('Why, for').fill('Transport to school says it.')
  await waiting.getByRole('button', { name: 'Decline it' }).click()
  await expect(waiting).toHaveCount(0)

  await author.goto('/admin')
  const told = author.getByRole('listitem').filter({ hasText: label })
  await expect(told).toContainText('was declined: Transport to school says it.')
  await told.getByRole('button', { name: 'Seen' }).click()
  await expect(told).toHaveCount(0)
  await theirs.close()
})
