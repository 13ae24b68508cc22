/**
 * The reader's site as the demo newsroom leaves it, walked without script from the front page: every live story can be
 * reached, and stands in the related list of another one. Runs before all journeys, whose stories would come into the lists.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from './fixtures'

const stories = new URL('../prisma/demo/stories/', import.meta.url)
const live = readdirSync(stories)
  .filter((name) => (JSON.parse(readFileSync(new URL(name, stories), 'utf8')) as { state: string }).state === 'live')
  .map((name) => `/news/${name.replace(/\.json$/, '')}`)
  .sort()

const PAGES_MAX = 2_000

/** Addresses that links of this HTML lead to on this site, without query or fragment. */
function linksIn(html: string): string[] {
  const hrefs = [...html.matchAll(/<a\b[^>]*?\shref="(\/(?!\/)[^"#?]*)/g)].map((match) => match[1] ?? '')
  return hrefs.filter((href) => !/^\/(?:admin|api|feeds|sign-in)(?:\/|$)/.test(href))
}

/** The numbered list under "In related news:", as readers have it; null when there is none. */
function relatedList(html: string): string | null {
  return (
    /<section\b[^>]*aria-labelledby="related-news"[^>]*>[\s\S]*?<h2\b[^>]*>\s*In related news:[\s\S]*?<ol\b[^>]*>([\s\S]*?)<\/ol>/.exec(
      html,
    )?.[1] ?? null
  )
}

test('No live story of the demo newsroom is an orphan: each is reached, listed elsewhere, and lists others', async ({ request }) => {
  test.setTimeout(180_000)
  const [seen, ahead] = [new Set<string>(['/']), ['/']]
  const [reached, listedUnder] = [new Set<string>(), new Map<string, Set<string>>()]
  const deadEnds: string[] = []
  for (let path = ahead.shift(); path !== undefined && seen.size < PAGES_MAX; path = ahead.shift()) {
    const answer = await request.get(path)
    expect(answer.status(), path).toBe(200)
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue
    const html = await answer.text()
    const found = [...new Set(linksIn(html))].filter((link) => !seen.has(link))
    for (const link of found) seen.add(link)
    // Stories first: once all are reached there is nothing more to learn from the other pages.
    ahead.unshift(...found.filter((link) => link.startsWith('/news/')))
    ahead.push(...found.filter((link) => !link.startsWith('/news/')))
    if (!path.startsWith('/news/')) continue
    reached.add(path)
    const listed = linksIn(relatedList(html) ?? '')
    if (listed.length === 0) deadEnds.push(path)
    for (const link of listed) listedUnder.set(link, (listedUnder.get(link) ?? new Set()).add(path))
    if (live.every((story) => reached.has(story)) && !ahead.some((link) => link.startsWith('/news/'))) break
  }
  const others = (story: string) => [...(listedUnder.get(story) ?? [])].filter((under) => under !== story)
  expect(live.length).toBeGreaterThan(30)
  expect(
    live.filter((story) => !reached.has(story)),
    'stories that no link leads to',
  ).toEqual([])
  expect(
    live.filter((story) => others(story).length === 0),
    'stories no list shows',
  ).toEqual([])
  expect(deadEnds, 'lists without a link').toEqual([])
  test.info().annotations.push({ type: 'crawl', description: `${live.length} stories, ${seen.size} addresses, 0 orphans` })
})
