/**
 * What is not live is nowhere: one draft, one withdrawn story, unpublished edits with a new tag and a new link, and the
 * tags that only these carry, on every public address.
 */
import type { APIRequestContext } from '@playwright/test'
import { expect, test } from './fixtures'
import { builtPublicRoutes, type Example, PUBLIC_ROUTES } from './public-routes'

/** A word that nothing else contains, and that reads as one. */
const secret = (): string => `quag${Math.random().toString(36).slice(2, 10).replace(/\d/g, 'q')}mire`

const variants: { name: string; headers: Record<string, string>; suffix?: string }[] = [
  { name: 'as a reader', headers: {} },
  { name: 'as the framework’s router', headers: { rsc: '1' } },
  { name: 'as its prefetch', headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' } },
  {
    name: 'with a preview cookie',
    headers: { cookie: '__prerender_bypass=1; __next_preview_data=1', 'x-middleware-subrequest': 'proxy:proxy' },
  },
]

test('the list of public routes is whole', () => {
  expect(builtPublicRoutes()).toEqual(PUBLIC_ROUTES.map((one) => one.route).sort())
})

test('nothing of what is not live stands on any public address', async ({ make, request }) => {
  test.setTimeout(180_000)
  const hidden = {
    draft: secret(),
    withdrawn: secret(),
    edit: secret(),
    tag: secret(),
    editTag: secret(),
    goneTag: secret(),
    line: secret(),
    pin: secret(),
  }
  const shared = secret()
  const tag = await make.tag({ label: `Theme ${shared}` })
  const quietTag = (word: string) => make.tag({ label: `Matter ${word}`, description: `About ${word}`, aliases: [`${word} other`] })
  const [ofDraft, ofEdit, ofGone] = [await quietTag(hidden.tag), await quietTag(hidden.editTag), await quietTag(hidden.goneTag)]
  // A storyline is a tag with words of its own: one that only a draft carries, and a draft in one that live stories carry.
  const quietLine = await make.tag({ label: `Line ${hidden.line}`, type: 'storyline' })
  const line = await make.tag({ label: `Line of ${shared}`, type: 'storyline' })
  const words = (mark: string) => ({
    headline: `Report ${mark} on ${shared}`,
    standfirst: `Standfirst ${mark} on ${shared}`,
    body: [`A paragraph about ${mark} and ${shared}.`],
    byline: `Writer ${mark}`,
    tags: ['area-dorset', 'ehc-plans', tag.slug, line.slug],
  })
  const neighbour = await make.live({ ...words('seen'), headline: `Neighbour of ${shared}` })
  const elsewhere = await make.live({ headline: `Elsewhere ${shared}`, tags: [] })
  const live = await make.live(words('seen'))
  const draft = await make.draft({ ...words(hidden.draft), tags: ['area-dorset', tag.slug, ofDraft.slug, line.slug, quietLine.slug] })
  const withdrawn = await make.withdrawn({
    ...words(hidden.withdrawn),
    tags: ['area-dorset', tag.slug, ofGone.slug],
    reason: 'Published by mistake.',
  })
  const revoked = await make.previewLink({ story: draft })
  await make.revokeLink(revoked)
  const changes = {
    headline: `Edited ${hidden.edit}`,
    standfirst: hidden.edit,
    byline: hidden.edit,
    tagSlugs: [...live.input.tagSlugs, ofEdit.slug],
    pins: [
      { headline: `Waiting ${hidden.pin}`, targetId: null },
      { headline: elsewhere.headline, targetId: elsewhere.id },
    ],
  }
  await make.save({ story: live, changes })

  const quiet = [ofDraft.slug, ofEdit.slug, ofGone.slug, quietLine.slug]
  const example = {
    story: live.slug,
    others: [draft.slug, withdrawn.slug, neighbour.slug],
    tag: tag.slug,
    area: 'dorset',
    words: shared,
    deadLinks: [revoked.token],
  }
  const examples = quiet.map((otherTag): Example => ({ ...example, otherTag }))
  const addresses = new Set([...PUBLIC_ROUTES.flatMap((one) => examples.flatMap(one.examples)), `/tags/${line.slug}`])
  for (const address of addresses) await expectNoneOf(request, address, Object.values(hidden))
  for (const word of Object.values(hidden)) await expectNotFoundByWord(request, word)
  for (const slug of quiet)
    for (const address of [`/tags/${slug}`, `/feeds/tags/${slug}.atom`, `/feeds/tags/${slug}.json`, `/api/v1/articles?tag=${slug}`])
      expect((await request.get(address)).status(), address).toBe(404)
  // The unpublished link leads nowhere yet, though its other end is live.
  expect(await (await request.get(`/api/v1/articles/${live.slug}/related?limit=20`)).text()).not.toContain(elsewhere.slug)
  // The test can see: what is live is found where it should be.
  expect(await (await request.get(`/tags/${tag.slug}`)).text()).toContain(live.headline)
  expect(await (await request.get('/tags')).text()).toContain(`/tags/${tag.slug}`)
  expect(await (await request.get(`/news/${live.slug}`)).text()).toContain('The story so far')
  expect(await (await request.get(`/search?q=${shared}`)).text()).toContain(`/news/${live.slug}`)
  expect(await (await request.get(`/api/v1/articles/${live.slug}/related?limit=20`)).text()).toContain(neighbour.slug)
})

/** The search page names again what was asked; apart from that it must answer as to a word that nobody has written. */
async function expectNotFoundByWord(request: APIRequestContext, word: string): Promise<void> {
  const answerTo = async (asked: string) => (await (await request.get(`/search?q=${asked}`)).text()).replaceAll(asked, '…')
  expect(await answerTo(word), `the search for ${word}`).toBe(await answerTo(secret()))
}

async function expectNoneOf(request: APIRequestContext, address: string, secrets: readonly string[]): Promise<void> {
  const asked = decodeURIComponent(address)
  for (const { name, headers } of variants) {
    const answer = await request.get(address, { headers, maxRedirects: 3 })
    expect(answer.status(), `${address} ${name}`).toBeLessThan(500)
    const said = `${JSON.stringify(answer.headers())}\n${await answer.text()}`.toLowerCase()
    // An address that was asked for may be named again (a redirect, an error page's form); nothing else of it may.
    for (const word of secrets.filter((one) => !asked.includes(one)))
      expect(said.includes(word), `${word} at ${address} ${name}`).toBe(false)
    for (const word of secrets.filter((one) => asked.includes(one)))
      expect(said.replaceAll(asked, '').split(word).length - 1, `${word} at ${address} ${name}`).toBe(0)
  }
  const head = await request.head(address)
  for (const word of secrets.filter((one) => !asked.includes(one)))
    expect(JSON.stringify(head.headers()).includes(word), `${word} in the head of ${address}`).toBe(false)
}

test('a draft, a draft’s tag and an address nobody has used answer alike', async ({ make, request }) => {
  const tag = await make.tag()
  const draft = await make.draft({ tags: [tag.slug] })
  const bodies = new Map<string, string>()
  for (const address of [`/news/${draft.slug}`, '/news/never-heard-of-it', `/tags/${tag.slug}`, '/tags/never-heard-of-it']) {
    const answer = await request.get(address)
    expect(answer.status(), address).toBe(404)
    bodies.set(address, await answer.text())
  }
  expect(bodies.get(`/news/${draft.slug}`)).toBe(bodies.get('/news/never-heard-of-it'))
  expect(bodies.get(`/tags/${tag.slug}`)).toBe(bodies.get('/tags/never-heard-of-it'))
  expect((await request.get(`/feeds/tags/${tag.slug}.atom`)).status()).toBe(404)
  expect((await request.get(`/api/v1/articles/${draft.slug}`)).status()).toBe(404)
})
