import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { temporaryMedia } from '@/lib/testing/media'
import { systemActor } from '@/modules/access/actor'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { findPublishedStory, listPublishedStories } from '@/modules/articles/published'
import { getWorkflow } from '@/modules/articles/queries/workflow'
import { chainOf } from '@/modules/inspections/chain'
import { caseOfArea } from '@/modules/inspections/published'
import type { ChainEntry } from '@/modules/inspections/views'
import { listsOf } from '@/modules/related/lists'
import { relatedNews } from '@/modules/related/published'
import { storylinesOf } from '@/modules/storylines/published'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { type Chart, demoCharts } from './demo/charts'
import { readStoryFiles } from './demo/story-file'
import { DEMO_STORYLINES } from './demo/storylines'
import { DEMO_WORK } from './demo/workflow'
import { draftArticle } from './factories/article'
import { seedDemo } from './seed-demo'

temporaryMedia()
const now = new Date('2026-11-21T10:00:00Z')
const files = readStoryFiles()
const live = files.filter((story) => story.state === 'live')
const cutShort = live[0] as (typeof live)[number]
let users: Awaited<ReturnType<typeof seedDemo>>

beforeAll(async () => {
  await emptyDatabase()
  await seedReference(systemActor('Test', 'the reference data'), now)
  const { headline, slug, tags, publishedAt, relatedHeadlines = [] } = cutShort
  const pins = relatedHeadlines.map((wanted) => ({ headline: wanted, targetId: null }))
  await draftArticle({ headline, slug, tags, pins, storyDate: publishedAt, now })
  users = await seedDemo(now)
}, 120_000)

/** What a second seed must leave as it is. */
const traces = async (): Promise<unknown> => [
  await db.article.findMany({ select: { slug: true, version: true, state: true }, orderBy: { number: 'asc' } }),
  await db.auditEvent.count(),
  await db.user.findMany({ select: { email: true, passwordHash: true }, orderBy: { email: 'asc' } }),
  await db.relatedKey.count(),
  await db.media.count(),
]

