import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { type Person, systemActor } from '@/modules/access/actor'
import { listStories } from '@/modules/editor/queries/story-list'
import { readStoryFilter } from '@/modules/editor/story-filter'
import type { Rule } from '@/modules/workflow/second-reader'
import { draftArticle, liveArticle, storyInput } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { getWorkflow } from '../queries/workflow'
import { approveStory } from './approve-story'
import { curateRelated } from './curate-related'
import { makeLiveAgain } from './make-live-again'
import { markReviewed } from './mark-reviewed'
import { publishArticle } from './publish-article'
import { retagStory } from './retag-story'
import { retractStory } from './retract-story'
import { returnStory } from './return-story'
import { saveDraft } from './save-draft'
import { submitForReview } from './submit-for-review'
import { withdrawArticle } from './withdraw-article'

// Settings are read once a process.
const folder = mkdtempSync(join(tmpdir(), 'throughline-mail-'))
vi.stubEnv('MAIL_TRANSPORT', `file:${folder}`)
/** Soft line breaks undone. */
const mails = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', ''))

beforeEach(async () => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  await emptyDatabase()
})
afterAll(() => rmSync(folder, { recursive: true }))

const now = new Date('2026-11-20T10:00:00Z')
const ask = (secondReader: Rule) => db.newsroomSettings.update({ where: { id: 1 }, data: { secondReader } })
const row = (id: string) => db.article.findUniqueOrThrow({ where: { id } })
const kinds = async (id: string) =>
  (await db.auditEvent.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })).map((event) => event.kind.replace('article.', ''))

async function people() {
  const [ana, ben, cleo] = await Promise.all([
    makeUser({ role: 'author', name: 'Ana' }),
    makeUser({ role: 'editor', name: 'Ben' }),
    makeUser({ role: 'editor', name: 'Cleo' }),
  ])
  return { ana: ana.actor, ben: ben.actor, cleo: cleo.actor }
}

