import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const day = (of: number) => new Date(Date.UTC(2026, 8, of, 12))

/** The headlines of the story so far, in order. */
const parts = (page: Page, label: string) => page.getByRole('region', { name: `The story so far: ${label}` }).getByRole('listitem')

async function add(page: Page, words: string, headline: string) {
  await page.getByRole('searchbox', { name: 'Words of its headline' }).fill(words)
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('button', { name: `Add ${headline}` }).click()
  await expect(page.getByText('The story is added, for readers too.')).toBeVisible()
}

test('An editor makes a storyline and orders it by hand; readers see the story so far, and what is newest', async ({
  page,
  signInAs,
  make,
}) => {
  test.setTimeout(90_000)
  await signInAs('editor')
  const mark = `Kestrel ${(await make.draft()).number}`
  const [first, second, third] = [
    await make.live({ headline: `${mark} inspection announced`, publishedAt: day(1) }),
    await make.live({ headline: `${mark} report is out`, publishedAt: day(2) }),
    await make.live({ headline: `${mark} plan agreed`, publishedAt: day(3) }),
  ]
  const label = `The case of ${mark}`
  await page.goto('/admin/storylines')
  await page.getByRole('link', { name: 'New storyline' }).click()
  await page.getByRole('button', { name: 'Create storyline' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText('Enter a name for the storyline')
  await page.getByLabel('Name').fill(label)
  await page.getByLabel('Summary').fill('What happened, and what comes next.')
  await page.getByRole('button', { name: 'Create storyline' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(label)
  const slug = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  const reader = await page.context().newPage()
  // A storyline without a live story is not there.
  expect((await reader.request.get(`/tags/${slug}`)).status()).toBe(404)
  await reader.goto(`/news/${first.slug}`)
  await expect(parts(reader, label)).toHaveCount(0)

  for (const story of [third, first, second]) await add(page, mark, story.headline)
  await expectNoAccessibilityProblems(page)
  await reader.reload()
  await expect(parts(reader, label)).toHaveText([new RegExp(first.headline), new RegExp(second.headline), new RegExp(third.headline)])
  const box = reader.getByRole('region', { name: `The story so far: ${label}` })
  await expect(box.locator('[aria-current]')).toContainText(first.headline)
  await expect(box).toContainText(`Latest on this: ${third.headline}, 3 September 2026`)
  await expect(box).toContainText('What happened, and what comes next.')
  await expect(box).not.toContainText('Concluded')
  await expectNoAccessibilityProblems(reader)
  await reader.setViewportSize({ width: 320, height: 640 })
  expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)

  // By keyboard alone: the order is kept at once, said, and the focus stays where it was.
  await page.getByRole('button', { name: 'Order them by hand' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('The stories now stand as you put them. Saved.')).toBeVisible()
  const up = page.getByRole('button', { name: `Up ${third.headline}` })
  await up.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(`“${third.headline}” is now 2 of 3. Saved.`)).toBeVisible()
  await expect(up).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(`“${third.headline}” is now 1 of 3. Saved.`)).toBeVisible()
  await expect(up).toBeFocused()
  const down = page.getByRole('button', { name: `Down ${third.headline}` })
  await down.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(`“${third.headline}” is now 2 of 3. Saved.`)).toBeVisible()
  await expect(down).toBeFocused()
  await reader.reload()
  await expect(parts(reader, label)).toHaveText([new RegExp(first.headline), new RegExp(third.headline), new RegExp(second.headline)])

  // The words are saved on top of the order, and readers are told that it is over.
  await page.getByRole('radio', { name: /^Closed/ }).check()
  await page.getByRole('button', { name: 'Save storyline' }).click()
  await expect(page.getByText('The storyline is saved.')).toBeVisible()
  await expect(page.getByText('By hand, as you put them.')).toBeVisible()
  await reader.reload()
  await expect(box).toContainText('Concluded')

  // The newest is taken from readers: "Latest on this" moves on at once.
  await page.goto(`/admin/articles/${third.id}`)
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Story details' }).click()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  const dialog = page.getByRole('dialog', { name: 'Withdraw this story' })
  await dialog.getByRole('textbox').fill('A figure in it could not be confirmed.')
  await dialog.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(page.getByRole('button', { name: 'Make live again' })).toBeVisible()
  await reader.reload()
  await expect(box).toContainText(`Latest on this: ${second.headline}`)
  await expect(parts(reader, label)).toHaveCount(2)

  // Its page, for a reader who comes from the box.
  await box.getByRole('link', { name: label }).click()
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(label)
  await expect(reader.getByRole('main')).toContainText('What happened, and what comes next.')
  await expect(reader.getByRole('main')).toContainText(`Latest on this: ${second.headline}`)
  await expect(reader.getByRole('heading', { level: 3 })).toHaveText([first.headline, second.headline])
  await expectNoAccessibilityProblems(reader)
})

test('Adding a live story to a line leaves its unpublished words unpublished', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.live({ headline: `Swift ${(await make.draft()).number} as readers have it` })
  await make.save({ story, changes: { headline: `Canary ${story.number}` } })
  const line = await make.tag({ label: `Line ${story.number}`, type: 'storyline' })
  await page.goto(`/admin/storylines/${line.slug}`)
  await add(page, `Canary ${story.number}`, `Canary ${story.number}`)
  const reader = await page.context().newPage()
  await reader.goto(`/tags/${line.slug}`)
  await expect(reader.getByRole('heading', { level: 3 })).toHaveText([story.headline])
  await expect(reader.getByText('Canary')).toHaveCount(0)
  await page.getByRole('button', { name: `Take out Canary ${story.number}` }).click()
  await expect(page.getByText('The story is taken out, for readers too.')).toBeVisible()
  expect((await reader.request.get(`/tags/${line.slug}`)).status()).toBe(404)
})
