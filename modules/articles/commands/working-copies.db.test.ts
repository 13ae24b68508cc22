import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { saveStory } from '@/modules/editor/commands'
import { draftArticle, type MadeArticle } from '@/prisma/factories/article'
import { makePicture, pictureUse } from '@/prisma/factories/picture'
import { makeUser } from '@/prisma/factories/user'
import { getArticleForEditing } from '../queries'
import { readLeftText } from '../queries/left-text'
import { getBothVersions, getOwnCopy, listSittings } from '../queries/working-copies'
import type { KeepWorkingCopyInput } from '../sitting'
import { deleteDraft } from './delete-draft'
import { dropWorkingCopy } from './drop-working-copy'
import { endQuietSittings } from './end-sitting'
import { keepWorkingCopy } from './keep-working-copy'
import { leaveStory } from './leave-story'
import { notePresence } from './note-presence'
import { publishArticle } from './publish-article'
import { renewOpenStories } from './renew-open-stories'
import { saveDraft } from './save-draft'
import { takeOver } from './take-over'

beforeEach(emptyDatabase)

const at = (time: string) => new Date(`2026-11-21T${time}Z`)
const now = at('14:02:00')
const seconds = (count: number, from = now) => new Date(from.getTime() + count * 1_000)

function worked<T>(outcome: { ok: true; value: T } | { ok: false }): T {
  if (outcome.ok) return outcome.value
  throw new Error(JSON.stringify(outcome))
}

/** What a page that was opened at the first version sends. */
const text = (story: MadeArticle, headline: string, given: Partial<KeepWorkingCopyInput> = {}): KeepWorkingCopyInput => ({
  id: story.id,
  tab: TAB,
  sequence: 1,
  baseVersion: story.version,
  baseRevision: 1,
  over: null,
  story: { ...story.input, headline },
  ...given,
})
const TAB = '0b6e0b0e-3d0f-4d0a-9a52-0a4a0f3b7c11'
const OTHER_TAB = '1c7f1c1f-4e1f-4e1b-8b63-1b5b104c8d22'

const revisions = (story: MadeArticle) => db.revision.count({ where: { articleId: story.id } })
const copies = () => db.workingCopy.findMany({ select: { tab: true, sequence: true, words: true } })
const keptHeadlines = async () => (await copies()).map(({ words }) => (words as { headline: string }).headline)