describe('A story in review', () => {
  it('is submitted by its author, approved by an editor, and published without waiting for anybody', async () => {
    const { ana, ben } = await people()
    const { id } = await draftArticle({ actor: ana, now })
    expect(await submitForReview(ana, { id, version: 1, note: 'The figures are from the report.' }, now)).toEqual({
      ok: true,
      value: { id, version: 2, unreached: [] },
    })
    expect(await getWorkflow(ben, id, now)).toMatchObject({
      stage: 'in-review',
      submitted: { byName: 'Ana', note: 'The figures are from the report.', at: now },
      may: { approve: true, submit: false, return: true },
    })
    await approveStory(ben, { id, version: 2 }, now)
    expect(await getWorkflow(ben, id, now)).toMatchObject({ stage: 'approved', approved: { byName: 'Ben' } })
    await publishArticle(ben, { id, version: 3 }, now)
    expect(await row(id)).toMatchObject({
      state: 'live',
      review: 'none',
      submittedById: null,
      unreviewedSince: null,
      publishedByName: 'Ben',
    })
    expect(await kinds(id)).toEqual(['created', 'submitted', 'approved', 'published'])
  })

  it('is never approved by whoever submitted it, and the refusal names who may', async () => {
    const { ben } = await people()
    const { id } = await draftArticle({ now })
    await submitForReview(ben, { id, version: 1 }, now)
    const error = await approveStory(ben, { id, version: 2 }, now).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(NotAllowed)
    expect((error as Error).message).toBe('You submitted this story, so somebody else has to approve it. Cleo can.')
    expect(await getWorkflow(ben, id, now)).toMatchObject({ may: { approve: false }, mayApproveNames: ['Cleo'] })
    expect((await row(id)).review).toBe('submitted')
  })

  it('is never approved by whoever wrote the newest words, whoever submitted it', async () => {
    const { ana, ben, cleo } = await people()
    const { id } = await draftArticle({ actor: ana, now })
    await submitForReview(ana, { id, version: 1 }, now)
    await saveDraft(ben, { id, version: 2, ...storyInput({ headline: 'Written by Ben' }) }, now)
    await expect(approveStory(ben, { id, version: 3 }, now)).rejects.toThrow(
      new NotAllowed('You wrote the newest words of this story, so somebody else has to approve it. Cleo can.'),
    )
    expect(await getWorkflow(ben, id, now)).toMatchObject({ may: { approve: false }, mayApproveNames: ['Cleo'] })
    expect((await approveStory(cleo, { id, version: 3 }, now)).ok).toBe(true)
  })

  it('stays in review when it is saved, and its approval lapses', async () => {
    const { ana, ben } = await people()
    const { id } = await draftArticle({ actor: ana, now })
    await submitForReview(ana, { id, version: 1 }, now)
    await saveDraft(ana, { id, version: 2, ...storyInput({ headline: 'Mended once' }) }, now)
    expect((await row(id)).review).toBe('submitted')
    await approveStory(ben, { id, version: 3 }, now)
    await saveDraft(ana, { id, version: 4, ...storyInput({ headline: 'Mended twice' }) }, now)
    expect(await row(id)).toMatchObject({ review: 'none', approvedAt: null, version: 5 })
    expect((await kinds(id)).filter((kind) => kind !== 'slug-changed')).toEqual([
      'created',
      'submitted',
      'saved',
      'approved',
      'saved',
      'approval-lapsed',
    ])
  })

  it('keeps its approval when only its tags or its hand-made list change elsewhere', async () => {
    const { ana, ben } = await people()
    await makeTag({ slug: 'plans', type: 'theme' })
    const other = await liveArticle({ now })
    const { id } = await draftArticle({ actor: ana, now })
    await submitForReview(ana, { id, version: 1 }, now)
    await approveStory(ben, { id, version: 2 }, now)
    await retagStory(ben, { id, add: ['plans'], remove: [] }, now)
    await curateRelated(ben, { id, act: { kind: 'pin', targetId: other.id } }, now)
    expect(await row(id)).toMatchObject({ review: 'approved', approvedByName: 'Ben', version: 5 })
  })

  it('asks the people who were chosen, on their desk and by mail, without a word of a story that is closed', async () => {
    const { ana, ben, cleo } = await people()
    const { id } = await draftArticle({ actor: ana, headline: 'A headline to read', now })
    const desk = async (actor: Person, show: 'asked' | 'review') =>
      (await listStories(actor, readStoryFilter({ show }), now)).items.map((story) => story.id)
    const strange = await submitForReview(ana, { id, version: 1, to: [ana.id] }, now)
    expect(strange).toMatchObject({ ok: false, problems: [{ field: 'to', message: 'Choose people who may approve this story' }] })
    const asked = await submitForReview(ana, { id, version: 1, note: 'By noon, please.', to: [ben.id] }, now)
    expect(asked).toEqual({ ok: true, value: { id, version: 2, unreached: [] } })
    expect([await desk(ben, 'asked'), await desk(ben, 'review')]).toEqual([[id], []])
    expect([await desk(cleo, 'asked'), await desk(cleo, 'review')]).toEqual([[], [id]])
    expect(await getWorkflow(cleo, id, now)).toMatchObject({ submitted: { to: ['Ben'] }, mayApprove: [{ name: 'Ben' }, { name: 'Cleo' }] })
    const [mail = '', ...others] = mails()
    expect(others).toEqual([])
    expect(mail).toContain('A headline to read')
    expect(mail).toContain('By noon, please.')
    await retractStory(ana, { id, version: 2 }, now)
    expect(await desk(ben, 'asked')).toEqual([])
    await db.article.update({
      where: { id },
      data: { sensitive: true, people: { create: [ana, ben].map((one) => ({ personId: one.id, addedBy: 'Test' })) } },
    })
    await submitForReview(ana, { id, version: 3, note: 'By noon, please.', to: [ben.id] }, now)
    const quiet = mails().filter((one) => one !== mail)
    expect(quiet).toHaveLength(1)
    expect(quiet.join()).not.toMatch(/A headline to read|By noon/)
  })

  it('has no other author for a tag: who gave it may approve, and who wrote the words still may not', async () => {
    const { ana, ben, cleo } = await people()
    await makeTag({ slug: 'plans', type: 'theme' })
    const { id, input } = await draftArticle({ actor: ben, now })
    await db.article.update({ where: { id }, data: { review: 'submitted', submittedById: ana.id, submittedByName: 'Ana' } })
    await retagStory(cleo, { id, add: ['plans'], remove: [] }, now)
    expect(await getWorkflow(ben, id, now)).toMatchObject({ may: { approve: false }, mayApproveNames: ['Cleo'] })
    await expect(approveStory(ben, { id, version: 2 }, now)).rejects.toThrow(NotAllowed)
    // In the editor it is the same: nothing but the tags of these words is another.
    await saveDraft(cleo, { ...input, id, version: 2, tagSlugs: [] }, now)
    expect((await approveStory(cleo, { id, version: 3 }, now)).ok).toBe(true)
    await saveDraft(ben, { ...input, id, version: 4, tagSlugs: ['plans'] }, now)
    expect(await row(id)).toMatchObject({ review: 'approved', approvedByName: 'Cleo', version: 5 })
    // A link with words of its own is no tag.
    await saveDraft(ben, { ...input, id, version: 5, tagSlugs: ['plans'], pins: [{ headline: 'Waited for', targetId: null }] }, now)
    expect(await row(id)).toMatchObject({ review: 'none', version: 6 })
  })

  it('is sent back with what has to change, and may be submitted again', async () => {
    const { ana, ben } = await people()
    const { id } = await draftArticle({ actor: ana, now })
    await submitForReview(ana, { id, version: 1 }, now)
    await returnStory(ben, { id, version: 2, note: 'The second figure has no source.' }, now)
    expect(await getWorkflow(ana, id, now)).toMatchObject({ stage: 'draft', returnedNote: 'The second figure has no source.' })
    await submitForReview(ana, { id, version: 3 }, now)
    expect(await row(id)).toMatchObject({ review: 'submitted', returnedNote: null })
    await retractStory(ana, { id, version: 4 }, now)
    expect(await row(id)).toMatchObject({ review: 'none', submittedById: null })
  })

  it('is refused at another version than the one it was decided on', async () => {
    const { ana, ben } = await people()
    const { id } = await draftArticle({ actor: ana, now })
    await submitForReview(ana, { id, version: 1 }, now)
    for (const act of [submitForReview, approveStory, retractStory, markReviewed])
      await expect(act(ben, { id, version: 1 }, now)).rejects.toThrow('Ana changed this story')
    await expect(returnStory(ben, { id, version: 1, note: 'Late' }, now)).rejects.toBeInstanceOf(Conflict)
    expect((await row(id)).version).toBe(2)
  })

  it('of a live story has to have words that readers do not have', async () => {
    const { ben } = await people()
    const { id, version } = await liveArticle({ now })
    await expect(submitForReview(ben, { id, version }, now)).rejects.toThrow('Readers have its newest words already')
    await saveDraft(ben, { id, version, ...storyInput({ headline: 'Changed' }) }, now)
    await submitForReview(ben, { id, version: version + 1 }, now)
    expect(await getWorkflow(ben, id, now)).toMatchObject({ stage: 'in-review', live: true })
  })
})

