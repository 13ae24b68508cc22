import { beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { auditCsv, listEvents } from '@/modules/audit/queries'
import { getRevision } from '@/modules/editor/queries'
import { draftArticle, liveArticle, storyInput } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { getArticleForEditing, getHistory } from '../queries'
import { compareRevisions } from '../queries/compare-revisions'
import { readLeftText } from '../queries/left-text'
import { getWorkflow } from '../queries/workflow'
import { embargoSchema, manySchema } from '../workflow-input'
import { changeMany } from './change-many'
import { curateRelated } from './curate-related'
import { deleteDraft } from './delete-draft'
import { nameAdminsWhereAllLeft } from './name-admins'
import { publishArticle } from './publish-article'
import { recordOpening } from './record-opening'
import { saveDraft } from './save-draft'
import { setEmbargo } from './set-embargo'
import { setPeople } from './set-people'
import { setReminder } from './set-reminder'
import { submitForReview } from './submit-for-review'

beforeEach(emptyDatabase)

const now = new Date()
const tomorrow = new Date(now.getTime() + 86_400_000)
const row = (id: string) => db.article.findUniqueOrThrow({ where: { id } })

async function three() {
  const [ana, ben, ada] = await Promise.all([
    makeUser({ role: 'author', name: 'Ana' }),
    makeUser({ role: 'editor', name: 'Ben' }),
    makeUser({ role: 'admin', name: 'Ada' }),
  ])
  return { ana: ana.actor, ben: ben.actor, ada: ada.actor }
}

describe('A sensitive story', () => {
  it('is open to those named on it, the one who closed it among them, and to no admin beside', async () => {
    const { ana, ben, ada } = await three()
    const { id } = await draftArticle({ actor: ana })
    expect((await setPeople(ben, { id, version: 1, sensitive: true, people: [ana.id] }, now)).ok).toBe(true)
    expect((await getWorkflow(ana, id, now)).people.map((one) => one.name)).toEqual(['Ana', 'Ben'])
    await expect(getWorkflow(ada, id, now)).rejects.toBeInstanceOf(NotFound)
    await expect(setPeople(ada, { id, version: 2, sensitive: false, people: [] }, now)).rejects.toBeInstanceOf(NotFound)
    await expect(submitForReview(ada, { id, version: 2 }, now)).rejects.toBeInstanceOf(NotFound)
    expect((await submitForReview(ana, { id, version: 2 }, now)).ok).toBe(true)
    expect((await getWorkflow(ana, id, now)).mayApproveNames).toEqual(['Ben'])
    await setPeople(ben, { id, version: 3, sensitive: true, people: [] }, now)
    await expect(getWorkflow(ana, id, now)).rejects.toBeInstanceOf(NotFound)
    expect((await setPeople(ben, { id, version: 4, sensitive: false, people: [] }, now)).ok).toBe(true)
    expect(await getWorkflow(ada, id, now)).toMatchObject({ sensitive: false, closed: null })
  })

  it('stays closed in the audit once it is deleted', async () => {
    const { ana, ben } = await three()
    const { actor: cleo } = await makeUser({ role: 'editor', name: 'Cleo' })
    const { id } = await draftArticle({ actor: ana, headline: 'What nobody may know' })
    await setPeople(ben, { id, version: 1, sensitive: true, people: [ana.id] }, now)
    const open = await draftArticle({ actor: ana, headline: 'What everybody may know' })
    await deleteDraft(ana, { id, version: 2 }, now)
    await deleteDraft(ana, { id: open.id, version: 1 }, now)
    const read = async (actor: Person) => {
      let csv = ''
      for await (const part of auditCsv(actor, {})) csv += part
      return [(await listEvents(actor, {})).events.map(({ entity }) => entity.id), csv] as const
    }
    const [[shown, csv], [own, ownCsv]] = [await read(cleo), await read(ben)]
    expect(shown).toContain(open.id)
    expect([shown.includes(id), csv.includes(id), csv.includes('What nobody')]).toEqual([false, false, false])
    expect([own.includes(id), ownCsv.includes('What nobody may know')]).toEqual([true, true])
  })

  it('is named by no sentence about another story’s list, neither while it stands nor once it is deleted', async () => {
    const { ana, ben } = await three()
    const { actor: cleo } = await makeUser({ role: 'editor', name: 'Cleo' })
    const { id: targetId } = await draftArticle({ actor: ana, headline: 'What nobody may know' })
    const { id } = await liveArticle()
    await curateRelated(ben, { id, act: { kind: 'exclude', targetId, note: '' } }, now)
    await setPeople(ben, { id: targetId, version: 1, sensitive: true, people: [ana.id] }, now)
    const read = async (actor: Person) => {
      let csv = ''
      for await (const part of auditCsv(actor, { story: id })) csv += part
      const sentences = (events: { sentence: string }[]) => events.map(({ sentence }) => sentence).join()
      return [sentences((await listEvents(actor, { story: id })).events), sentences((await getHistory(actor, id)).events), csv]
    }
    const named = expect.stringContaining('left “What nobody may know” out of its related list')
    const unnamed = expect.stringMatching(/^(?!.*What nobody).*left a story out of its related list/s)
    expect([await read(ben), await read(cleo)]).toEqual([
      [named, named, expect.stringContaining('What nobody')],
      [unnamed, unnamed, unnamed],
    ])
    await deleteDraft(ana, { id: targetId, version: 2 }, now)
    expect([await read(ben), await read(cleo)]).toEqual([
      [named, named, expect.stringContaining('What nobody')],
      [unnamed, unnamed, unnamed],
    ])
  })

  it('falls to the admins once nobody named on it has an account, and says so', async () => {
    const { ana, ben, ada } = await three()
    const { id } = await draftArticle({ actor: ana })
    await setPeople(ben, { id, version: 1, sensitive: true, people: [ana.id] }, now)
    await db.user.update({ where: { id: ana.id }, data: { active: false } })
    expect(await nameAdminsWhereAllLeft(now)).toBe(0)
    await expect(getWorkflow(ada, id, now)).rejects.toBeInstanceOf(NotFound)
    await db.user.update({ where: { id: ben.id }, data: { active: false } })
    const named = await Promise.all([nameAdminsWhereAllLeft(now), nameAdminsWhereAllLeft(now)])
    expect(named.toSorted()).toEqual([0, 1])
    expect((await getWorkflow(ada, id, now)).people.map((one) => one.name)).toEqual(['Ada'])
    const event = await db.auditEvent.findFirstOrThrow({ where: { entityId: id }, orderBy: { id: 'desc' } })
    expect(event).toMatchObject({
      kind: 'article.people-named',
      actorName: expect.stringContaining('Throughline'),
      detail: { people: ['Ada'] },
    })
    expect((await setPeople(ada, { id, version: 3, sensitive: true, people: [ana.id] }, now)).ok).toBe(false)
  })

  it('names only people who have an account', async () => {
    const { ben, ana } = await three()
    await db.user.update({ where: { id: ana.id }, data: { active: false } })
    const { id } = await draftArticle()
    expect(await setPeople(ben, { id, version: 1, sensitive: true, people: [ana.id] }, now)).toMatchObject({
      problems: [{ field: 'people' }],
    })
    expect(await row(id)).toMatchObject({ sensitive: false, version: 1 })
  })
})

describe('A save by somebody who may not open a story that the list names', () => {
  it('keeps what others decided about it: left out, and linked by hand', async () => {
    const { ana, ben } = await three()
    const [one, other] = [
      await draftArticle({ headline: 'One that is closed' }),
      await draftArticle({ headline: 'Another that is closed' }),
    ]
    const { id } = await draftArticle({
      actor: ana,
      pins: [{ headline: one.headline, targetId: one.id }],
      exclusions: [{ targetId: other.id, note: 'Never together' }],
    })
    for (const closed of [one, other]) await setPeople(ben, { id: closed.id, version: 1, sensitive: true, people: [] }, now)
    const story = await getArticleForEditing(ana, id)
    expect([story.pins.map((pin) => pin.targetId), story.exclusions]).toEqual([[null], []])
    const pins = story.pins.map(({ headline, targetId }) => ({ headline, targetId }))
    const saved = await saveDraft(
      ana,
      { id, version: 1, ...storyInput({ headline: story.headline, pins, standfirst: 'Another one.' }) },
      now,
    )
    expect(saved).toMatchObject({ value: { changed: ['standfirst'] } })
    expect(await getArticleForEditing(ben, id)).toMatchObject({
      pins: [{ targetId: one.id }],
      exclusions: [{ targetId: other.id, note: 'Never together' }],
    })
    await saveDraft(ana, { id, version: 2, ...storyInput({ headline: story.headline, standfirst: 'Another one.' }) }, now)
    expect((await getArticleForEditing(ben, id)).pins).toEqual([])
  })
})

describe('An embargo', () => {
  it('keeps the story back, closes it, and records each opening until it ends', async () => {
    const { ben, ada } = await three()
    const { id } = await draftArticle()
    await recordOpening(ben, id, now)
    await setEmbargo(ben, { id, version: 1, until: tomorrow, note: 'Agreed with the department.' }, now)
    await expect(getWorkflow(ada, id, now)).rejects.toBeInstanceOf(NotFound)
    expect(await publishArticle(ben, { id, version: 2 }, now)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringMatching(/^This story is under embargo until /) }],
    })
    await recordOpening(ben, id, now)
    await recordOpening(ben, id, new Date(now.getTime() + 30_000))
    await recordOpening(ada, id, now)
    await recordOpening(ben, id, new Date(now.getTime() + 600_000))
    expect((await getWorkflow(ben, id, now)).embargo).toMatchObject({
      until: tomorrow,
      note: 'Agreed with the department.',
      openings: [{ name: 'Ben' }, { name: 'Ben' }],
    })
    const after = new Date(tomorrow.getTime() + 1)
    expect(await getWorkflow(ada, id, after)).toMatchObject({ closed: null, embargo: { ended: true } })
    expect((await publishArticle(ben, { id, version: 2 }, after)).ok).toBe(true)
  })

  it('records whoever reads its words: in the editor, in its history, in an old version, compared', async () => {
    const { ben, ana } = await three()
    const { id } = await draftArticle()
    await setEmbargo(ben, { id, version: 1, until: tomorrow }, now)
    await setPeople(ben, { id, version: 2, sensitive: false, people: [ana.id] }, now)
    const reads = [
      () => getArticleForEditing(ana, id),
      () => getHistory(ana, id),
      () => getRevision(ana, id, 1),
      () => compareRevisions(ana, id, 1, 'newest'),
    ]
    for (const read of reads) {
      // Within a minute they would be one opening.
      await db.$executeRaw(Prisma.sql`alter table embargo_opening disable trigger embargo_opening_append_only`)
      await db.$executeRaw(Prisma.sql`update embargo_opening set at = at - interval '10 minutes'`)
      await db.$executeRaw(Prisma.sql`alter table embargo_opening enable trigger embargo_opening_append_only`)
      await read()
    }
    expect((await getWorkflow(ben, id, now)).embargo?.openings.map((one) => one.name)).toEqual(['Ana', 'Ana', 'Ana', 'Ana'])
  })

  it('records whoever reads what somebody who has left was writing', async () => {
    const { ben, ana, ada } = await three()
    const { id, input } = await draftArticle()
    await setEmbargo(ben, { id, version: 1, until: tomorrow }, now)
    await setPeople(ben, { id, version: 2, sensitive: false, people: [ana.id, ada.id] }, now)
    const left = {
      articleId: id,
      personId: ana.id,
      personName: 'Ana',
      tab: crypto.randomUUID(),
      sequence: 1,
      baseVersion: 1,
      baseRevision: 1,
    }
    await db.workingCopy.create({ data: { ...left, words: input as object, startedAt: now, changedAt: now } })
    await db.user.update({ where: { id: ana.id }, data: { active: false } })
    await readLeftText(ada, { id, personId: ana.id })
    expect((await getWorkflow(ben, id, now)).embargo?.openings.map((one) => one.name)).toEqual(['Ada'])
  })

  it('is lifted, cannot lie in the past, and holds nothing back that readers have', async () => {
    const { ben } = await three()
    const { id } = await draftArticle()
    expect(await setEmbargo(ben, { id, version: 1, until: new Date(now.getTime() - 1) }, now)).toMatchObject({
      problems: [{ field: 'time' }],
    })
    await setEmbargo(ben, { id, version: 1, until: tomorrow }, now)
    expect((await setEmbargo(ben, { id, version: 2, until: null }, now)).ok).toBe(true)
    expect(await row(id)).toMatchObject({ embargoUntil: null, embargoNote: null })
    const live = await liveArticle()
    await expect(setEmbargo(ben, { id: live.id, version: live.version, until: tomorrow }, now)).rejects.toThrow(
      'This story cannot be put under embargo. It is live, published on',
    )
  })

  it('takes a London day and time, and none to lift it', () => {
    const story = { id: crypto.randomUUID(), version: 1 }
    expect(embargoSchema.parse({ ...story, day: '2027-07-01', time: '00:01' }).until).toEqual(new Date('2027-06-30T23:01:00Z'))
    expect(embargoSchema.parse({ ...story, day: '' }).until).toBeNull()
    expect(embargoSchema.safeParse({ ...story, day: '2027-07-01' }).error?.issues).toMatchObject([{ path: ['time'] }])
  })
})