describe('A working copy', () => {
  it('keeps the latest text of a page, and makes no version', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    expect(worked(await keepWorkingCopy(actor, text(story, 'One'), now))).toMatchObject({ kept: true, stored: { version: 1, revision: 1 } })
    await keepWorkingCopy(actor, text(story, 'Two', { sequence: 2 }), seconds(3))
    expect(await keptHeadlines()).toEqual(['Two'])
    expect(await revisions(story)).toBe(1)
    expect((await getOwnCopy(actor, story.id))?.story).toMatchObject({ headline: 'Two', version: 1, slug: 'two' })
  })

  it('ignores a text that arrives after a later one', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Later', { sequence: 7 }), now)
    expect(worked(await keepWorkingCopy(actor, text(story, 'Earlier', { sequence: 6 }), seconds(1)))).toMatchObject({ kept: false })
    expect(await keptHeadlines()).toEqual(['Later'])
  })

  it('of another tab is never overwritten: its text comes with the refusal', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'In the first tab'), now)
    const second = keepWorkingCopy(actor, text(story, 'In the second tab', { tab: OTHER_TAB }), seconds(1))
    await expect(second).rejects.toBeInstanceOf(Conflict)
    await expect(second).rejects.toMatchObject({ current: { headline: 'In the first tab' } })
    expect(await keptHeadlines()).toEqual(['In the first tab'])
  })

  it('goes on in a page that was shown it, and the first page is told', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'In the first tab', { sequence: 4 }), now)
    const seen = { tab: TAB, sequence: 4 }
    await keepWorkingCopy(actor, text(story, 'Gone on elsewhere', { tab: OTHER_TAB, over: seen }), seconds(1))
    expect(await keptHeadlines()).toEqual(['Gone on elsewhere'])
    await expect(keepWorkingCopy(actor, text(story, 'And here', { sequence: 5 }), seconds(2))).rejects.toMatchObject({
      current: { headline: 'Gone on elsewhere' },
    })
  })

  it('of one person is nothing to another', async () => {
    const [one, two] = [await makeUser(), await makeUser()]
    const story = await draftArticle()
    await keepWorkingCopy(one.actor, text(story, 'Hers'), now)
    await keepWorkingCopy(two.actor, text(story, 'His', { tab: OTHER_TAB }), now)
    expect((await keptHeadlines()).sort()).toEqual(['Hers', 'His'])
    expect((await getOwnCopy(two.actor, story.id))?.story.headline).toBe('His')
    expect(await listSittings(two.actor, story.id)).toMatchObject([{ own: false }, { own: true }])
  })

  it('becomes the version that is saved, and a text that arrives late makes none', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Half', { sequence: 3 }), now)
    const sitting = { tab: TAB, sequence: 5, over: null }
    const known = { id: story.id, version: 1 }
    worked(await saveStory(actor, { known, story: { ...story.input, headline: 'Whole' }, sitting }, seconds(5)))
    expect(await copies()).toEqual([])
    expect(worked(await keepWorkingCopy(actor, text(story, 'Late', { sequence: 4 }), seconds(6)))).toMatchObject({ kept: false })
    expect(await copies()).toEqual([])
    worked(await keepWorkingCopy(actor, text(story, 'New', { sequence: 6, baseVersion: 2, baseRevision: 2 }), seconds(9)))
    expect(await keptHeadlines()).toEqual(['New'])
  })

  it('of another page stays when this page is saved', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Elsewhere', { tab: OTHER_TAB }), now)
    const known = { id: story.id, version: 1 }
    worked(await saveStory(actor, { known, story: story.input, sitting: { tab: TAB, sequence: 1, over: null } }, now))
    expect(await keptHeadlines()).toEqual(['Elsewhere'])
  })

  it('of a page that was lost goes with the version that was made of it elsewhere', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Lost and found', { tab: OTHER_TAB, sequence: 3 }), now)
    const sitting = { tab: TAB, sequence: 1, over: { tab: OTHER_TAB, sequence: 3 } }
    const known = { id: story.id, version: 1 }
    worked(await saveStory(actor, { known, story: { ...story.input, headline: 'Lost and found' }, sitting }, now))
    expect(await copies()).toEqual([])
  })

  it('is left for the newest version when its author says so, and what arrives late does not bring it back', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Not this', { sequence: 3 }), now)
    worked(await dropWorkingCopy(actor, { id: story.id, sitting: { tab: TAB, sequence: 5, over: null } }, now))
    expect(await copies()).toEqual([])
    expect(worked(await keepWorkingCopy(actor, text(story, 'Late', { sequence: 4 }), now)).kept).toBe(false)
    expect(await revisions(story)).toBe(1)
  })

  it('is kept, and said to be behind, when somebody else has saved meanwhile', async () => {
    const [one, two] = [await makeUser(), await makeUser()]
    const story = await draftArticle()
    await saveDraft(two.actor, { id: story.id, version: 1, ...story.input, headline: 'Saved' }, now)
    const kept = worked(await keepWorkingCopy(one.actor, text(story, 'Mine'), seconds(1)))
    expect(kept).toMatchObject({ kept: true, base: { revision: 1 }, stored: { version: 2, revision: 2 } })
    expect((await getArticleForEditing(one.actor, story.id)).headline).toBe('Saved')
  })

  it('is refused to who may not edit the story, and of a story that is not there', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const story = await draftArticle()
    await expect(keepWorkingCopy(actor, text(story, 'Mine'), now)).rejects.toBeInstanceOf(NotAllowed)
    await expect(keepWorkingCopy(actor, text(story, 'Mine', { id: randomUUID() }), now)).rejects.toBeInstanceOf(NotFound)
  })

  it('of a closed story is only for the people named on it', async () => {
    const [named, other] = [await makeUser(), await makeUser()]
    const story = await draftArticle()
    await keepWorkingCopy(other.actor, text(story, 'Before it was closed', { tab: OTHER_TAB }), now)
    await db.article.update({ where: { id: story.id }, data: { sensitive: true } })
    await db.articlePerson.create({ data: { articleId: story.id, personId: named.id, addedBy: 'a test' } })
    const page = { id: story.id, tab: OTHER_TAB }
    const doors = [
      () => keepWorkingCopy(other.actor, text(story, 'After', { tab: OTHER_TAB, sequence: 2 }), now),
      () => leaveStory(other.actor, { ...page, copy: null }, now),
      () => notePresence(other.actor, { ...page, replaces: null, writes: false }, now),
      () => takeOver(other.actor, page, now),
      () => dropWorkingCopy(other.actor, { id: story.id, sitting: { tab: OTHER_TAB, sequence: 1, over: null } }, now),
      () => getOwnCopy(other.actor, story.id),
      () => getBothVersions(other.actor, { id: story.id, revision: 1 }),
    ]
    for (const door of doors) await expect(door()).rejects.toBeInstanceOf(NotFound)
    expect(await listSittings(other.actor, story.id)).toEqual([])
    expect(await endQuietSittings(seconds(700))).toBe(0)
    expect(worked(await keepWorkingCopy(named.actor, text(story, 'Named'), now)).kept).toBe(true)
  })

  it('goes with its story', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Mine'), now)
    worked(await deleteDraft(actor, { id: story.id, version: 1 }, now))
    expect(await copies()).toEqual([])
  })

  it('keeps its story from being deleted by anybody else, as long as its author works here', async () => {
    const [sam, kim] = [await makeUser({ name: 'Sam' }), await makeUser({ name: 'Kim' })]
    const story = await draftArticle()
    await keepWorkingCopy(sam.actor, text(story, 'Sam’s'), now)
    const known = { id: story.id, version: 1 }
    const refused = deleteDraft(kim.actor, known, seconds(5))
    await expect(refused).rejects.toBeInstanceOf(Conflict)
    await expect(refused).rejects.toThrow('Sam has text here that is not a version yet (2.02pm). Ask Sam, or wait until it is one.')
    await expect(deleteDraft(kim.actor, known, seconds(86_400))).rejects.toThrow('(2.02pm on ')
    expect(await keptHeadlines()).toEqual(['Sam’s'])
    await db.user.update({ where: { id: sam.id }, data: { active: false } })
    worked(await deleteDraft(kim.actor, known, seconds(5)))
    expect(await copies()).toEqual([])
  })

  it('is one of two, whichever came first, when two tabs send at once', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    const tabs = Array.from({ length: 6 }, () => randomUUID())
    const sent = await Promise.allSettled(tabs.map((tab) => keepWorkingCopy(actor, text(story, tab, { tab }), now)))
    const won = sent.flatMap((one, index) => (one.status === 'fulfilled' ? tabs[index] : []))
    expect(won).toHaveLength(1)
    for (const one of sent) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Conflict)
    expect(await keptHeadlines()).toEqual(won)
  })

  it('ends as the highest of many texts that arrive in any order', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    const order = [5, 2, 9, 1, 7, 3, 8, 4, 6]
    await Promise.all(order.map((sequence) => keepWorkingCopy(actor, text(story, `Text ${sequence}`, { sequence }), now)))
    expect(await keptHeadlines()).toEqual(['Text 9'])
  })
})