describe('Publishing without a second reader', () => {
  it('where one is advised, is done at once and waits until somebody else has read it', async () => {
    const { ben, cleo } = await people()
    const { id } = await draftArticle({ now })
    expect((await publishArticle(ben, { id, version: 1 }, now)).ok).toBe(true)
    expect(await getWorkflow(ben, id, now)).toMatchObject({
      stage: 'live',
      unreviewed: { since: now, byName: 'Ben', reason: null },
      may: { markReviewed: false },
    })
    await expect(markReviewed(ben, { id, version: 2 }, now)).rejects.toThrow('You published this story, so somebody else has to read it.')
    await markReviewed(cleo, { id, version: 2 }, now)
    expect(await getWorkflow(ben, id, now)).toMatchObject({ unreviewed: null })
    await expect(markReviewed(cleo, { id, version: 3 }, now)).rejects.toThrow('A second person has read it already')
    const [published] = await db.auditEvent.findMany({ where: { kind: 'article.published' } })
    expect(published?.detail).toMatchObject({ unreviewed: true })
  })

  it('is read by somebody else than who wrote it, whoever published it', async () => {
    const { ben, cleo } = await people()
    const { id } = await draftArticle({ actor: cleo, now })
    await publishArticle(ben, { id, version: 1 }, now)
    expect((await getWorkflow(cleo, id, now)).may.markReviewed).toBe(false)
    await expect(markReviewed(cleo, { id, version: 2 }, now)).rejects.toThrow('You wrote this story, so somebody else has to read it.')
    const { actor: dev } = await makeUser({ role: 'editor', name: 'Dev' })
    await makeTag({ slug: 'plans', type: 'theme' })
    await retagStory(dev, { id, add: ['plans'], remove: [] }, now)
    await expect(markReviewed(cleo, { id, version: 3 }, now)).rejects.toThrow('You wrote this story')
    expect((await getWorkflow(dev, id, now)).may.markReviewed).toBe(true)
    expect((await markReviewed(dev, { id, version: 3 }, now)).ok).toBe(true)
  })

  it('where one is advised, goes on waiting from the first time, and ends with an approved version or a withdrawal', async () => {
    const { ana, ben, cleo } = await people()
    const later = new Date('2026-11-21T10:00:00Z')
    const { id } = await draftArticle({ actor: ana, now })
    await publishArticle(ben, { id, version: 1 }, now)
    await saveDraft(ana, { id, version: 2, ...storyInput({ headline: 'Changed' }) }, later)
    await publishArticle(ben, { id, version: 3, change: 'minor' }, later)
    expect((await row(id)).unreviewedSince).toEqual(now)
    await withdrawArticle(ben, { id, version: 4, reason: 'It was wrong.' }, later)
    expect((await row(id)).unreviewedSince).toBeNull()
    await makeLiveAgain(ben, { id, version: 5 }, later)
    expect((await row(id)).unreviewedSince).toEqual(later)
    await saveDraft(ana, { id, version: 6, ...storyInput({ headline: 'Changed again' }) }, later)
    await submitForReview(ana, { id, version: 7 }, later)
    await approveStory(cleo, { id, version: 8 }, later)
    await publishArticle(ben, { id, version: 9, change: 'minor' }, later)
    expect(await row(id)).toMatchObject({ unreviewedSince: null, review: 'none' })
  })

  it('where nobody asks, is all there is to it', async () => {
    await ask('off')
    const { ben } = await people()
    const { id } = await draftArticle({ now })
    await publishArticle(ben, { id, version: 1 }, now)
    expect(await row(id)).toMatchObject({ unreviewedSince: null, publishedByName: 'Ben' })
  })

  it('waits for a reader also when the command line or an import did it', async () => {
    const { id } = await draftArticle({ now })
    await publishArticle(systemActor('Command line', 'cms publish'), { id, version: 1 }, now)
    expect(await row(id)).toMatchObject({ unreviewedSince: now, publishedById: null, publishedByName: 'Command line' })
  })
})

