import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const suggestion = (page: Page, label: string) => page.getByRole('group', { name: new RegExp(`^${label}(,|$)`) })

async function newStory(page: Page, paragraph: string) {
  await page.goto('/admin/articles/new')
  await field(page, 'Body').click()
  await page.keyboard.type(paragraph)
}

test('Tags are suggested while the story is written, and tagged with the keyboard alone', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const { number } = await make.draft()
  const [first, second, third] = ['Lantern walks', 'Kite days', 'Willow rooms'].map((name) => `${name} ${number}`) as [
    string,
    string,
    string,
  ]
  for (const label of [first, second, third]) await make.tag({ label, type: 'theme' })
  await newStory(page, `The council pays for ${first}. Families asked for ${second}. Nobody asked for ${third}.`)
  const accept = page.getByRole('button', { name: /^Accept confident tags/ })
  await expect(accept).toHaveText('Accept confident tags (3)')
  await expectNoAccessibilityProblems(page)

  // From the field of tags: the button, then the first suggestion.
  await page.getByRole('combobox', { name: 'Tags' }).focus()
  await page.keyboard.press('Tab')
  await expect(accept).toBeFocused()
  await page.keyboard.press('Tab')
  const rows = page.getByRole('group', { name: /, confident$/ })
  await expect(rows.first()).toBeFocused()
  const refused = ((await rows.first().getAttribute('aria-label')) ?? '').replace(', confident', '')
  await page.keyboard.press('r')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('w')
  await expect(rows.nth(1).getByRole('button', { name: 'Show in the text' })).toBeVisible()
  const accepted = ((await rows.nth(1).getAttribute('aria-label')) ?? '').replace(', confident', '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: `Remove ${accepted}` })).toBeVisible()
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(rows).toHaveCount(2)
  await page.keyboard.press('a')
  await expect(rows).toHaveCount(1)

  // Refused before the first save, it stays refused after it.
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await expect
    .poll(() => make.query(`select t.label from refused_tag r join tag t on t.id = r.tag_id where t.label like '% ${number}'`))
    .toEqual([{ label: refused }])
  await page.reload()
  await expect(accept).toHaveText('Accept confident tags (1)')
  await expect(page.getByText(`Refused for this story: ${refused}`)).toBeVisible()
  await expect(suggestion(page, refused)).toHaveCount(0)
})

test('A sentence leads to its words in the text, and a press accepts what is certain', async ({ page, signInAs, make }) => {
  await signInAs('author')
  const { number } = await make.draft()
  const label = `Paper boats ${number}`
  await make.tag({ label, type: 'theme' })
  const sentence = `They built ${label} there.`
  await newStory(page, `A first sentence stands here. ${sentence}`)
  await suggestion(page, label).getByRole('button', { name: 'Why' }).click()
  await suggestion(page, label).getByRole('button', { name: 'Show in the text' }).click()
  await expect.poll(() => page.evaluate(() => window.getSelection()?.toString())).toBe(sentence)
  await page.getByRole('button', { name: 'Accept confident tags (1)' }).click()
  await expect(page.getByRole('button', { name: `Remove ${label}` })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Accept confident tags/ })).toHaveCount(0)
})

test('A refusal that does not reach the newsroom is said, kept when the page is loaded again, and told later', async ({
  page,
  signInAs,
  make,
  expectConsoleError,
}) => {
  await signInAs('editor')
  const { number } = await make.draft()
  const label = `Glass bells ${number}`
  await make.tag({ label, type: 'theme' })
  await newStory(page, `Somebody paid for ${label} there.`)
  await field(page, 'Headline').fill(`Bells ${number}`)
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  const address = '**/sittings/refuse-tags'
  expectConsoleError(/ERR_FAILED/)
  await page.route(address, (route) => route.abort())
  await suggestion(page, label).getByRole('button', { name: 'Refuse' }).click()
  const untold = page.getByText(`The newsroom does not know yet what you decided on ${label}.`)
  await expect(untold).toBeVisible()
  await page.reload()
  await expect(untold).toBeVisible()
  await expect(page.getByText(`Refused for this story: ${label}`)).toBeVisible()
  await expect(suggestion(page, label)).toHaveCount(0)
  await page.unroute(address)
  await field(page, 'Headline').fill(`Bells again ${number}`)
  await expect(untold).toHaveCount(0)
  expect(await make.query(`select t.label from refused_tag r join tag t on t.id = r.tag_id where t.label = '${label}'`)).toEqual([
    { label },
  ])
})