describe('The end of a sitting', () => {
  it('is not undone by texts of the page that arrive in the same moment', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    for (let round = 1; round <= 12; round += 1) {
      const { version, revision } = await getArticleForEditing(actor, story.id)
      const at = (sequence: number) =>
        text(story, `Round ${round}, ${sequence}`, { sequence: round * 10 + sequence, baseVersion: version, baseRevision: revision })
      await keepWorkingCopy(actor, at(1), now)
      const left = leaveStory(actor, { id: story.id, tab: TAB, copy: at(9) }, now)
      const late = [2, 3, 4, 5, 6, 7].map((sequence) => keepWorkingCopy(actor, at(sequence), now))
      worked(await left)
      await Promise.all(late)
      expect(await copies()).toEqual([])
    }
  })

  it('makes one version by its author when the page is left', async () => {
    const { actor, name } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'One'), now)
    const ended = worked(await leaveStory(actor, { id: story.id, tab: TAB, copy: text(story, 'Two', { sequence: 2 }) }, seconds(2)))
    expect(ended).toEqual({ state: 'version', revision: 2, version: 2 })
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({ headline: 'Two', updatedByName: name })
    expect(await copies()).toEqual([])
  })

  it('writes nothing when the words are those that are stored', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, story.headline), now)
    expect(worked(await leaveStory(actor, { id: story.id, tab: TAB, copy: null }, now))).toEqual({ state: 'same' })
    expect(await revisions(story)).toBe(1)
  })

  it('leaves the text to its author when the story was saved by somebody else meanwhile', async () => {
    const [one, two] = [await makeUser(), await makeUser()]
    const story = await draftArticle()
    await keepWorkingCopy(one.actor, text(story, 'Mine'), now)
    await saveDraft(two.actor, { id: story.id, version: 1, ...story.input, headline: 'Theirs' }, now)
    expect(worked(await leaveStory(one.actor, { id: story.id, tab: TAB, copy: null }, now))).toEqual({ state: 'waiting' })
    expect(await getOwnCopy(one.actor, story.id)).toMatchObject({ story: { headline: 'Mine', version: 1, revision: 1 } })
    expect(await endQuietSittings(seconds(3_600))).toBe(0)
    expect((await getArticleForEditing(one.actor, story.id)).headline).toBe('Theirs')
  })

  it('is no conflict with what was only done to the story, not written in it', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Typed while it was published'), now)
    worked(await publishArticle(actor, { id: story.id, version: 1 }, now))
    expect(worked(await leaveStory(actor, { id: story.id, tab: TAB, copy: null }, seconds(1)))).toMatchObject({
      state: 'version',
      revision: 2,
    })
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({ state: 'live', hasUnpublishedChanges: true })
  })

  it('comes after ten quiet minutes, once, with any number of servers', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Left alone'), now)
    expect(await endQuietSittings(seconds(599))).toBe(0)
    const ended = await Promise.all([1, 2, 3].map(() => endQuietSittings(seconds(601))))
    expect(ended.reduce((sum, one) => sum + one)).toBe(1)
    expect(await revisions(story)).toBe(2)
    expect(await endQuietSittings(seconds(700))).toBe(0)
  })

  it('does not come while somebody types on, however long', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    for (let minute = 0; minute < 30; minute += 5)
      await keepWorkingCopy(actor, text(story, `Minute ${minute}`, { sequence: minute + 1 }), seconds(minute * 60))
    expect(await endQuietSittings(seconds(30 * 60))).toBe(0)
    expect(await revisions(story)).toBe(1)
  })

  it('lets the page that is still open go on from its own version', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await notePresence(actor, { id: story.id, tab: TAB, replaces: null, writes: true }, now)
    await keepWorkingCopy(actor, text(story, 'Before lunch', { sequence: 3 }), now)
    await endQuietSittings(seconds(700))
    const beat = worked(await notePresence(actor, { id: story.id, tab: TAB, replaces: null, writes: true }, seconds(701)))
    expect(beat.settled).toEqual({ sequence: 3, version: 2, revision: 2 })
    const kept = worked(await keepWorkingCopy(actor, text(story, 'After lunch', { sequence: 4 }), seconds(800)))
    expect(kept).toMatchObject({ kept: true, base: { version: 2, revision: 2 }, stored: { version: 2, revision: 2 } })
    const sitting = { tab: TAB, sequence: 5, over: null }
    const known = { id: story.id, version: 1 }
    expect(worked(await saveStory(actor, { known, story: { ...story.input, headline: 'Saved' }, sitting }, seconds(801)))).toMatchObject({
      version: 3,
      revision: 3,
    })
  })

  it('is no conflict for the page that is loaded in its place, which may be read before it ends', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await keepWorkingCopy(actor, text(story, 'Before the reload', { sequence: 3 }), now)
    const read = await getOwnCopy(actor, story.id)
    worked(await leaveStory(actor, { id: story.id, tab: TAB, copy: null }, now))
    const kept = await keepWorkingCopy(actor, text(story, 'After it', { tab: OTHER_TAB, over: read?.mark ?? null }), seconds(3))
    expect(worked(kept)).toMatchObject({ kept: true, base: { version: 2, revision: 2 }, stored: { version: 2, revision: 2 } })
    expect(worked(await leaveStory(actor, { id: story.id, tab: OTHER_TAB, copy: null }, seconds(4)))).toMatchObject({ revision: 3 })
  })

  it('comes at once when the account is closed, and never for somebody who may not edit any more', async () => {
    const user = await makeUser({ role: 'author' })
    const story = await draftArticle({ actor: user.actor })
    await keepWorkingCopy(user.actor, text(story, 'Mine'), now)
    await db.user.update({ where: { id: user.id }, data: { role: 'viewer' } })
    expect(await endQuietSittings(seconds(700))).toBe(0)
    expect(await keptHeadlines()).toEqual(['Mine'])
    await db.user.update({ where: { id: user.id }, data: { role: 'author' } })
    expect(await endQuietSittings(seconds(20))).toBe(0)
    await db.user.update({ where: { id: user.id }, data: { active: false } })
    expect(await endQuietSittings(seconds(20))).toBe(1)
    expect(await copies()).toEqual([])
    const newest = await db.revision.findFirstOrThrow({ where: { articleId: story.id, number: 2 } })
    expect(newest).toMatchObject({ headline: 'Mine', createdById: user.id, createdByName: user.actor.name })
  })

  it('that cannot come, because others saved meanwhile, is read by editors once its writer has left, and by nobody before', async () => {
    const [sam, kim, ana] = [await makeUser({ name: 'Sam' }), await makeUser({ name: 'Kim' }), await makeUser({ role: 'author' })]
    const story = await draftArticle({ actor: ana.actor, headline: 'At first' })
    await keepWorkingCopy(sam.actor, text(story, 'What Sam typed'), now)
    worked(await saveDraft(kim.actor, { ...story.input, id: story.id, version: 1, headline: 'What Kim saved' }, seconds(5)))
    const asked = { id: story.id, personId: sam.id }
    await expect(readLeftText(kim.actor, asked)).rejects.toBeInstanceOf(NotFound)
    await db.user.update({ where: { id: sam.id }, data: { active: false } })
    expect(await endQuietSittings(seconds(700))).toBe(0)
    expect(await listSittings(kim.actor, story.id)).toMatchObject([{ personId: sam.id, left: true, behind: true }])
    expect(await readLeftText(kim.actor, asked)).toMatchObject({
      personName: 'Sam',
      revision: 2,
      comparison: { facts: [{ name: 'Headline', parts: expect.arrayContaining([{ kind: 'added', text: 'typed' }]) }], body: null },
    })
    await expect(readLeftText(ana.actor, asked)).rejects.toBeInstanceOf(NotAllowed)
    await db.article.update({ where: { id: story.id }, data: { sensitive: true } })
    await expect(readLeftText(kim.actor, asked)).rejects.toBeInstanceOf(NotFound)
  })
})