describe('Words that readers have already', () => {
  it('are not unread again because somebody presses once more, or tells readers of them', async () => {
    const { ana, ben, cleo } = await people()
    const { id } = await draftArticle({ actor: ana, now })
    await publishArticle(ben, { id, version: 1 }, now)
    await publishArticle(cleo, { id, version: 2, change: 'minor' }, now)
    expect(await row(id), 'Ben still answers for it').toMatchObject({ unreviewedSince: now, publishedById: ben.id })
    await markReviewed(cleo, { id, version: 3 }, now)
    await ask('required')
    const told = { change: 'told' as const, note: 'The date was wrong for an hour.' }
    expect((await publishArticle(ben, { id, version: 4, ...told }, now)).ok).toBe(true)
    expect(await row(id)).toMatchObject({ unreviewedSince: null, readersToldNote: told.note })
  })
})

describe('Publishing where a second reader is required', () => {
  it('is refused, naming who may approve, and writes nothing', async () => {
    await ask('required')
    const { ben } = await people()
    const { id } = await draftArticle({ now })
    expect(await publishArticle(ben, { id, version: 1 }, now)).toEqual({
      ok: false,
      problems: [
        {
          field: 'urgent',
          message:
            'A second person has to approve this story before it is published. Submit it for review: Cleo can approve it. If it cannot wait, enter why.',
        },
      ],
    })
    expect(await row(id)).toMatchObject({ state: 'draft', version: 1 })
    expect(await publishArticle(systemActor('Import', 'cms import'), { id, version: 1 }, now)).toMatchObject({ ok: false })
  })

  it('takes a reason where it cannot wait, and the story waits for its reader with it', async () => {
    await ask('required')
    const { ben, cleo } = await people()
    const { id } = await draftArticle({ now })
    await publishArticle(ben, { id, version: 1, urgent: 'The result is out in ten minutes.' }, now)
    expect(await getWorkflow(cleo, id, now)).toMatchObject({
      unreviewed: { byName: 'Ben', reason: 'The result is out in ten minutes.' },
      may: { markReviewed: true },
    })
    await markReviewed(cleo, { id, version: 2 }, now)
    expect(await row(id)).toMatchObject({ unreviewedSince: null, urgentReason: null })
  })

  it('is refused again once an approved text was changed', async () => {
    await ask('required')
    const { ana, ben, cleo } = await people()
    const { id } = await draftArticle({ actor: ana, now })
    await submitForReview(ana, { id, version: 1 }, now)
    expect(await publishArticle(cleo, { id, version: 2 }, now)).toMatchObject({
      problems: [{ message: expect.stringContaining('It has been submitted: Ben or Cleo can approve it.') }],
    })
    await approveStory(ben, { id, version: 2 }, now)
    await saveDraft(ana, { id, version: 3, ...storyInput({ headline: 'Changed' }) }, now)
    expect(await publishArticle(ben, { id, version: 4 }, now)).toMatchObject({ ok: false, problems: [{ field: 'urgent' }] })
  })

  it('holds for making a withdrawn story live again', async () => {
    const { ben } = await people()
    const { id, version } = await liveArticle({ now })
    await withdrawArticle(ben, { id, version, reason: 'It was wrong.' }, now)
    await ask('required')
    expect(await makeLiveAgain(ben, { id, version: version + 1 }, now)).toMatchObject({ ok: false, problems: [{ field: 'urgent' }] })
    expect((await makeLiveAgain(ben, { id, version: version + 1, urgent: 'Lawyers agreed.' }, now)).ok).toBe(true)
  })

  it('names nobody who has left, and nobody without the right', async () => {
    await ask('required')
    const { ben } = await people()
    await db.user.updateMany({ where: { name: 'Cleo' }, data: { active: false } })
    await db.user.updateMany({ where: { name: 'Ana' }, data: { duties: ['sub'] } })
    const { id } = await draftArticle({ now })
    expect((await getWorkflow(ben, id, now)).mayApproveNames).toEqual(['Ana'])
    await db.user.updateMany({ where: { name: 'Ana' }, data: { active: false } })
    expect(await publishArticle(ben, { id, version: 1 }, now)).toMatchObject({
      problems: [{ message: expect.stringContaining('nobody else here may approve it, so invite an editor') }],
    })
  })
})
