import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { makeLiveAgain } from '@/modules/articles/commands/make-live-again'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { findPublishedStory, latestStories, wholeStoriesByNumber } from '@/modules/articles/published'
import { relatedAsText } from '@/modules/related/as-text'
import { relatedNews } from '@/modules/related/published'
import { previewRelated } from '@/modules/related/queries'
import { draftArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { closeCorrection } from './commands/close-correction'
import { publishCorrection } from './commands/publish-correction'
import { reportProblem } from './commands/report-problem'
import { listPublishedCorrections } from './published'
import { countOpenCorrections, listCorrections, listStoryCorrections } from './queries'
import type { PublishCorrectionInput } from './schema'

const tester = systemActor('Test', 'a test')
const now = new Date('2026-11-22T10:00:00Z')
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
const WORDING = 'An earlier version gave the wrong month. The report came out in May.'

beforeEach(emptyDatabase)

const input = (story: MadeArticle, given: Partial<PublishCorrectionInput> = {}): PublishCorrectionInput => ({
  articleId: story.id,
  version: story.version,
  correctionId: null,
  kind: 'correction',
  wording: WORDING,
  place: 'top',
  seriousness: 'significant',
  sat: 'headline',
  words: 'live',
  ...given,
})
async function published(story: MadeArticle, given: Partial<PublishCorrectionInput> = {}, at = later(5)) {
  const outcome = await publishCorrection(tester, input(story, given), at)
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  return { ...story, version: outcome.value.version }
}
async function storyOf({ slug }: MadeArticle) {
  const found = await findPublishedStory(slug)
  if (found.state !== 'live') throw new Error(`the story is ${found.state}`)
  return found.story
}
async function complaint(story: MadeArticle, text = 'A council officer says the month is wrong.') {
  const outcome = await reportProblem(tester, { articleId: story.id, complaint: text, seriousness: 'minor', sat: 'body' }, now)
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  return outcome.value.id
}

describe('Publishing a correction', () => {
  it('tells readers on the story, on cards, in feeds and on the page of corrections', async () => {
    const story = await liveArticle({ now })
    await published(story)
    const mark = { kind: 'correction', at: later(5) }
    expect(await storyOf(story)).toMatchObject({
      correction: mark,
      corrections: [{ kind: 'correction', wording: WORDING, place: 'top', at: later(5) }],
      readersToldAt: later(5),
      readersToldNote: WORDING,
    })
    expect(await latestStories(1)).toMatchObject([{ correction: mark }])
    expect(await wholeStoriesByNumber([story.number])).toMatchObject([{ correction: mark, corrections: [{ wording: WORDING }] }])
    expect(await listPublishedCorrections(1)).toMatchObject({
      total: 1,
      items: [{ kind: 'correction', wording: WORDING, at: later(5), story: { slug: story.slug, headline: story.headline } }],
    })
  })

  it('is said in a word in the related lists of other stories', async () => {
    const tag = await makeTag({ label: 'Portage', type: 'theme' })
    const [story, other] = [await liveArticle({ tags: [tag.slug], now }), await liveArticle({ tags: [tag.slug], now })]
    const listed = async () => relatedNews(await storyOf(other), later(10))
    expect(await listed()).toMatchObject([{ slug: story.slug, correction: null }])
    await published(story)
    const links = await listed()
    expect(links).toMatchObject([{ slug: story.slug, correction: { kind: 'correction', at: later(5) } }])
    expect(relatedAsText(links, 'https://news.example')).toContain('Corrected 22 November 2026.')
    const { id, input: words } = other
    expect(await previewRelated(tester, { articleId: id, ...words }, later(10))).toMatchObject([{ correction: { kind: 'correction' } }])
  })

  it('leaves the story’s words as readers have them', async () => {
    const story = await liveArticle({ now, body: ['As it was.'] })
    const saved = await saveDraft(tester, { id: story.id, version: story.version, ...story.input, headline: 'Not yet' }, now)
    await published({ ...story, version: saved.ok ? saved.value.version : 0 })
    expect(await storyOf(story)).toMatchObject({ headline: story.headline, bodyText: 'As it was.' })
  })

  it('brings the newest saved words along where that is asked for', async () => {
    const story = await liveArticle({ now })
    const saved = await saveDraft(tester, { id: story.id, version: story.version, ...story.input, standfirst: 'In May.' }, now)
    await published({ ...story, version: saved.ok ? saved.value.version : 0 }, { words: 'newest' })
    expect(await storyOf(story)).toMatchObject({ standfirst: 'In May.', corrections: [{ wording: WORDING }] })
  })

  it('with words that cannot go out writes nothing', async () => {
    const story = await liveArticle({ now })
    const saved = await saveDraft(tester, { id: story.id, version: story.version, ...story.input, headline: '' }, now)
    const version = saved.ok ? saved.value.version : 0
    expect(await publishCorrection(tester, { ...input(story), version, words: 'newest' }, later(5))).toMatchObject({
      ok: false,
      problems: [{ field: 'headline' }],
    })
    expect(await db.correction.count()).toBe(0)
    expect((await storyOf(story)).corrections).toEqual([])
  })

  it('carries the version it was decided on', async () => {
    const story = await liveArticle({ now })
    await published(story)
    await expect(published(story)).rejects.toThrow(Conflict)
    expect(await db.correction.count()).toBe(1)
  })

  it('is for live stories, and says so of others', async () => {
    await expect(published(await draftArticle())).rejects.toThrow('It is a draft: change its words.')
    const live = await liveArticle({ now })
    const gone = await withdrawArticle(tester, { id: live.id, version: live.version, reason: 'Wrong.' }, now)
    await expect(published({ ...live, version: gone.ok ? gone.value.version : 0 })).rejects.toThrow('It was withdrawn')
  })

  it('is for editors', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const story = await liveArticle({ now })
    await expect(publishCorrection(actor, input(story), now)).rejects.toThrow(NotAllowed)
  })

  it('ends every stored page that shows the story, and those of the newest stories', async () => {
    const story = await liveArticle({ now })
    await db.$executeRaw`delete from page_cache.tag`
    await published(story)
    const ended = (await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag`).map((row) => row.tag)
    expect(ended).toEqual(expect.arrayContaining([`address:${story.slug}`, `shows:${story.number}`, 'list:news']))
  })
})

describe('A story’s log', () => {
  it('keeps every change that readers were told of, newest first', async () => {
    const story = await liveArticle({ now })
    const tell = async (given: { id: string; version: number }, note: string, at: Date) => {
      const outcome = await publishArticle(tester, { id: given.id, version: given.version, change: 'told', note }, at)
      if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
      return { ...story, version: outcome.value.version }
    }
    const first = await tell(story, 'A reply was added.', later(1))
    const corrected = await published(first, {}, later(2))
    await tell(corrected, 'A date was added.', later(3))
    const { corrections, correction } = await storyOf(story)
    expect(corrections.map((one) => [one.kind, one.wording])).toEqual([
      ['update', 'A date was added.'],
      ['correction', WORDING],
      ['update', 'A reply was added.'],
    ])
    expect(correction).toEqual({ kind: 'correction', at: later(2) })
  })

  it('is not shown while the story is withdrawn, and is again when it is back', async () => {
    const corrected = await published(await liveArticle({ now }))
    const gone = await withdrawArticle(tester, { id: corrected.id, version: corrected.version, reason: 'Wrong.' }, later(6))
    expect((await listPublishedCorrections(1)).items).toEqual([])
    expect(await db.publishedCorrection.count()).toBe(0)
    await makeLiveAgain(tester, { id: corrected.id, version: gone.ok ? gone.value.version : 0 }, later(7))
    expect((await storyOf(corrected)).corrections).toMatchObject([{ wording: WORDING }])
  })
})

describe('A complaint', () => {
  it('waits until it is answered, and readers see nothing of it', async () => {
    const story = await liveArticle({ now })
    const id = await complaint(story)
    expect(await countOpenCorrections(tester, now)).toBe(1)
    expect((await storyOf(story)).corrections).toEqual([])
    await published(story, { correctionId: id })
    expect(await countOpenCorrections(tester, now)).toBe(0)
    expect((await listStoryCorrections(tester, story.id, now)).corrections).toMatchObject([
      { id, state: 'published', complaint: 'A council officer says the month is wrong.', wording: WORDING },
    ])
  })

  it('can be closed with a reason, once', async () => {
    const id = await complaint(await liveArticle({ now }))
    expect(await closeCorrection(tester, { correctionId: id, note: 'The report says April.' }, now)).toMatchObject({ ok: true })
    await expect(closeCorrection(tester, { correctionId: id, note: 'Again.' }, now)).rejects.toThrow(Conflict)
    expect(await db.correction.findUnique({ where: { id } })).toMatchObject({ state: 'closed', closedNote: 'The report says April.' })
  })

  it('is answered once: a second answer finds it decided', async () => {
    const story = await liveArticle({ now })
    const id = await complaint(story)
    const corrected = await published(story, { correctionId: id })
    await expect(published(corrected, { correctionId: id })).rejects.toThrow(Conflict)
    const other = await liveArticle({ now })
    await expect(published(other, { correctionId: await complaint(story) })).rejects.toThrow(Conflict)
  })

  it('is anybody’s of the newsroom to file, not of a draft', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    const [live, draft] = [await liveArticle({ now }), await draftArticle()]
    const said = { complaint: 'Wrong.', seriousness: 'minor', sat: 'body' } as const
    expect(await reportProblem(actor, { articleId: live.id, ...said }, now)).toMatchObject({ ok: true })
    expect(await reportProblem(actor, { articleId: draft.id, ...said }, now)).toMatchObject({ ok: false })
  })
})

describe('The register', () => {
  it('has open complaints first, oldest first, then the rest, newest first; of closed stories only for those named', async () => {
    const { actor } = await makeUser({ role: 'admin' })
    const [one, other, secret] = [await liveArticle({ now }), await liveArticle({ now }), await liveArticle({ now })]
    await published(one, {}, later(1))
    await published(other, { wording: 'Another.' }, later(2))
    const [first, second] = [await complaint(one), await complaint(other)]
    await db.correction.update({ where: { id: first }, data: { createdAt: later(-10) } })
    await complaint(secret)
    await db.article.update({ where: { id: secret.id }, data: { sensitive: true } })
    const { items, total, open } = await listCorrections(actor, { page: 1 }, now)
    expect({ total, open }).toEqual({ total: 4, open: 2 })
    expect(items.map((item) => (item.state === 'open' ? item.id : item.wording))).toEqual([first, second, 'Another.', WORDING])
    expect(await countOpenCorrections(actor, now)).toBe(2)
  })

  it('says for how long readers have had the story', async () => {
    const story = await liveArticle({ now, publishedAt: new Date('2026-11-20T10:00:00Z') })
    expect((await listStoryCorrections(tester, story.id, now)).story).toMatchObject({ liveHours: 48, state: 'live' })
  })
})