describe('A text that was left behind', () => {
  it('does not name the file of a picture that belongs to a closed story', async () => {
    const [sam, kim] = [await makeUser(), await makeUser()]
    const [story, closed, open] = [await draftArticle(), await draftArticle(), await draftArticle()]
    await db.article.update({ where: { id: closed.id }, data: { sensitive: true } })
    const inStory = async (fileName: string, { id: addedToId }: MadeArticle) => {
      const picture = await makePicture({ fileName })
      await db.media.update({ where: { id: picture.id }, data: { addedToId } })
      return picture
    }
    const [secret, known] = [await inStory('secret.jpg', closed), await inStory('known.jpg', open)]
    const body = { type: 'doc' as const, content: [...story.input.body.content, { type: 'picture' as const, attrs: pictureUse(known) }] }
    const left = text(story, 'Left', { story: { ...story.input, body, leadPicture: pictureUse(secret) } })
    await keepWorkingCopy(sam.actor, left, now)
    await saveDraft(kim.actor, { ...story.input, id: story.id, version: 1, headline: 'Kim’s' }, seconds(5))
    await db.user.update({ where: { id: sam.id }, data: { active: false } })
    const { comparison } = await readLeftText(kim.actor, { id: story.id, personId: sam.id })
    expect(comparison.lists.find(({ name }) => name === 'Pictures')?.added).toEqual([
      expect.stringContaining('a picture above the story'),
      expect.stringContaining('known.jpg in the text'),
    ])
  })
})

