import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { listEvents } from '@/modules/audit/queries'
import { articleResource } from '@/modules/open-data/published'
import { searchStories } from '@/modules/search/published'
import { draftArticle, liveArticle, storyInput } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { type Body, plainText } from '../body'
import { findPublishedStory, wholeStoriesByNumber } from '../published'
import { compareRevisions } from '../queries/compare-revisions'
import { getFact, listFacts, readShownBody } from '../queries/facts'
import { changeSlug } from './change-slug'
import { exportStories } from './export-stories'
import { importStories } from './import-stories'
import { changeFact, createFact, deleteFact } from './keep-fact'
import { keepWorkingCopy } from './keep-working-copy'
import { publishArticle } from './publish-article'
import { saveDraft } from './save-draft'
import { withdrawArticle } from './withdraw-article'

const NOW = new Date('2026-11-20T09:00:00Z')
const LATER = new Date('2026-11-21T09:00:00Z')
const system = systemActor('Test', 'facts')

const withFact = (...slugs: string[]): Body => ({
  type: 'doc',
  content: slugs.map((slug) => ({
    type: 'paragraph',
    content: [
      { type: 'text', text: 'So far ' },
      { type: 'fact', attrs: { slug } },
      { type: 'text', text: ' areas have a report.' },
    ],
  })),
})
const inspected = { label: 'Areas inspected so far', value: '99', sourceUrl: 'https://example.org/data', checkedOn: '2026-11-19' }
const fact = async (given: Partial<typeof inspected> = {}): Promise<string> => {
  const made = await createFact(system, { ...inspected, ...given }, NOW)
  if (!made.ok) throw new Error(made.problems[0]?.message)
  return made.value.slug
}
const change = (slug: string, value: string, version = 1, now = LATER) => changeFact(system, { slug, version, ...inspected, value }, now)
const storyAt = async (slug: string) => {
  const found = await findPublishedStory(slug)
  if (found.state !== 'live') throw new Error(`not live: ${found.state}`)
  return found.story
}
const found = async (words: string) => {
  const outcome = await searchStories(words)
  return outcome.state === 'found' ? outcome.results.map(({ slug }) => slug) : []
}
const expired = async () => (await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag`).map(({ tag }) => tag)
const message = (outcome: { ok: boolean; problems?: { message: string }[] }) => outcome.problems?.[0]?.message ?? 'done'

beforeEach(emptyDatabase)

describe('A fact', () => {
  it('is made once under a name, and keeps what stories call it by', async () => {
    expect(await fact()).toBe('areas-inspected-so-far')
    expect(message(await createFact(system, { ...inspected, label: 'AREAS inspected so far' }, NOW))).toContain('It says “99”')
    expect(await fact({ label: 'Areas inspected, so far' })).toBe('areas-inspected-so-far-2')
    await changeFact(system, { slug: 'areas-inspected-so-far', version: 1, ...inspected, label: 'Reports so far' }, LATER)
    expect((await getFact(system, 'areas-inspected-so-far', NOW)).label).toBe('Reports so far')
    expect(message(await createFact(system, { ...inspected, label: 'New', checkedOn: '2026-11-22' }, NOW))).toContain('still to come')
  })

  it('is made by those who keep records, and by nobody else', async () => {
    const { actor: author } = await makeUser({ role: 'author' })
    expect((await createFact({ ...author, duties: ['data-editor'] }, inspected, NOW)).ok).toBe(true)
    await expect(createFact(author, { ...inspected, label: 'Other' }, NOW)).rejects.toThrow(NotAllowed)
  })

  it('that somebody else has changed meanwhile is not overwritten', async () => {
    const slug = await fact()
    await change(slug, '100')
    await expect(change(slug, '101')).rejects.toThrow(Conflict)
    await expect(change('no-such-fact', '1')).rejects.toThrow(NotFound)
    expect((await getFact(system, slug, NOW)).value).toBe('100')
  })
})

describe('A live story with a fact', () => {
  it('shows its value: on the page, in feeds, in the open data and in the search', async () => {
    const story = await liveArticle({ body: withFact(await fact()), now: NOW })
    expect(plainText((await storyAt(story.slug)).body)).toBe('So far 99 areas have a report.')
    const [whole] = await wholeStoriesByNumber([story.number])
    expect(JSON.stringify(whole?.body)).not.toContain('fact')
    const resource = await articleResource(story.slug)
    expect(resource).toMatchObject({ state: 'live', value: { text: 'So far 99 areas have a report.' } })
    expect(JSON.stringify(resource)).not.toContain('"fact"')
    expect(await found('99 areas')).toEqual([story.slug])
  })

  it('shows a new value from the moment it is saved; none of its dates moves', async () => {
    const slug = await fact()
    const story = await liveArticle({ body: withFact(slug), now: NOW })
    const other = await liveArticle({ now: NOW })
    await db.$executeRaw`delete from page_cache.tag`
    expect(await change(slug, '104')).toEqual({ ok: true, value: { slug, stories: 1 } })
    const shown = await storyAt(story.slug)
    expect(plainText(shown.body)).toBe('So far 104 areas have a report.')
    expect(shown.bodyText).toBe('So far 104 areas have a report.')
    expect(shown.republishedAt).toEqual(NOW)
    expect(shown.readersToldAt).toBeNull()
    expect(await expired()).toEqual([`address:${story.slug}`])
    expect(await found('104 areas')).toEqual([story.slug])
    expect((await storyAt(other.slug)).bodyText).not.toContain('104')
  })

  it('is brought up to date at its old addresses too', async () => {
    const slug = await fact()
    const story = await liveArticle({ body: withFact(slug), now: NOW })
    await changeSlug(system, { id: story.id, version: story.version, slug: 'another-address' }, LATER)
    await db.$executeRaw`delete from page_cache.tag`
    await change(slug, '104')
    expect((await expired()).sort()).toEqual(['address:another-address', `address:${story.slug}`].sort())
  })

  it('shows several facts, and each in its new words', async () => {
    const [one, two] = [await fact(), await fact({ label: 'Second', value: 'forty' })]
    const story = await liveArticle({ body: withFact(one, two), now: NOW })
    await change(one, '104')
    expect((await storyAt(story.slug)).bodyText).toBe('So far 104 areas have a report.\nSo far forty areas have a report.')
  })

  it('has a name of its own, also beside one whose long label begins alike', async () => {
    const label = 'Areas with an inspection report under the framework of 2023 that were published by'
    const made = [
      await fact({ label: `${label} autumn` }),
      await fact({ label: `${label} spring` }),
      await fact({ label: `${label} 2025` }),
    ]
    expect(new Set(made).size).toBe(3)
  })

  it('keeps in step what readers have of its source and day', async () => {
    const slug = await fact()
    await liveArticle({ body: withFact(slug), now: NOW })
    await changeFact(system, { slug, version: 1, ...inspected, sourceUrl: 'https://example.org/newer', checkedOn: '2026-11-20' }, LATER)
    const [row] = await db.publishedFact.findMany()
    expect([row?.sourceUrl, row?.checkedOn?.toISOString().slice(0, 10)]).toEqual(['https://example.org/newer', '2026-11-20'])
  })

  it('leaves readers no fact that no live story shows', async () => {
    const slug = await fact()
    await fact({ label: 'Only a draft has it' })
    await draftArticle({ body: withFact('only-a-draft-has-it') })
    const story = await liveArticle({ body: withFact(slug), now: NOW })
    const published = async () => (await db.publishedFact.findMany()).map((row) => row.slug)
    expect(await published()).toEqual([slug])
    const saved = await saveDraft(
      system,
      { ...story.input, body: withFact('only-a-draft-has-it'), id: story.id, version: story.version },
      NOW,
    )
    if (!saved.ok) throw new Error(message(saved))
    const again = await publishArticle(system, { id: story.id, version: saved.value.version, change: 'minor' }, NOW)
    if (!again.ok) throw new Error(message(again))
    expect(await published()).toEqual(['only-a-draft-has-it'])
    await withdrawArticle(system, { id: story.id, version: again.value.version, reason: 'It was wrong.' }, NOW)
    expect(await published()).toEqual([])
  })

  it('is not published with a fact that does not exist, which is named; a draft may have it', async () => {
    const draft = await draftArticle({ body: withFact('no-such-fact') })
    const refusal = await publishArticle(system, { id: draft.id, version: draft.version }, NOW)
    expect(refusal).toEqual({
      ok: false,
      problems: [{ field: 'body', message: 'There is no fact “no-such-fact”. Insert another, or write what it said' }],
    })
  })
})

describe('In the newsroom', () => {
  it('previews and comparisons show the value', async () => {
    const slug = await fact()
    const draft = await draftArticle({ body: withFact(slug) })
    expect(plainText(await readShownBody(system, withFact(slug, 'gone')))).toContain('So far 99 areas have a report.\nSo far [gone]')
    const words = { ...draft.input, body: withFact(slug, slug) }
    await saveDraft(system, { ...words, id: draft.id, version: draft.version }, NOW)
    const { comparison } = await compareRevisions(system, draft.id, 1, 2)
    expect(JSON.stringify(comparison.body)).toContain('So far 99 areas')
  })

  it('a change of a value is on record', async () => {
    const slug = await fact()
    await liveArticle({ body: withFact(slug), now: NOW })
    await change(slug, '104')
    const { events } = await listEvents(system, {})
    expect(events.map(({ sentence }) => sentence)).toContain('changed the fact “Areas inspected so far” from 99 to 104, in 1 live story')
  })

  it('a list says where each is used, but not in stories that are closed to whoever looks', async () => {
    const slug = await fact()
    const story = await liveArticle({ body: withFact(slug, slug) })
    const closed = await draftArticle({ body: withFact(slug) })
    await db.article.update({ where: { id: closed.id }, data: { sensitive: true } })
    const { actor: editor } = await makeUser({ role: 'editor' })
    const [listed] = await listFacts(editor, NOW)
    expect(listed?.stories).toEqual([{ id: story.id, headline: story.headline, state: 'live', newest: true, live: true }])
    expect((await getFact(system, slug, NOW)).stories).toHaveLength(2)
  })

  it('a fact in use cannot be deleted: the stories are named, closed ones only counted', async () => {
    const slug = await fact()
    const { actor: editor } = await makeUser({ role: 'editor' })
    const story = await liveArticle({ body: withFact(slug), headline: 'Ninety-nine areas' })
    const closed = await draftArticle({ body: withFact(slug), headline: 'Nobody may know' })
    await db.article.update({ where: { id: closed.id }, data: { sensitive: true } })
    const refusal = message(await deleteFact(editor, { slug, version: 1 }, NOW))
    expect(refusal).toBe('It stands in “Ninety-nine areas”, 1 more. Take it out there first, or change what it says')
    await withdrawArticle(system, { id: story.id, version: story.version, reason: 'It was wrong.' }, NOW)
    expect(message(await deleteFact(editor, { slug, version: 1 }, NOW))).toContain('Ninety-nine areas')
  })

  it('a fact in words that are not saved yet cannot be deleted; one in old versions alone can', async () => {
    const slug = await fact()
    const { actor: writer } = await makeUser({ role: 'editor' })
    const draft = await draftArticle({ body: withFact(slug), actor: writer })
    const saved = await saveDraft(system, { ...draft.input, body: withFact(), id: draft.id, version: draft.version }, NOW)
    if (!saved.ok) throw new Error(message(saved))
    const tab = 'aaaaaaaa-0000-4000-8000-000000000001'
    await keepWorkingCopy(
      writer,
      {
        id: draft.id,
        tab,
        sequence: 1,
        baseVersion: saved.value.version,
        baseRevision: 2,
        over: null,
        story: storyInput({ body: withFact(slug) }),
      },
      NOW,
    )
    expect(message(await deleteFact(writer, { slug, version: 1 }, NOW))).toContain('It stands in')
    await db.workingCopy.deleteMany()
    expect(await deleteFact(writer, { slug, version: 1 }, NOW)).toEqual({ ok: true, value: { slug } })
  })
})

describe('An export', () => {
  const exported = async () => {
    const stories = []
    for await (const story of exportStories(system)) stories.push(story.line)
    return stories
  }
  const lines = (stories: unknown[]) => stories.map((story, at) => ({ number: at + 1, text: JSON.stringify(story) }))
  const imported = (stories: unknown[], publish = true) => importStories(system, { lines: lines(stories), publish, dryRun: false }, LATER)

  it('names the fact and says its value; coming back, it changes nothing', async () => {
    const slug = await fact()
    const story = await liveArticle({ body: withFact(slug), now: NOW })
    const out = await exported()
    expect(JSON.stringify(out[0]?.body)).toContain('{"type":"fact","attrs":{"slug":"areas-inspected-so-far","value":"99"}}')
    expect((await imported(out)).refused).toEqual([])
    expect(await db.revision.count({ where: { articleId: story.id } })).toBe(1)
  })

  it('becomes words in a newsroom that does not have the fact', async () => {
    const slug = await fact()
    await liveArticle({ body: withFact(slug), now: NOW })
    const out = await exported()
    await emptyDatabase()
    const report = await imported(out)
    expect(report.refused).toEqual([])
    expect((await storyAt(report.stories[0]?.slug ?? '')).body).toEqual({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'So far 99 areas have a report.' }] }],
    })
  })

  it('without a value is refused where it would be published', async () => {
    const report = await imported([{ headline: 'A story', body: withFact('not-known') }])
    expect(report.refused).toEqual([
      { line: 1, field: 'body', message: 'There is no fact “not-known”. Insert another, or write what it said' },
    ])
  })
})