describe('The demo newsroom', () => {
  it('has four people, each with a password of their own', () => {
    expect(users.map(({ email, role }) => [email, role])).toEqual([
      ['admin@throughline.example', 'admin'],
      ['editor@throughline.example', 'editor'],
      ['author@throughline.example', 'author'],
      ['viewer@throughline.example', 'viewer'],
    ])
    expect(new Set(users.map((user) => user.password)).size).toBe(4)
  })

  it('has charts of its own, described and credited, at the head of three stories', async () => {
    const shown = await Promise.all(demoCharts().map(({ slug }) => findPublishedStory(slug)))
    for (const [at, found] of shown.entries()) {
      const { alt, caption } = demoCharts()[at] as Chart
      expect(found).toMatchObject({ story: { leadPicture: { alt, caption }, pictures: [{ credit: 'Throughline', width: 1600 }] } })
    }
  })

  it('shows its live stories under their own dates, newest first', async () => {
    const { items, total } = await listPublishedStories({ pageSize: 50 })
    expect(total).toBe(live.length)
    expect(items.map((item) => [item.slug, item.firstPublishedAt.toISOString().slice(0, 19)])).toEqual(
      live.toReversed().map((story) => [story.slug, story.publishedAt.slice(0, 19)]),
    )
  })

  it('has drafts of the demo author, a withdrawn story with its reason, unpublished edits, and a change readers were told of', async () => {
    const drafts = await db.article.findMany({ where: { state: 'draft' }, select: { createdById: true } })
    const author = await db.user.findUniqueOrThrow({ where: { email: 'author@throughline.example' } })
    expect(drafts.map((draft) => draft.createdById)).toEqual([author.id, author.id, author.id])
    const gone = files.filter((story) => story.state === 'withdrawn')
    for (const story of gone) expect(await findPublishedStory(story.slug)).toMatchObject({ state: 'gone', reason: story.withdrawnReason })
    const edited = await db.article.findUniqueOrThrow({ where: { slug: 'how-long-areas-wait-for-reports' } })
    expect(edited.headRevisionId).not.toBe(edited.liveRevisionId)
    expect(await findPublishedStory('dorset-typically-positive')).toMatchObject({
      state: 'live',
      story: { readersToldNote: 'We have made clear that five other unitary councils had this outcome before Dorset.' },
    })
  })

  it('is over every stage of the workflow: in review, approved, scheduled under embargo, live and read by one, to be looked at today', async () => {
    const stageAt = async (slug: string) => {
      const { id } = await db.article.findUniqueOrThrow({ where: { slug }, select: { id: true } })
      return getWorkflow(systemActor('Test', 'looks at the demo'), id, now)
    }
    expect(await stageAt(DEMO_WORK.inReview)).toMatchObject({ stage: 'in-review', live: true })
    expect(await stageAt(DEMO_WORK.approved)).toMatchObject({ stage: 'approved', live: false })
    expect(await stageAt(DEMO_WORK.scheduled)).toMatchObject({ stage: 'scheduled', closed: 'embargoed', people: { length: 3 } })
    expect(await stageAt(DEMO_WORK.reminder)).toMatchObject({ reminder: { on: '2026-11-21' } })
    const unread = await db.article.findMany({ where: { unreviewedSince: { not: null } }, select: { slug: true } })
    expect(unread).toEqual([{ slug: DEMO_WORK.unread }])
  })

  it('lets no live story stand alone, and shows the hand-made links to live stories first', async () => {
    const alone: string[] = []
    for (const file of live) {
      const found = await findPublishedStory(file.slug)
      if (found.state !== 'live') throw new Error(`${file.slug} is ${found.state}`)
      const links = await relatedNews(found.story, now)
      if (links.length < 2) alone.push(`${file.slug}: ${links.length}`)
      const wanted = (file.relatedHeadlines ?? []).filter((headline) => live.some((other) => other.headline === headline)).slice(0, 3)
      expect(links.filter((link) => link.pinned).map((link) => link.headline)).toEqual(wanted)
    }
    expect(alone).toEqual([])
  })

  it.each(['2026-11-21', '2027-05-21', '2028-11-21'])('has no orphan on %s: every live story is listed under another one', async (day) => {
    const stories = await db.publishedArticle.findMany({ select: { number: true, slug: true } })
    const at = new Date(`${day}T10:00:00Z`)
    const lists = await listsOf(
      db,
      stories.map((story) => story.number),
      at,
    )
    const listed = new Set([...lists.values()].flatMap((list) => list.links))
    expect(stories.filter((story) => !listed.has(story.number)).map((story) => story.slug)).toEqual([])
  })

  it('tells two continuing stories: one that goes on, by date, and one that is concluded, by hand', async () => {
    for (const line of DEMO_STORYLINES) {
      const published = line.stories.map((slug) => live.find((story) => story.slug === slug)?.publishedAt ?? '')
      expect(published).not.toContain('')
      for (const slug of line.stories) {
        const found = await findPublishedStory(slug)
        const [box] = found.state === 'live' ? await storylinesOf(found.story) : []
        expect(box).toMatchObject({ label: line.label, summary: line.summary, open: line.open, byHand: line.byHand })
        expect(box?.stories.map((story) => story.slug)).toEqual(line.stories)
        expect(box?.latest.slug).toBe(line.stories[published.indexOf(published.toSorted().at(-1) ?? '')])
      }
    }
    expect(DEMO_STORYLINES.map(({ open, byHand }) => ({ open, byHand }))).toEqual([
      { open: true, byHand: false },
      { open: false, byHand: true },
    ])
  })

  it('chains the stories of one area by its records, where no storyline is asked', async () => {
    const tells = async (slug: string) => {
      const found = await findPublishedStory(slug)
      if (found.state !== 'live') throw new Error(`${slug} is ${found.state}`)
      const tags = found.story.tags.filter((tag) => tag.own)
      const area = tags.find((tag) => tag.type === 'area')
      const told = area ? await caseOfArea(area, found.story.firstPublishedAt) : null
      const chain = told ? chainOf(told.records, told.stories, { ...found.story, tags }) : null
      const slugs = (entries: readonly ChainEntry[] = []) => entries.map((entry) => entry.story.slug)
      return [slugs(chain?.before), slugs(chain?.next), chain?.notice?.kind ?? null]
    }
    const [hertfordshire, nottinghamshire] = ['hertfordshire-systemic-failings', 'nottinghamshire-systemic-failings']
    expect(await tells(hertfordshire)).toEqual([[], ['hertfordshire-monitoring-announced', 'hertfordshire-effective-action'], 'seen-since'])
    expect(await tells('hertfordshire-effective-action')).toEqual([['hertfordshire-monitoring-announced', hertfordshire], [], null])
    expect(await tells(nottinghamshire)).toEqual([[], ['nottinghamshire-effective-action'], 'seen-since'])
    expect(await tells('nottinghamshire-effective-action')).toEqual([[nottinghamshire], [], null])
    expect(await tells('ealing-inspection-announced')).toEqual([[], ['ealing-inconsistent'], null])
    expect(await tells('ealing-inconsistent')).toEqual([['ealing-inspection-announced'], [], null])
  })

  it('is not changed by seeding it again', async () => {
    const before = await traces()
    expect(await seedDemo(now)).toEqual([])
    expect(await traces()).toEqual(before)
  })

  it('went on where an earlier seed was cut short: with a story written and not yet published', async () => {
    expect(await findPublishedStory(cutShort.slug)).toMatchObject({ state: 'live', story: { headline: cutShort.headline } })
    expect(await db.article.count()).toBe(files.length)
  })

  it('brings back a demo draft that is missing', async () => {
    const author = await db.user.findUniqueOrThrow({ where: { email: 'author@throughline.example' }, select: { id: true, name: true } })
    const draft = await db.article.findUniqueOrThrow({ where: { slug: 'who-is-due-again' }, select: { id: true, version: true } })
    await deleteDraft({ kind: 'person', role: 'author', ...author }, draft, now)
    await seedDemo(now)
    expect(await db.article.count()).toBe(files.length)
  })
})