describe('A reminder', () => {
  it('is for today or later, and is taken away when it is done with', async () => {
    const { ana } = await three()
    const { id } = await draftArticle({ actor: ana })
    expect(await setReminder(ana, { id, version: 1, on: '2020-01-01' }, now)).toMatchObject({ problems: [{ field: 'on' }] })
    await setReminder(ana, { id, version: 1, on: '2999-01-01', note: 'The plan is due.' }, now)
    expect((await getWorkflow(ana, id, now)).reminder).toEqual({ on: '2999-01-01', note: 'The plan is due.', byName: 'Ana' })
    await setReminder(ana, { id, version: 2, on: null }, now)
    expect((await getWorkflow(ana, id, now)).reminder).toBeNull()
  })
})

describe('One act over many stories', () => {
  it('does what can be done, and lists the others with the reason', async () => {
    const { ana, ben, ada } = await three()
    const [good, changed, own, closed] = [
      await draftArticle({ actor: ana, headline: 'Good' }),
      await draftArticle({ actor: ana, headline: 'Changed' }),
      await draftArticle({ actor: ben, headline: 'Own' }),
      await draftArticle({ actor: ana, headline: 'Closed' }),
    ]
    await submitForReview(ana, { id: good.id, version: 1 }, now)
    await submitForReview(ana, { id: changed.id, version: 1 }, now)
    await saveDraft(ana, { id: changed.id, version: 2, ...storyInput({ headline: 'Changed', standfirst: 'Another sentence.' }) }, now)
    await submitForReview(ben, { id: own.id, version: 1 }, now)
    await setPeople(ada, { id: closed.id, version: 1, sensitive: true, people: [] }, now)
    const stories = [good, changed, own, closed].map(({ id }) => ({ id, version: 2 }))
    const outcome = await changeMany(ben, manySchema.parse({ act: 'approve', stories }), now)
    expect(outcome).toEqual({
      ok: true,
      value: {
        done: [{ id: good.id, headline: 'Good', version: 3 }],
        kept: [
          { id: changed.id, headline: 'Changed', message: expect.stringContaining('Ana changed this story') },
          { id: own.id, headline: 'Own', message: expect.stringContaining('You submitted this story') },
          { id: closed.id, headline: 'A story that is not there', message: expect.stringContaining('There is no such story') },
        ],
      },
    })
    expect((await row(changed.id)).review).toBe('submitted')
  })

  it('schedules and withdraws a selection', async () => {
    const { ben } = await three()
    const [draft, live] = [await draftArticle(), await liveArticle()]
    const known = ({ id, version }: { id: string; version: number }) => ({ id, version })
    const scheduled = await changeMany(
      ben,
      manySchema.parse({ act: 'schedule', stories: [known(draft), known(live)], day: '2999-01-01', time: '09:00' }),
      now,
    )
    expect(scheduled).toMatchObject({
      value: { done: [{ id: draft.id }], kept: [{ id: live.id, message: expect.stringContaining('Minor change') }] },
    })
    const withdrawn = await changeMany(ben, manySchema.parse({ act: 'withdraw', stories: [known(live)], reason: 'It was wrong.' }), now)
    expect(withdrawn).toMatchObject({ value: { done: [{ id: live.id }] } })
    expect((await row(live.id)).state).toBe('withdrawn')
  })
})
