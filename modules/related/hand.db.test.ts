import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { curateRelated } from '@/modules/articles/commands/curate-related'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { storyInputSchema } from '@/modules/articles/schema'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { draftArticle, type GivenArticle, liveArticle, type MadeArticle, storyInput } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { listsOf } from './lists'
import { relatedNews } from './published'
import { explainAbsence, previewRelated, type UnsavedStory } from './queries'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
const tags = ['area-rotherham', 'ehc-plans']

beforeEach(async () => {
  await emptyDatabase()
  await seedReference(clock, now)
})

const live = (given: GivenArticle = {}) => liveArticle({ now, tags, ...given })
const shown = async (story: MadeArticle, at = now) =>
  (await relatedNews(story, at)).map((link) => (link.kind === 'story' ? link.headline : link.url))
const unsaved = ({ id, input }: MadeArticle, given: Partial<UnsavedStory> = {}): UnsavedStory => ({ articleId: id, ...input, ...given })
const url = 'https://example.org/report'

describe('What an editor decided', () => {
  it('a story left out is in neither list, and its place is taken', async () => {
    for (const headline of ['One', 'Two', 'Three', 'Four', 'Five']) await live({ headline })
    const other = await live({ headline: 'Other' })
    const story = await live({ headline: 'Story', exclusions: [{ targetId: other.id }] })
    expect(await shown(story)).toHaveLength(5)
    expect(await shown(story)).not.toContain('Other')
    expect(await shown(other)).not.toContain('Story')
    expect(await shown(other)).toHaveLength(5)
  })

  it('wins over a pin from the other end', async () => {
    const other = await live({ headline: 'Other' })
    const story = await live({ headline: 'Story', tags: [], pins: [{ headline: 'Other', targetId: other.id }] })
    expect(await shown(story)).toEqual(['Other'])
    const { actor } = await makeUser()
    await curateRelated(actor, { id: other.id, act: { kind: 'exclude', targetId: story.id } }, now)
    expect(await shown(story)).toEqual([])
  })

  it('a pin and a link to another site end with their day, and their places are taken', async () => {
    const [one, two] = [await live({ headline: 'One', tags: [] }), await live({ headline: 'Two' })]
    const expiresAt = '2026-12-02T00:00:00.000Z'
    const story = await live({
      pins: [
        { headline: 'One', targetId: one.id, expiresAt },
        { headline: 'Elsewhere', targetId: null, url, expiresAt },
      ],
    })
    expect(await shown(story, new Date('2026-12-01T23:59:59Z'))).toEqual(['One', url, two.headline])
    expect(await shown(story, new Date('2026-12-02T00:00:00Z'))).toEqual(['Two'])
  })

  it('a link found dead is skipped, and a fourth pin takes its place', async () => {
    const made = [
      await live({ headline: 'One', tags: [] }),
      await live({ headline: 'Two', tags: [] }),
      await live({ headline: 'Three', tags: [] }),
    ]
    const pins = [{ headline: 'Elsewhere', targetId: null, url }, ...made.map(({ id, headline }) => ({ headline, targetId: id }))]
    const story = await live({ pins })
    expect(await shown(story)).toEqual([url, 'One', 'Two'])
    await db.publishedExternalLink.updateMany({ data: { dead: true } })
    expect(await shown(story)).toEqual(['One', 'Two', 'Three'])
  })

  it('a pinned story that is withdrawn leaves its place to the next', async () => {
    const [one, two] = [await live({ headline: 'One', tags: [] }), await live({ headline: 'Two' })]
    const story = await live({ pins: [{ headline: 'One', targetId: one.id }] })
    expect(await shown(story)).toEqual(['One', two.headline])
    await withdrawArticle(clock, { id: one.id, version: one.version, reason: 'Wrong.' }, now)
    expect(await shown(story)).toEqual(['Two'])
  })

  it('is seen in the preview before it is saved, and is then what readers get', async () => {
    const [one, two, three] = [
      await live({ headline: 'One' }),
      await live({ headline: 'Two' }),
      await live({ headline: 'Three', tags: [] }),
    ]
    const gone = 'https://example.org/gone'
    await db.linkCheck.create({ data: { url: gone, state: 'broken' } })
    const pins = [
      { headline: 'Gone', targetId: null, url: gone },
      { headline: 'Past', targetId: one.id, expiresAt: '2026-11-01T00:00:00.000Z' },
      { headline: 'Elsewhere', targetId: null, url, datedOn: '2026-03-04' },
      { headline: 'Three', targetId: three.id },
    ]
    const draft = await draftArticle({ headline: 'Draft', tags, pins, exclusions: [{ targetId: two.id }], now })
    const preview = await previewRelated(clock, unsaved(draft), now)
    expect(preview.map((link) => link.headline)).toEqual(['Elsewhere', 'Three', 'One'])
    await publishArticle(clock, { id: draft.id, version: 1 }, now)
    expect(await relatedNews(draft, now)).toEqual(preview)
    expect((await previewRelated(clock, unsaved(draft, { exclusions: [] }), now)).map((link) => link.headline)).toContain('Two')
    expect((await previewRelated(clock, unsaved(two, { pins: [] }), now)).map((link) => link.headline)).not.toContain('Draft')
  })
})

