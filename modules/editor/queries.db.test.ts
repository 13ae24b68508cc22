import { beforeEach, describe, expect, it } from 'vitest'
import { db, type Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { workIn } from '@/modules/related/commands/work-in'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { getRevision, matchHeadlines, previewForEditor } from './queries'
import { listStories, readDesk } from './queries/story-list'
import { readStoryFilter } from './story-filter'

beforeEach(emptyDatabase)

const now = new Date('2026-11-21T10:00:00Z')
const tag = (slug: string, type = 'theme') => db.tag.create({ data: { slug, label: slug, type }, select: { id: true } })

describe('Headlines of a hand-made list', () => {
  it('are matched whatever their quotation marks, a live story before a draft', async () => {
    const { actor } = await makeUser()
    await draftArticle({ headline: 'A ‘good’ story' })
    const live = await liveArticle({ headline: 'A “good” story' })
    const draft = await draftArticle({ headline: 'Still a draft' })
    const matches = await matchHeadlines(actor, { articleId: null, headlines: ['A "good" story', 'STILL A DRAFT', 'Nobody wrote this'] })
    expect(matches).toEqual([
      { headline: 'A "good" story', target: { id: live.id, headline: 'A “good” story', live: true }, close: null },
      { headline: 'STILL A DRAFT', target: { id: draft.id, headline: 'Still a draft', live: false }, close: null },
      { headline: 'Nobody wrote this', target: null, close: null },
    ])
  })

  it('are offered the story of nearly this headline', async () => {
    const { actor } = await makeUser()
    const live = await liveArticle({ headline: 'Rotherham given the best outcome by inspectors' })
    const [match] = await matchHeadlines(actor, { articleId: null, headlines: ['Rotherham given the best outcome by inspector'] })
    expect(match).toMatchObject({ target: null, close: { id: live.id, headline: live.headline } })
  })

  it('never mean the story that is being written', async () => {
    const { actor } = await makeUser()
    const self = await liveArticle({ headline: 'Its own headline' })
    const headlines = ['Its own headline']
    expect(await matchHeadlines(actor, { headlines, articleId: self.id })).toEqual([
      { headline: 'Its own headline', target: null, close: null },
    ])
    expect(await matchHeadlines(actor, { headlines, articleId: null })).toMatchObject([{ target: { id: self.id } }])
  })
})

describe('The list in the editor', () => {
  it('names the live stories that leave this one out', async () => {
    const { actor } = await makeUser()
    await tag('shared')
    const self = await liveArticle({ tags: ['shared'] })
    const other = await liveArticle({ tags: ['shared'], exclusions: [{ targetId: self.id }] })
    const listed = await liveArticle({ tags: ['shared'] })
    const asked = { headline: self.headline, tagSlugs: ['shared'], pins: [], exclusions: [], evergreen: false }
    const answer = await previewForEditor(actor, { ...asked, articleId: self.id }, now)
    expect(answer.leftOutBy).toEqual([{ id: other.id, slug: other.slug, headline: other.headline }])
    expect(answer.links.map((link) => link.headline)).toEqual([listed.headline])
    expect(answer.evergreen).toEqual([])
    const guide = await liveArticle({ tags: ['shared'], evergreen: true })
    expect(await previewForEditor(actor, { ...asked, articleId: self.id }, now)).toMatchObject({ evergreen: [guide.number] })
    expect(await previewForEditor(actor, { ...asked, articleId: null }, now)).toMatchObject({ leftOutBy: [] })
  })
})

describe('The desk', () => {
  it('counts each kind of waiting work and names its stories', async () => {
    const { actor } = await makeUser()
    await tag('shared')
    await tag('alone')
    const mine = await draftArticle({ actor })
    const theirs = await draftArticle()
    await liveArticle({ tags: ['shared'] })
    const changed = await liveArticle({ tags: ['shared'] })
    await saveDraft(actor, { id: changed.id, version: changed.version, ...changed.input, headline: 'Changed', slug: null }, now)
    const alone = await liveArticle({ tags: ['alone'] })
    await withdrawnArticle()
    const set = async (data: Prisma.ArticleUncheckedUpdateInput) => {
      const made = await draftArticle({ tags: ['shared'] })
      await db.article.update({ where: { id: made.id }, data })
      return made.id
    }
    const review = await set({ review: 'submitted', submittedById: null })
    await set({ review: 'submitted', submittedById: actor.id })
    const approved = await set({ review: 'approved' })
    const returned = await set({ returnedNote: 'Check the date', createdById: actor.id })
    const due = await set({ remindOn: new Date('2026-11-21'), createdById: actor.id })
    await set({ remindOn: new Date('2026-11-22'), createdById: actor.id })
    const late = await set({ createdById: actor.id })
    const schedule = { act: 'publish', createdByName: 'Sam' }
    await db.schedule.create({ data: { ...schedule, articleId: late, dueAt: new Date(Date.now() - 61_000) } })
    await db.schedule.create({ data: { ...schedule, articleId: approved, dueAt: new Date(Date.now() + 61_000) } })
    const unread = await liveArticle({ tags: ['shared'] })
    await db.article.updateMany({ where: { state: 'live', id: { not: unread.id } }, data: { unreviewedSince: null } })
    await db.article.update({ where: { id: unread.id }, data: { unreviewedSince: now } })
    const { lists, published } = await readDesk(actor, now)
    const found = Object.fromEntries(lists.map((list) => [list.show, list.first.map((story) => story.id)]))
    expect(found).toMatchObject({
      failed: [late],
      review: [review],
      returned: [returned],
      approved: [],
      unreviewed: [unread.id],
      reminders: [due],
      changed: [changed.id],
      others: [theirs.id],
      untagged: [theirs.id, mine.id],
      alone: [alone.id],
    })
    expect(lists.find(({ show }) => show === 'mine')).toMatchObject({ total: 4 })
    const scheduled = await listStories(actor, readStoryFilter({ state: 'scheduled' }), now)
    expect(scheduled.items).toMatchObject([{ id: late }, { id: approved, stage: 'scheduled' }])
    expect(published).toHaveLength(4)
  })
})

describe('A live story stands alone', () => {
  const alone = async () => {
    const { actor } = await makeUser()
    return (await listStories(actor, readStoryFilter({ show: 'alone', sort: 'headline' }))).items.map((story) => story.headline)
  }

  it.each(['outcome', 'stage', 'region', 'person-role'])('when it shares only a tag of the kind %s', async (type) => {
    await tag('shared', type)
    await liveArticle({ headline: 'A', tags: ['shared'] })
    await liveArticle({ headline: 'B', tags: ['shared'] })
    expect(await alone()).toEqual(['A', 'B'])
  })

  it.each(['area', 'organisation', 'person', 'theme', 'storyline'])('but not when it shares a tag of the kind %s', async (type) => {
    await tag('shared', type)
    await liveArticle({ headline: 'A', tags: ['shared'] })
    await liveArticle({ headline: 'B', tags: ['shared'] })
    expect(await alone()).toEqual([])
  })

  it('when others carry its tag only through a narrower one, or the tag may not relate', async () => {
    const { id: broaderId } = await tag('wide')
    await db.tag.create({ data: { slug: 'narrow', label: 'narrow', type: 'theme', broaderId } })
    await db.tag.create({ data: { slug: 'mute', label: 'mute', type: 'organisation', doNotRelate: true } })
    await liveArticle({ headline: 'A', tags: ['wide', 'mute'] })
    await liveArticle({ headline: 'B', tags: ['narrow', 'mute'] })
    expect(await alone()).toEqual(['A', 'B'])
  })

  it('as its list says, once the worker has looked at it', async () => {
    await tag('shared')
    const a = await liveArticle({ headline: 'A', tags: ['shared'] })
    await liveArticle({ headline: 'B', tags: ['shared'], exclusions: [{ targetId: a.id }] })
    expect(await alone()).toEqual([])
    while ((await workIn(now)).state !== 'idle');
    expect(await alone()).toEqual(['A', 'B'])
  })

  it('but not when it has a link made by hand', async () => {
    await liveArticle({ headline: 'A' })
    await liveArticle({ headline: 'B', pins: [{ headline: 'A', targetId: null }] })
    expect(await alone()).toEqual(['A'])
  })
})

describe('The list of stories', () => {
  it('is filtered by state and words, which mean themselves, and sorted', async () => {
    const { actor } = await makeUser()
    await draftArticle({ headline: 'Beta 100%' })
    await draftArticle({ headline: 'Alpha 1000' })
    await liveArticle({ headline: 'Gamma' })
    const list = async (asked: Record<string, string>) =>
      (await listStories(actor, readStoryFilter(asked))).items.map((story) => story.headline)
    expect(await list({ sort: 'headline' })).toEqual(['Alpha 1000', 'Beta 100%', 'Gamma'])
    expect(await list({ state: 'live' })).toEqual(['Gamma'])
    expect(await list({ q: '100%' })).toEqual(['Beta 100%'])
    expect((await list({ sort: 'published' }))[0]).toBe('Gamma')
  })
})

describe('A stored text', () => {
  it('is there as it was, and nothing else', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle({ headline: 'First' })
    await saveDraft(actor, { id: draft.id, version: 1, ...draft.input, headline: 'Second', slug: null }, now)
    expect(await getRevision(actor, draft.id, 1)).toMatchObject({ number: 1, headline: 'First' })
    await expect(getRevision(actor, draft.id, 3)).rejects.toBeInstanceOf(NotFound)
    await expect(getRevision(actor, 'not-an-id', 1)).rejects.toBeInstanceOf(NotFound)
  })
})
