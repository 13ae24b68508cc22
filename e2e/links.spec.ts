import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Body } from '../modules/articles/body'
import { expect, expectNoAccessibilityProblems, type Make, test } from './fixtures'

const linked = (hrefs: string[]): Body => ({
  type: 'doc',
  content: hrefs.map((href, at) => ({
    type: 'paragraph',
    content: [
      { type: 'text', text: 'Read ' },
      { type: 'text', text: `report ${at + 1}`, marks: [{ type: 'link', attrs: { href } }] },
      { type: 'text', text: ' today.' },
    ],
  })),
})

/** What a night would have found, without asking anybody outside. */
async function found(make: Make, story: { number: number }, url: string, state: string, movedTo: string | null = null) {
  await make.query(`insert into link_use select * from story_links(${story.number}, ${story.number}) on conflict do nothing`)
  const moved = movedTo === null ? 'null' : `'${movedTo}'`
  await make.query(`insert into link_check (url, state, moved_to, checked_at, since) values ('${url}', '${state}', ${moved}, now() - interval '1 day', now())
    on conflict (url) do update set state = excluded.state, moved_to = excluded.moved_to`)
}

test('A link that moved leads to its new address after one press of a key', async ({ page, signInAs, make }) => {
  const [old, renewed] = [`https://moved-${Date.now()}.example.org/old`, `https://moved-${Date.now()}.example.org/new`]
  const story = await make.live({ body: linked([old]) })
  await found(make, story, old, 'moved', renewed)
  await signInAs('editor')
  await page.goto('/admin/links?show=moved')
  const item = page.getByRole('article', { name: old })
  await expect(item.getByRole('link', { name: story.headline })).toBeVisible()
  await item.getByRole('button', { name: 'Use the new address' }).focus()
  await page.keyboard.press('Enter')
  await expect(item.getByRole('status')).toHaveText('Changed in 1 story.')
  await expect(item.getByRole('status')).toBeFocused()
  await expect(item.getByRole('button')).toHaveCount(0)
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByRole('link', { name: 'report 1' })).toHaveAttribute('href', renewed)
})

test('A broken link stands on the desk, and its words stay when it is removed', async ({ page, signInAs, make }) => {
  const gone = `/news/never-written-${Date.now()}`
  const story = await make.live({ body: linked([gone]) })
  await found(make, story, gone, 'broken')
  await signInAs('editor')
  await page.goto('/admin')
  await expect(page.getByRole('heading', { name: /^Broken links?$/ })).toBeVisible()
  await page.getByRole('link', { name: /^Mend/ }).click()
  const item = page.getByRole('article', { name: gone })
  await item.getByRole('button', { name: 'Check again now' }).click()
  await expect(item.getByRole('status')).toContainText('Checked: it is broken.')
  await expectNoAccessibilityProblems(page)
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await item.getByRole('button', { name: 'Remove the link, keep the words' }).click()
  await expect(item.getByRole('status')).toHaveText('Removed in 1 story.')
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByText('Read report 1 today.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'report 1' })).toHaveCount(0)
})

test('The server asks nothing of an address inside its own network, whatever a story links to', async ({ page, signInAs, make }) => {
  const hits: string[] = []
  const trap = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((ready) => trap.listen(0, '127.0.0.1', ready))
  const { port } = trap.address() as AddressInfo
  const inner = [`http://127.0.0.1:${port}/a`, `http://localhost:${port}/b`, 'http://169.254.169.254/latest/meta-data/', 'http://[::1]/c']
  const story = await make.live({ body: linked(inner) })
  for (const url of inner) await found(make, story, url, 'unreachable')
  await signInAs('editor')
  await page.goto('/admin/links?show=unreachable')
  for (const url of inner) {
    const item = page.getByRole('article', { name: url })
    await item.getByRole('button', { name: 'Check again now' }).click()
    await expect(item.getByRole('status')).toContainText('Checked: it may not be checked.')
  }
  expect(hits).toEqual([])
  trap.close()
})

test('An author sees the report and cannot change a story from it', async ({ page, signInAs, make }) => {
  const gone = `/news/never-there-${Date.now()}`
  await found(make, await make.live({ body: linked([gone]) }), gone, 'broken')
  await signInAs('author')
  await page.goto('/admin/links')
  const item = page.getByRole('article', { name: gone })
  await expect(item).toBeVisible()
  await expect(item.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Check all links now' })).toHaveCount(0)
})