describe('The lists of many stories', () => {
  it('are those of their pages, whoever asks, with what it would take to come in', async () => {
    const stories: MadeArticle[] = []
    // Each of its own day and of no area, so that no cap gives way.
    for (let n = 0; n < 7; n += 1)
      stories.push(await live({ headline: `Story ${'abcdefg'[n]}`, tags: ['ehc-plans'], storyDate: `2026-10-0${n + 1}T12:00:00Z` }))
    const numbers = stories.map((story) => story.number)
    const [reader, newsroom] = [await listsOf(publishedDb, [...numbers, 999_999], now), await listsOf(db, numbers, now)]
    expect(newsroom).toEqual(reader)
    expect([...reader.keys()].sort()).toEqual(numbers.sort())
    for (const story of stories) {
      const { list, links, leastWorth } = reader.get(story.number) ?? { list: [], links: [], leastWorth: null }
      expect(list).toEqual(await relatedNews(story, now))
      expect(links).toEqual(list.map((link) => (link.kind === 'story' ? link.number : 0)))
      expect(leastWorth).toBeGreaterThan(0)
    }
  })

  it('follow the settings: as long as they say, from the next request on', async () => {
    for (let n = 0; n < 8; n += 1) await live({ headline: `Story ${'abcdefgh'[n]}` })
    const story = await live({ headline: 'Story' })
    await db.relatedSettings.update({ where: { id: 1 }, data: { weights: { listLength: 7 } } })
    expect(await shown(story)).toHaveLength(7)
    expect(await previewRelated(clock, unsaved(story), now)).toHaveLength(7)
  })

  it('hold no story that is withdrawn between its ranking and its rendering', async () => {
    const story = await live({ headline: 'Story' })
    const other = await live({ headline: 'Other' })
    const before = await relatedNews(story, now)
    await withdrawArticle(clock, { id: other.id, version: other.version, reason: 'Wrong.' }, now)
    expect(before).toHaveLength(1)
    expect(await relatedNews(story, now)).toEqual([])
    expect(await relatedNews(other, now)).toEqual([])
    const ended = await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag`
    expect(ended.map((row) => row.tag)).toContain(`shows:${other.number}`)
  })
})

describe('Hard cases', () => {
  it('two stories of the same second are in one order on every list', async () => {
    const at = new Date('2026-05-01T10:00:00Z')
    for (const headline of ['One', 'Two', 'Three']) await liveArticle({ headline, tags, publishedAt: at })
    const story = await live({ headline: 'Story' })
    expect(await shown(story)).toEqual(['Three', 'Two', 'One'])
    expect(await shown(story)).toEqual((await previewRelated(clock, unsaved(story), now)).map((link) => link.headline))
  })

  it('headlines in other scripts relate, repeat and are found like any', async () => {
    const story = await live({ headline: 'Отчёт о школах' })
    await live({ headline: '儿童服务检查报告' })
    await live({ headline: 'تقرير عن المدارس' })
    await live({ headline: 'Отчёт  о школах' })
    expect((await shown(story)).sort()).toEqual(['تقرير عن المدارس', '儿童服务检查报告'].sort())
    expect((await explainAbsence(clock, { story: unsaved(story), headline: '儿童服务检查报告' }, now)).verdict).toBe('listed')
  })

  it('a newsroom of one area fills its lists', async () => {
    const stories: MadeArticle[] = []
    for (let n = 0; n < 7; n += 1) stories.push(await live({ headline: `Story ${'abcdefg'[n]}`, tags: ['area-rotherham'] }))
    for (const story of stories) expect(await shown(story)).toHaveLength(5)
  })

  it('a story with forty tags, with none, and with only a tag that relates nothing', async () => {
    const slugs = (
      await db.tag.findMany({ where: { type: { in: ['area', 'theme'] } }, select: { slug: true }, orderBy: { id: 'asc' } })
    ).map((tag) => tag.slug)
    const many = await live({ headline: 'Many', tags: [...new Set([...tags, ...slugs])].slice(0, 40) })
    const none = await live({ headline: 'None', tags: [] })
    const generic = await live({ headline: 'Generic', tags: ['ofsted'] })
    const other = await live({ headline: 'Other' })
    expect(await shown(other)).toEqual(['Many'])
    expect(await shown(many)).toEqual(['Other'])
    expect(await shown(none)).toEqual([])
    expect(await shown(generic)).toEqual([])
  })

  it('a story with two hundred tags is refused, with how many it may have', () => {
    const story = { ...storyInput(), tagSlugs: Array.from({ length: 200 }, (_, at) => `tag-${at}`) }
    const read = storyInputSchema.safeParse(story)
    expect(read.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['tagSlugs', 'Choose at most 40 tags']])
    expect(storyInputSchema.safeParse({ ...story, tagSlugs: story.tagSlugs.slice(0, 40) }).success).toBe(true)
  })
})

describe('“Why not this one?”', () => {
  const ask = async (story: MadeArticle, headline: string, given: Partial<UnsavedStory> = {}) =>
    explainAbsence(clock, { story: unsaved(story, given), headline }, now)

  it('says “listed” of what is in the list and of nothing else', async () => {
    const made: MadeArticle[] = []
    const sets = [tags, ['ehc-plans'], ['area-rotherham'], ['waiting-times'], ['ofsted'], []]
    for (let n = 0; n < 14; n += 1) made.push(await live({ headline: `Story ${'abcdefghijklmn'[n]}`, tags: sets[n % sets.length] ?? [] }))
    const story = made[0] as MadeArticle
    const list = await shown(story)
    for (const one of made.slice(1))
      expect([one.headline, (await ask(story, one.headline)).verdict === 'listed']).toEqual([one.headline, list.includes(one.headline)])
  })

  it('finds the story although the headline is not exact, and says which it took', async () => {
    const story = await live({ headline: 'Story' })
    await live({ headline: 'Board publishes its plan for Rotherham' })
    expect(await ask(story, 'board publishes its PLAN for Rotherham')).toMatchObject({
      verdict: 'listed',
      sentence: expect.stringMatching(/^It is in/),
    })
    expect(await ask(story, 'Board published its plan for Rotherham')).toMatchObject({
      verdict: 'listed',
      sentence: expect.stringContaining('The closest headline is “Board publishes its plan for Rotherham”.'),
    })
    expect(await ask(story, 'Nobody wrote this')).toMatchObject({ verdict: 'not-found', target: null })
    expect(await ask(story, 'STORY')).toMatchObject({ verdict: 'itself' })
  })

  it('finds a story by a part of its headline, and says how many it fits', async () => {
    const story = await live({ headline: 'Story' })
    await live({ headline: 'Board of another place publishes its plan' })
    await live({ headline: 'Families in Rotherham wait for EHC plans, says the board' })
    expect(await ask(story, 'Rotherham wai')).toMatchObject({
      target: { headline: 'Families in Rotherham wait for EHC plans, says the board' },
      sentence: expect.stringMatching(/^The closest headline is “Families in Rotherham/),
    })
    expect((await ask(story, 'board')).sentence).toMatch(/^“Families .*” is one of 2 headlines with these words: type more/)
    await draftArticle({ headline: 'Waiting times: what the board says about schools, and what it does not' })
    expect(await ask(story, 'what the board says')).toMatchObject({ verdict: 'not-live' })
  })

  it('names drafts, and who left it out', async () => {
    const story = await live({ headline: 'Story' })
    await draftArticle({ headline: 'Draft', tags })
    const here = await live({ headline: 'Left out here' })
    await live({ headline: 'Left out there', exclusions: [{ targetId: story.id }] })
    expect((await ask(story, 'Draft')).verdict).toBe('not-live')
    expect((await ask(story, 'Left out here', { exclusions: [{ targetId: here.id }] })).sentence).toContain('left out of this list by hand')
    expect((await ask(story, 'Left out there')).sentence).toContain('Its own editor left this story out')
  })

  it('shares nothing: counted and said of a story outside the pool', async () => {
    const story = await live({ headline: 'Story' })
    await live({ headline: 'Elsewhere', tags: ['area-kent'] })
    expect(await ask(story, 'Elsewhere')).toMatchObject({ verdict: 'shares-nothing', points: 0, reasons: [] })
  })
})