describe('Who is there', () => {
  const beat = async (actor: Parameters<typeof notePresence>[0], id: string, tab: string, when: Date, replaces: string | null = null) =>
    worked(await notePresence(actor, { id, tab, replaces, writes: true }, when))

  it('the first to open writes, the second reads and is told who, and when they last changed something', async () => {
    const [sam, kim] = [await makeUser({ name: 'Sam' }), await makeUser({ name: 'Kim' })]
    const story = await draftArticle()
    expect(await beat(sam.actor, story.id, TAB, now)).toMatchObject({ pen: 'yours', others: [] })
    await keepWorkingCopy(sam.actor, text(story, 'Typed'), seconds(10))
    expect(await beat(kim.actor, story.id, OTHER_TAB, seconds(12))).toMatchObject({
      pen: 'theirs',
      others: [{ name: 'Sam', own: false, changedAt: seconds(10) }],
    })
  })

  it('one of many that open at once writes', async () => {
    const story = await draftArticle()
    const users = await Promise.all(Array.from({ length: 6 }, () => makeUser()))
    const beats = await Promise.all(users.map(({ actor }) => beat(actor, story.id, randomUUID(), now)))
    expect(beats.filter(({ pen }) => pen === 'yours')).toHaveLength(1)
  })

  it('nobody waits for a page that is gone', async () => {
    const [sam, kim] = [await makeUser(), await makeUser()]
    const story = await draftArticle()
    await beat(sam.actor, story.id, TAB, now)
    expect(await beat(kim.actor, story.id, OTHER_TAB, seconds(30))).toMatchObject({ pen: 'theirs' })
    expect(await beat(kim.actor, story.id, OTHER_TAB, seconds(31))).toMatchObject({ pen: 'yours', others: [] })
    expect(await beat(sam.actor, story.id, TAB, seconds(40))).toMatchObject({ pen: 'ended', taken: { revision: null } })
  })

  it('one’s own other page takes over at once; the same page loaded again is no other page', async () => {
    const { actor } = await makeUser({ name: 'Sam' })
    const story = await draftArticle()
    await beat(actor, story.id, TAB, now)
    expect(await beat(actor, story.id, OTHER_TAB, seconds(1))).toMatchObject({ pen: 'yours', others: [] })
    expect(await beat(actor, story.id, TAB, seconds(2))).toMatchObject({ pen: 'ended', taken: { byName: 'Sam' } })
    const again = randomUUID()
    expect(await beat(actor, story.id, again, seconds(3), OTHER_TAB)).toMatchObject({ pen: 'yours', others: [] })
  })

  it('leaving gives the story free', async () => {
    const [sam, kim] = [await makeUser(), await makeUser()]
    const story = await draftArticle()
    await beat(sam.actor, story.id, TAB, now)
    await leaveStory(sam.actor, { id: story.id, tab: TAB, copy: null }, seconds(1))
    expect(await beat(kim.actor, story.id, OTHER_TAB, seconds(2))).toMatchObject({ pen: 'yours' })
  })

  it('says who has saved a newer version', async () => {
    const [sam, kim] = [await makeUser(), await makeUser({ name: 'Kim' })]
    const story = await draftArticle()
    await saveDraft(kim.actor, { id: story.id, version: 1, ...story.input, headline: 'Newer' }, now)
    expect((await beat(sam.actor, story.id, TAB, now)).stored).toMatchObject({ version: 2, revision: 2, byName: 'Kim' })
  })
})

