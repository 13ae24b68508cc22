import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { findPublishedStory, wholeStoriesByNumber } from '@/modules/articles/published'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { draftArticle, type GivenArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { recountPoints } from './commands'
import { relatedNews, relatedNewsOf } from './published'
import { previewRelated } from './queries'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')

beforeEach(async () => {
  await emptyDatabase()
  await seedReference(clock, now)
})

const live = (given: GivenArticle = {}) => liveArticle({ now, ...given })

async function listOf({ slug }: { slug: string }, limit?: number) {
  const found = await findPublishedStory(slug)
  if (found.state !== 'live') throw new Error(`${slug} is not live`)
  return relatedNews(found.story, now, limit)
}
const slugsOf = async (story: { slug: string }) => (await listOf(story)).map((link) => (link.kind === 'story' ? link.slug : link.url))

describe('The first stories of a newsroom', () => {
  it.each([
    ['an area', ['area-rotherham'], 'Both about Rotherham'],
    ['a theme', ['ehc-plans'], 'Also about EHC plans'],
    ['an organisation', ['nhs-south-yorkshire-icb'], 'Both involve South Yorkshire ICB'],
  ])('two stories that share %s list each other as soon as the second is published', async (_, tags, reason) => {
    const one = await live({ tags })
    expect(await listOf(one)).toEqual([])
    const other = await live({ tags })
    expect(await listOf(one)).toMatchObject([{ slug: other.slug, headline: other.headline, pinned: false, reason }])
    expect(await listOf(other)).toMatchObject([{ slug: one.slug, reason }])
  })

  it.each([3, 5, 10])('%i stories that all carry the same area relate, every one of them, counted again or not', async (count) => {
    const stories: MadeArticle[] = []
    for (let n = 0; n < count; n += 1)
      stories.push(await live({ tags: ['area-rotherham'], headline: `Rotherham story ${'abcdefghij'[n]}` }))
    const expected = Math.min(5, count - 1)
    for (const story of stories) expect(await listOf(story)).toHaveLength(expected)
    await recountPoints(clock, now)
    for (const story of stories) expect(await listOf(story)).toHaveLength(expected)
  })

  it('the words say everything that matters and can be checked against the reasons', async () => {
    const tags = ['area-rotherham', 'ehc-plans', 'outcome-positive', 'ofsted']
    const one = await live({ tags })
    await live({ tags })
    const [link] = await listOf(one)
    expect(link?.reason).toBe('Both about Rotherham and EHC plans')
    expect(link?.reasons).toEqual([
      { tag: 'area-rotherham', type: 'area', label: 'Rotherham' },
      { tag: 'ehc-plans', type: 'theme', label: 'EHC plans' },
    ])
    expect(link?.areas).toEqual(['Rotherham'])
    expect(link?.score).toBeGreaterThan(0)
  })
})

describe('What never relates two stories', () => {
  it.each([
    ['an outcome', ['outcome-inconsistent']],
    ['Ofsted and the CQC', ['ofsted', 'cqc']],
    ['a region', ['region-london']],
    ['a framework', ['framework-2023']],
    ['a stage', ['report-published']],
    ['the role of a post-holder', ['role-lead-member']],
    ['all of these', ['outcome-inconsistent', 'ofsted', 'cqc', 'region-london', 'framework-2023', 'report-published', 'role-lead-member']],
  ])('sharing only %s', async (_, tags) => {
    const one = await live({ tags: [...tags, 'area-kent'] })
    const other = await live({ tags: [...tags, 'area-rotherham'] })
    expect(await listOf(one)).toEqual([])
    expect(await listOf(other)).toEqual([])
  })

  it('sharing only what both inherit: the region of two areas, the area of a forum and itself', async () => {
    const barnet = await live({ tags: ['area-barnet'] })
    const brent = await live({ tags: ['area-brent'] })
    const forum = await live({ tags: ['pcf-rotherham'] })
    const area = await live({ tags: ['area-rotherham'] })
    for (const story of [barnet, brent, forum, area]) expect(await listOf(story)).toEqual([])
  })

  it('a tag with “do not relate on this” is no reason and adds no point', async () => {
    const generic = await makeTag({ label: 'SEND', doNotRelate: true })
    const one = await live({ tags: [generic.slug, 'ehc-plans'] })
    await live({ tags: [generic.slug] })
    const other = await live({ tags: ['ehc-plans'] })
    expect(await slugsOf(one)).toEqual([other.slug])
  })

  it('a draft, a withdrawn story, the story itself', async () => {
    const one = await live({ tags: ['ehc-plans'] })
    const other = await live({ tags: ['ehc-plans'] })
    await draftArticle({ tags: ['ehc-plans'] })
    await withdrawArticle(clock, { id: other.id, version: other.version, reason: 'A mistake' }, now)
    expect(await listOf(one)).toEqual([])
  })
})

describe('Judgement', () => {
  it('a rare shared theme beats a common one', async () => {
    for (let n = 0; n < 12; n += 1) await live({ tags: ['waiting-times', 'area-kent'] })
    await live({ tags: ['waiting-times'] })
    const rare = await live({ tags: ['parental-blame'] })
    await recountPoints(clock, now)
    const one = await live({ tags: ['waiting-times', 'parental-blame'] })
    expect((await slugsOf(one))[0]).toBe(rare.slug)
  })

  it('of two alike the newer comes first, and an evergreen outlives its age', async () => {
    const old = await live({ tags: ['ehc-plans'], storyDate: '2023-01-10T12:00:00.000Z' })
    const evergreen = await live({ tags: ['ehc-plans'], storyDate: '2023-01-10T12:00:00.000Z', evergreen: true })
    const fresh = await live({ tags: ['ehc-plans'] })
    const one = await live({ tags: ['ehc-plans'] })
    expect(await slugsOf(one)).toEqual([fresh.slug, evergreen.slug, old.slug])
  })

  it('an explainer kept evergreen outranks a week-old weak match', async () => {
    const explainer = await live({ tags: ['area-rotherham', 'ehc-plans'], storyDate: '2023-01-10T12:00:00.000Z', evergreen: true })
    const weak = await live({ tags: ['ehc-plans'], storyDate: '2026-11-13T12:00:00.000Z' })
    const one = await live({ tags: ['area-rotherham', 'ehc-plans'] })
    expect(await slugsOf(one)).toEqual([explainer.slug, weak.slug])
  })

  it('the editor’s links come first and need no shared tag', async () => {
    const chosen = await live({ tags: ['workforce'] })
    const automatic = await live({ tags: ['ehc-plans'] })
    const one = await live({ tags: ['ehc-plans'], pins: [{ headline: chosen.headline, targetId: chosen.id }] })
    expect(await listOf(one)).toMatchObject([
      { slug: chosen.slug, pinned: true, reason: 'Chosen by the editor', reasons: [], score: 0 },
      { slug: automatic.slug, pinned: false },
    ])
    await withdrawArticle(clock, { id: chosen.id, version: chosen.version, reason: 'A mistake' }, now)
    expect(await slugsOf(one)).toEqual([automatic.slug])
  })
})

describe('Freshness', () => {
  it('publishing and withdrawing one story changes the lists of others at once', async () => {
    const one = await live({ tags: ['ehc-plans'] })
    const draft = await draftArticle({ tags: ['ehc-plans'] })
    const published = await publishArticle(clock, { id: draft.id, version: draft.version }, now)
    expect(await slugsOf(one)).toEqual([draft.slug])
    await withdrawArticle(clock, { id: draft.id, version: published.ok ? published.value.version : 0, reason: 'A mistake' }, now)
    expect(await slugsOf(one)).toEqual([])
  })

  it('a withdrawn story and a retagged one leave nothing behind in the postings', async () => {
    const story = await live({ tags: ['ehc-plans', 'area-rotherham'] })
    const saved = await saveDraft(clock, { id: story.id, version: story.version, ...story.input, tagSlugs: ['waiting-times'] }, now)
    const again = await publishArticle(clock, { id: story.id, version: saved.ok ? saved.value.version : 0, change: 'minor' }, now)
    expect(await db.relatedKey.count()).toBe(1)
    await withdrawArticle(clock, { id: story.id, version: again.ok ? again.value.version : 0, reason: 'A mistake' }, now)
    expect(await db.relatedKey.count()).toBe(0)
  })

  it('retagging moves a story from one list to another only when it is published again', async () => {
    const plans = await live({ tags: ['ehc-plans'] })
    const waits = await live({ tags: ['waiting-times'] })
    const story = await live({ tags: ['ehc-plans'] })
    const saved = await saveDraft(clock, { id: story.id, version: story.version, ...story.input, tagSlugs: ['waiting-times'] }, now)
    expect(await slugsOf(plans)).toEqual([story.slug])
    await publishArticle(clock, { id: story.id, version: saved.ok ? saved.value.version : 0, change: 'minor' }, now)
    expect(await slugsOf(plans)).toEqual([])
    expect(await slugsOf(waits)).toEqual([story.slug])
  })
})

describe('The lists of many stories at once', () => {
  it('are those of each of them, pins, none and a story that has gone included', async () => {
    const tags = [['ehc-plans'], ['ehc-plans', 'area-kent'], ['area-kent'], ['workforce'], ['area-rotherham', 'ehc-plans']]
    const made: MadeArticle[] = []
    for (const own of tags) made.push(await live({ tags: own }))
    const pins = [{ headline: 'chosen', targetId: made[3]?.id ?? null }]
    made.push(await live({ tags: ['area-kent'], pins }))
    const stories = await wholeStoriesByNumber(made.map((one) => one.number))
    const gone = { ...stories[0], number: 9_999_999, headline: 'Gone', relTags: [1], relInherited: [] }
    const lists = await relatedNewsOf([...stories, gone], now)
    expect(lists.size).toBe(7)
    for (const story of stories) expect(lists.get(story.number)).toEqual(await relatedNews(story, now))
    expect(lists.get(gone.number)).toEqual([])
    expect(lists.get(made[5]?.number ?? 0)?.[0]).toMatchObject({ slug: made[3]?.slug, pinned: true })
    expect((await relatedNewsOf(stories, now, 1)).get(made[1]?.number ?? 0)).toHaveLength(1)
    expect(await relatedNewsOf([], now)).toEqual(new Map())
  })
})

describe('Before publishing', () => {
  it('the preview of unsaved tags is what readers see after publishing', async () => {
    for (const tags of [
      ['ehc-plans', 'area-rotherham'],
      ['area-rotherham'],
      ['area-rotherham', 'ehc-plans'],
      ['nhs-south-yorkshire-icb', 'area-rotherham'],
    ])
      await live({ tags })
    const pinned = await live({ tags: ['workforce'] })
    const fresh = await makeTag({ label: 'A theme nobody used yet' })
    // Three areas of its own, beside which it is about the other in passing.
    const elsewhere = await Promise.all(
      ['first', 'second', 'third'].map((which) => makeTag({ type: 'area', label: `The ${which} area nobody wrote about yet` })),
    )
    const tags = ['area-rotherham', 'ehc-plans', 'nhs-south-yorkshire-icb', fresh.slug, ...elsewhere.map(({ slug }) => slug)]
    const pins = [
      { headline: pinned.headline, targetId: null },
      { headline: 'Nobody wrote this', targetId: null },
    ]
    const preview = await previewRelated(
      clock,
      { articleId: null, headline: 'To come', tagSlugs: tags, pins, exclusions: [], evergreen: false },
      now,
    )
    expect(preview).toHaveLength(4)
    // What both are about as a whole comes first.
    expect(preview[1]?.reasons.map(({ type }) => type)).toEqual(['theme', 'area'])
    const story = await live({ headline: 'To come', tags, pins })
    expect(await listOf(story)).toEqual(preview)
    const draft = { articleId: story.id, headline: 'To come', tagSlugs: tags, pins, exclusions: [], evergreen: false }
    expect(await previewRelated(clock, draft, now)).toEqual(preview)
  })
})

describe('The reader’s login', () => {
  it('can ask for the pool and read none of the tables behind it', async () => {
    await expect(publishedDb.$queryRaw`select count(*) from related_key`).rejects.toThrow(/permission denied/)
    await expect(publishedDb.$queryRaw`select count(*) from tag`).rejects.toThrow(/permission denied/)
    await expect(publishedDb.$queryRaw`select related_rederive(array[1])`).rejects.toThrow(/permission denied/)
    await expect(publishedDb.$queryRaw`select publish_vocabulary(array[1])`).rejects.toThrow(/permission denied/)
    expect(await listOf(await live({ tags: ['ehc-plans'] }))).toEqual([])
    expect(await db.relatedKey.count()).toBeGreaterThan(0)
  })
})
