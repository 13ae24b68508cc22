/** A reader looks for a word. */
import { expect, test } from './fixtures'

test.use({ javaScriptEnabled: false })

test('a word of a headline, a standfirst or a body finds the story', async ({ page, make }) => {
  const word = `wren${Date.now().toString(36).replace(/\d/g, 'x')}`
  const inHeadline = await make.live({ headline: `The ${word} returns` })
  const inStandfirst = await make.live({ standfirst: `What the ${word} found.` })
  const inBody = await make.live({ body: ['Nothing here.', `Then came the ${word}, and everything changed.`] })
  const draft = await make.draft({ headline: `No ${word} yet` })
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Search' }).click()
  await page.getByLabel('Search the news').fill(word)
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(`3 stories for “${word}”`)
  const found = page.getByRole('main').getByRole('listitem')
  for (const story of [inHeadline, inStandfirst, inBody]) await expect(found.getByRole('link', { name: story.headline })).toBeVisible()
  await expect(page.getByText(draft.headline)).toHaveCount(0)
  await expect(found.filter({ hasText: inBody.headline }).locator('mark')).toHaveText(word)
  await expect(page.getByLabel('Search the news')).toHaveValue(word)
})

test('the name of an area leads to its page', async ({ page }) => {
  await page.goto('/search?q=Dorset')
  await expect(page.getByRole('main').getByRole('link', { name: 'Dorset', exact: true })).toHaveAttribute('href', '/areas/dorset')
})

test('nothing found says so, and nothing typed is no error', async ({ page }) => {
  await page.goto('/search?q=zzyzxqq')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('No story has “zzyzxqq”. Try fewer words, or another spelling.')
  for (const address of ['/search', '/search?q=', '/search?q=%20', '/search?page=x', '/search?q=a&q=b'])
    expect((await page.goto(address))?.status(), address).toBe(200)
})

for (const query of [
  `'"<script>alert(1)</script>`,
  `') or 1=1 --`,
  '"unclosed',
  '-',
  'a & | ! :* ()',
  '%',
  '\\',
  '𝒳'.repeat(150),
  'x'.repeat(1500),
]) {
  test(`${JSON.stringify(query.slice(0, 30))} is looked for as it is`, async ({ page }) => {
    const answer = await page.goto(`/search?q=${encodeURIComponent(query)}`)
    expect(answer?.status()).toBe(200)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search')
    expect(await page.locator('main script').count()).toBe(0)
  })
}