describe('Taking over', () => {
  async function two() {
    const [sam, kim] = [await makeUser({ name: 'Sam' }), await makeUser({ name: 'Kim' })]
    const story = await draftArticle()
    const sams = { id: story.id, tab: TAB, replaces: null, writes: true }
    const kims = { id: story.id, tab: OTHER_TAB }
    worked(await notePresence(sam.actor, sams, now))
    return { sam, kim, story, sams, kims }
  }

  it('asks first, and what the first page hands over becomes its author’s version', async () => {
    const { sam, kim, story, sams, kims } = await two()
    expect(worked(await takeOver(kim.actor, kims, seconds(1)))).toEqual({ state: 'waiting', name: 'Sam' })
    expect(worked(await notePresence(sam.actor, sams, seconds(2)))).toMatchObject({ pen: 'yours', askedBy: 'Kim' })
    worked(await leaveStory(sam.actor, { id: story.id, tab: TAB, copy: text(story, 'Sam’s last word') }, seconds(3)))
    expect(worked(await takeOver(kim.actor, kims, seconds(4)))).toEqual({ state: 'yours' })
    expect(worked(await notePresence(sam.actor, sams, seconds(6)))).toMatchObject({ pen: 'ended', taken: { byName: 'Kim', revision: 2 } })
    expect(await getArticleForEditing(kim.actor, story.id)).toMatchObject({ headline: 'Sam’s last word', updatedByName: 'Sam' })
  })

  it('does not wait for ever: after eight seconds the newsroom’s copy counts, and what comes later waits for its author', async () => {
    const { sam, kim, story, sams, kims } = await two()
    await keepWorkingCopy(sam.actor, text(story, 'Kept', { sequence: 5 }), now)
    await takeOver(kim.actor, kims, seconds(1))
    expect(worked(await takeOver(kim.actor, kims, seconds(8)))).toMatchObject({ state: 'waiting' })
    expect(worked(await takeOver(kim.actor, kims, seconds(9)))).toEqual({ state: 'yours' })
    expect(await getArticleForEditing(kim.actor, story.id)).toMatchObject({ headline: 'Kept', updatedByName: 'Sam', version: 2 })
    expect(worked(await notePresence(sam.actor, sams, seconds(10)))).toMatchObject({ pen: 'ended', taken: { byName: 'Kim', revision: 2 } })
    await saveDraft(kim.actor, { id: story.id, version: 2, ...story.input, headline: 'Kim’s' }, seconds(20))
    expect(
      worked(await leaveStory(sam.actor, { id: story.id, tab: TAB, copy: text(story, 'Sam went on', { sequence: 9 }) }, seconds(30))),
    ).toEqual({
      state: 'waiting',
    })
    expect((await getOwnCopy(sam.actor, story.id))?.story.headline).toBe('Sam went on')
    expect(worked(await notePresence(sam.actor, sams, seconds(31))).taken).toMatchObject({ byName: 'Kim', revision: null })
    expect((await getArticleForEditing(sam.actor, story.id)).headline).toBe('Kim’s')
  })

  it('is asked anew by somebody else of the same name', async () => {
    const { kim, story, kims } = await two()
    const other = await makeUser({ name: 'Kim' })
    worked(await takeOver(kim.actor, kims, seconds(1)))
    expect(worked(await takeOver(other.actor, { id: story.id, tab: randomUUID() }, seconds(9)))).toMatchObject({ state: 'waiting' })
  })

  it('can be taken back', async () => {
    const { sam, kim, story, kims } = await two()
    await takeOver(kim.actor, kims, now)
    await leaveStory(sam.actor, { id: story.id, tab: TAB, copy: null }, now)
    await takeOver(kim.actor, kims, now)
    expect(worked(await takeOver(sam.actor, { id: story.id, tab: TAB }, seconds(1)))).toEqual({ state: 'waiting', name: 'Kim' })
    await leaveStory(kim.actor, { ...kims, copy: null }, seconds(2))
    expect(worked(await takeOver(sam.actor, { id: story.id, tab: TAB }, seconds(3)))).toEqual({ state: 'yours' })
  })

  it('loses nothing while an autosave is under way', async () => {
    const { sam, kim, story, kims } = await two()
    for (let round = 1; round <= 10; round += 1) {
      const words = `Round ${round}`
      await db.editorPresence.updateMany({
        where: { tab: TAB },
        data: { endedAt: null, takenByName: 'Kim', takenAt: now, seenAt: seconds(60) },
      })
      await db.editorPresence.deleteMany({ where: { tab: OTHER_TAB } })
      const { version, revision } = await getArticleForEditing(sam.actor, story.id)
      const copy = text(story, words, { sequence: round, baseVersion: version, baseRevision: revision })
      const [kept] = await Promise.all([keepWorkingCopy(sam.actor, copy, seconds(60)), takeOver(kim.actor, kims, seconds(60))])
      const { headline } = await getArticleForEditing(sam.actor, story.id)
      const own = await getOwnCopy(sam.actor, story.id)
      expect(worked(kept).kept).toBe(true)
      expect([headline, own?.story.headline]).toContain(words)
      await leaveStory(sam.actor, { id: story.id, tab: TAB, copy: null }, seconds(60))
    }
  })
})

