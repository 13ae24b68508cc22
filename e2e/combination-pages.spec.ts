/** A reader goes from an area to its stories about one theme, and a program follows them. */
import { parseAtomFeed } from 'feedsmith'
import { expect, test } from './fixtures'

test('from an area’s page to its stories about one theme, in one press; the feed holds the same', async ({ make, page, request }) => {
  const theme = await make.tag()
  const [first, second] = [await make.live({ tags: ['area-torbay', theme.slug] }), await make.live({ tags: ['area-torbay', theme.slug] })]
  const alone = await make.live({ tags: ['area-torbay'] })
  await page.goto('/areas/torbay')
  await page.getByRole('navigation', { name: 'Torbay together with' }).getByRole('link', { name: theme.label }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Torbay and ${theme.label}`)
  await expect(page).toHaveURL(`/tags/area-torbay/with/${theme.slug}`)
  for (const story of [first, second]) await expect(page.getByRole('link', { name: story.headline })).toBeVisible()
  await expect(page.getByRole('link', { name: alone.headline })).toHaveCount(0)
  const feed = await page.getByRole('main').getByRole('link', { name: 'Atom' }).getAttribute('href')
  const entries = parseAtomFeed(await (await request.get(feed ?? '')).text()).entries?.map((entry) => entry.id)
  expect(entries?.toSorted()).toEqual([first, second].map((story) => `urn:uuid:${story.id}`).toSorted())
})

test('the page comes with the first story of both, and has one address', async ({ make, request }) => {
  const [theme, other] = [await make.tag(), await make.tag()]
  await make.live({ tags: [theme.slug] })
  await make.live({ tags: [other.slug] })
  const [one, two] = [theme.slug, other.slug].toSorted()
  const address = `/tags/${one}/with/${two}`
  expect((await request.get(address)).status()).toBe(404)
  const story = await make.live({ tags: [theme.slug, other.slug] })
  const answer = await request.get(address)
  expect([answer.status(), (await answer.text()).includes(story.headline)]).toEqual([200, true])
  const turned = await request.get(`/tags/${two}/with/${one}`, { maxRedirects: 0 })
  expect([turned.status(), new URL(turned.headers().location ?? '', 'http://x').pathname]).toEqual([308, address])
})