describe('A page that slept while tags of its story were changed with those of others', () => {
  const days = (count: number) => seconds(count * 86_400)
  const renewed = async (story: MadeArticle, when: Date) => {
    await endQuietSittings(when)
    await db.$transaction((tx) => renewOpenStories(tx, systemActor('Vocabulary', 'a test'), [story.id], when))
    return (await revisions(story)) > 1
  }
  const page = (story: MadeArticle, tab: string) => ({ id: story.id, tab, replaces: null, writes: true })

  it('writes nothing over them, however long it slept', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await notePresence(actor, page(story, TAB), now)
    expect(await renewed(story, days(80))).toBe(true)
    const late = text(story, 'With the tags of that day')
    expect(worked(await leaveStory(actor, { id: story.id, tab: TAB, copy: late }, days(81)))).toEqual({ state: 'waiting' })
    expect(await keptHeadlines()).toEqual(['With the tags of that day'])
  })

  it('nor when somebody has taken over from it meanwhile, and is gone', async () => {
    const [sam, kim] = [await makeUser(), await makeUser()]
    const story = await draftArticle()
    await notePresence(sam.actor, page(story, TAB), now)
    await notePresence(kim.actor, page(story, OTHER_TAB), seconds(60))
    await takeOver(kim.actor, { id: story.id, tab: OTHER_TAB }, seconds(60))
    await notePresence(sam.actor, page(story, TAB), seconds(100))
    await leaveStory(kim.actor, { id: story.id, tab: OTHER_TAB, copy: null }, seconds(200))
    expect(await renewed(story, days(3))).toBe(true)
  })

  it('is no reason for a version once it was left', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await notePresence(actor, page(story, TAB), now)
    await leaveStory(actor, { id: story.id, tab: TAB, copy: null }, seconds(1))
    expect(await renewed(story, days(2))).toBe(false)
    expect(await db.editorPresence.count()).toBe(0)
  })
})
