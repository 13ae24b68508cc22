import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { londonIsoDay } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import { NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { listStories } from '@/modules/editor/queries/story-list'
import { readStoryFilter } from '@/modules/editor/story-filter'
import { draftArticle, liveArticle, storyInput } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { findPublishedStory } from '../published'
import { readCalendar } from '../queries/calendar'
import { findScheduleState, readScheduleHealth } from '../queries/schedule-health'
import { countTimesSetBy } from '../queries/times-of-person'
import { getWorkflow } from '../queries/workflow'
import { scheduleSchema } from '../workflow-input'
import { approveStory } from './approve-story'
import { moveSchedule } from './move-schedule'
import { publishArticle } from './publish-article'
import { publishDue } from './publish-due'
import { retagStory } from './retag-story'
import { retrySchedule } from './retry-schedule'
import { saveDraft } from './save-draft'
import { scheduleStory } from './schedule-story'
import { setEmbargo } from './set-embargo'
import { submitForReview } from './submit-for-review'
import { unscheduleStory } from './unschedule-story'
import { watchSchedules } from './watch-schedules'
import { withdrawArticle } from './withdraw-article'

// Settings are read once a process.
const folder = mkdtempSync(join(tmpdir(), 'throughline-mail-'))
vi.stubEnv('MAIL_TRANSPORT', `file:${folder}`)
/** Folded headers and soft line breaks undone. */
const mails = () =>
  readdirSync(folder).map((name) =>
    readFileSync(join(folder, name), 'utf8')
      .replaceAll('=\r\n', '')
      .replaceAll(/\r\n[ \t]/g, ' '),
  )

beforeEach(async () => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  await emptyDatabase()
})
afterAll(() => rmSync(folder, { recursive: true }))

const now = new Date()
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const soon = inMinutes(10)
const required = () => db.newsroomSettings.update({ where: { id: 1 }, data: { secondReader: 'required' } })
const row = (id: string) => db.article.findUniqueOrThrow({ where: { id } })
const times = (articleId: string) => db.schedule.findMany({ where: { articleId }, orderBy: [{ createdAt: 'asc' }, { act: 'asc' }] })
/** The time comes, some seconds ago. */
const comes = (articleId: string, secondsAgo = 1) =>
  db.$executeRaw(
    Prisma.sql`update schedule set due_at = clock_timestamp() - ${secondsAgo}::int * interval '1 second' where article_id = ${articleId}::uuid`,
  )
const toPublish = (actor: Person, story: { id: string; version: number }, at = soon) =>
  scheduleStory(actor, { ...story, act: 'publish', at }, now)

describe('A time to publish', () => {
  it('is set, shown as the story’s stage, and comes: readers have the story, once', async () => {
    const { actor } = await makeUser({ name: 'Ben' })
    const story = await draftArticle()
    expect(await toPublish(actor, story)).toMatchObject({ ok: true, value: { version: 2, at: soon } })
    expect(await getWorkflow(actor, story.id, now)).toMatchObject({
      stage: 'scheduled',
      schedules: [{ act: 'publish', dueAt: soon, state: 'waiting', createdByName: 'Ben' }],
    })
    expect(await publishDue()).toMatchObject({ due: 0, done: 0 })
    expect((await row(story.id)).state).toBe('draft')
    await comes(story.id)
    expect(await publishDue()).toEqual({ due: 1, done: 1, failed: 0, later: 0 })
    expect(await publishDue()).toMatchObject({ due: 0 })
    expect(await findPublishedStory(story.slug)).toMatchObject({ state: 'live' })
    const [time] = await times(story.id)
    expect(time?.state).toBe('done')
    expect(time?.endedAt?.getTime()).toBeGreaterThanOrEqual(time?.dueAt.getTime() ?? Number.POSITIVE_INFINITY)
    const events = await db.auditEvent.findMany({ where: { entityId: story.id, kind: 'article.published' } })
    expect(events).toMatchObject([
      { actorName: 'Schedule', detail: { unreviewed: true, reason_of_system: expect.stringContaining('set by Ben') } },
    ])
    // Whoever set the time answers for it.
    expect((await row(story.id)).publishedById).toBe(actor.id)
  })

  it('publishes the newest words: editing a scheduled story keeps its time', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await toPublish(actor, story)
    await saveDraft(actor, { id: story.id, version: 2, ...storyInput({ headline: 'The newest words' }) }, now)
    await comes(story.id)
    expect(await publishDue()).toMatchObject({ done: 1 })
    expect(await db.publishedArticle.findFirst()).toMatchObject({ headline: 'The newest words' })
  })

  it('is no way to publish for an author: what one changed afterwards waits until an editor has saved over it, or decides anew', async () => {
    const [{ actor: ana }, { actor: ben }] = [await makeUser({ role: 'author', name: 'Ana' }), await makeUser({ name: 'Ben' })]
    const story = await draftArticle({ actor: ana })
    const { id } = story
    const words = (headline: string) => storyInput({ headline })
    await toPublish(ben, story)
    await saveDraft(ana, { id, version: 2, ...words('Nobody has read this') }, now)
    await retagStory(ben, { id, add: [(await makeTag({ label: 'One' })).slug], remove: [] }, now)
    await comes(id)
    expect(await publishDue()).toMatchObject({ done: 0, failed: 1 })
    expect(await db.publishedArticle.count()).toBe(0)
    expect((await times(id))[0]?.failure).toContain('Ana, who may not publish, has changed this story since the time was set')
    const [failed] = await times(id)
    const at = (await row(id)).version
    expect((await moveSchedule(ben, { id, version: at, scheduleId: failed?.id ?? '', at: soon }, now)).ok).toBe(true)
    await saveDraft(ana, { id, version: at + 1, ...words('Changed once more') }, now)
    await saveDraft(ben, { id, version: at + 2, ...words('Changed once more, and read by an editor') }, now)
    await comes(id)
    expect(await publishDue()).toMatchObject({ done: 1, failed: 0 })
    expect(await db.publishedArticle.findFirst()).toMatchObject({ headline: 'Changed once more, and read by an editor' })
  })

  it('says while it waits what would keep it back, and that it is somebody’s who has left', async () => {
    const [{ actor: ana }, { actor: ben }, { actor: cleo }] = [
      await makeUser({ role: 'author', name: 'Ana' }),
      await makeUser({ name: 'Ben' }),
      await makeUser({ name: 'Cleo' }),
    ]
    const story = await draftArticle({ actor: ana })
    const { id } = story
    await toPublish(ben, story)
    const shown = async () => (await getWorkflow(cleo, id, now)).schedules[0]
    expect(await shown()).toMatchObject({ setterLeft: false, held: null })
    await saveDraft(ana, { id, version: 2, ...storyInput({ headline: 'Nobody has read this' }) }, now)
    await db.user.update({ where: { id: ben.id }, data: { active: false } })
    expect(await shown()).toMatchObject({ setterLeft: true, held: expect.stringContaining('Ana, who may not publish, has changed') })
    const left = async () => (await listStories(cleo, readStoryFilter({ show: 'left-times' }), now)).items.map((one) => one.id)
    expect([await left(), await countTimesSetBy(cleo, ben.id, now)]).toEqual([[id], 1])
    // Taken over at the same time: it is Cleo’s, and so is the decision about the words.
    await moveSchedule(cleo, { id, version: 3, scheduleId: (await shown())?.id ?? '', at: soon }, now)
    expect(await shown()).toMatchObject({ setterLeft: false, held: null, createdByName: 'Cleo' })
    expect([await left(), await countTimesSetBy(cleo, ben.id, now)]).toEqual([[], 0])
    await db.user.update({ where: { id: cleo.id }, data: { active: false } })
    const day = londonIsoDay(soon)
    expect(await readCalendar(cleo, { from: day, to: day }, now)).toMatchObject([{ byName: 'Cleo, who has left' }])
    await required()
    expect(await shown()).toMatchObject({ held: 'a second person has to approve the newest words' })
    await db.article.update({ where: { id }, data: { sensitive: true } })
    expect(await countTimesSetBy(ben, cleo.id, now)).toBe(0)
  })

  it('is cancelled when somebody publishes first, and when the story is withdrawn', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await toPublish(actor, story)
    await scheduleStory(actor, { id: story.id, version: 2, act: 'withdraw', at: inMinutes(20), reason: 'It is over.' }, now)
    await publishArticle(actor, { id: story.id, version: 3 }, now)
    expect((await times(story.id)).map(({ act, state }) => [act, state])).toEqual([
      ['publish', 'cancelled'],
      ['withdraw', 'waiting'],
    ])
    await withdrawArticle(actor, { id: story.id, version: 4, reason: 'It was wrong.' }, now)
    expect((await times(story.id)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
    await comes(story.id)
    expect(await publishDue()).toMatchObject({ due: 0 })
  })

  it('is moved and not doubled, and carries the version it was decided on', async () => {
    const { actor } = await makeUser({ name: 'Ben' })
    const story = await draftArticle()
    await toPublish(actor, story)
    await expect(toPublish(actor, story, inMinutes(30))).rejects.toThrow('Ben changed this story')
    expect((await toPublish(actor, { id: story.id, version: 2 }, inMinutes(30))).ok).toBe(true)
    const [time, ...others] = await times(story.id)
    expect([time?.dueAt, others]).toEqual([inMinutes(30), []])
    const moved = { id: story.id, version: 3, scheduleId: time?.id ?? '', at: inMinutes(40) }
    expect(await moveSchedule(actor, moved, now)).toMatchObject({ ok: true, value: { version: 4, at: inMinutes(40) } })
    await expect(unscheduleStory(actor, { id: story.id, version: 3, act: 'publish' }, now)).rejects.toThrow('Ben changed this story')
    expect((await unscheduleStory(actor, { id: story.id, version: 4, act: 'publish' }, now)).ok).toBe(true)
    expect((await times(story.id)).map(({ state }) => state)).toEqual(['cancelled'])
    await expect(unscheduleStory(actor, { id: story.id, version: 5, act: 'publish' }, now)).rejects.toThrow('No time is set')
    await expect(moveSchedule(actor, { ...moved, version: 5 }, now)).rejects.toThrow('This time is no longer set')
  })

  it('is refused when it is past, where the story could not be published, and to those who may not publish', async () => {
    const { actor } = await makeUser()
    const author = await makeUser({ role: 'author' })
    const story = await draftArticle({ actor: author.actor, headline: '' })
    await expect(toPublish(author.actor, story)).rejects.toBeInstanceOf(NotAllowed)
    expect(await toPublish(actor, story, inMinutes(-1))).toMatchObject({
      problems: [{ field: 'time', message: 'Enter a time that is still to come' }],
    })
    expect(await toPublish(actor, story)).toMatchObject({ problems: [{ field: 'headline' }] })
    const live = await liveArticle()
    expect(await toPublish(actor, live)).toMatchObject({ problems: [{ field: 'change' }] })
    expect(await times(story.id)).toEqual([])
  })

  it('tells readers what was agreed when it was set, of changes of a live story', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle()
    await saveDraft(actor, { id: story.id, version: story.version, ...story.input, standfirst: 'Another sentence.' }, now)
    const told = { change: 'told', note: 'The date of the visit was added.' } as const
    await scheduleStory(actor, { id: story.id, version: story.version + 1, act: 'publish', at: soon, ...told }, now)
    await comes(story.id)
    expect(await publishDue()).toMatchObject({ done: 1 })
    expect(await findPublishedStory(story.slug)).toMatchObject({ story: { readersToldNote: 'The date of the visit was added.' } })
  })

  it.each([
    ['2027-03-28', '01:30', 'time', 'does not exist'],
    ['2027-10-31', '01:30', 'which', 'comes twice'],
    ['2027-02-30', '09:00', 'day', 'Enter a day like'],
    ['2027-02-03', 'nine', 'time', 'Enter a time like'],
  ])('%s at %s is asked about at the field “%s”', (day, time, field, words) => {
    const read = scheduleSchema.safeParse({ id: crypto.randomUUID(), version: 1, act: 'publish', day, time })
    expect(read.error?.issues).toMatchObject([{ path: [field], message: expect.stringContaining(words) }])
  })

  it('of the autumn hour is the one that was chosen', () => {
    const read = scheduleSchema.parse({
      id: crypto.randomUUID(),
      version: '1',
      act: 'publish',
      day: '2027-10-31',
      time: '01:30',
      which: 'second',
    })
    expect(read).toMatchObject({ version: 1, at: new Date('2027-10-31T01:30:00Z') })
  })
})

describe('A time to withdraw', () => {
  it('comes after the one to publish, and leaves the reason to readers', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    const withdraw = { id: story.id, act: 'withdraw', reason: 'The consultation is over.' } as const
    expect(await scheduleStory(actor, { ...withdraw, version: 1, at: inMinutes(20) }, now)).toMatchObject({
      problems: [{ message: 'Set the time it is published first' }],
    })
    await toPublish(actor, story)
    expect(await scheduleStory(actor, { ...withdraw, version: 2, at: inMinutes(5) }, now)).toMatchObject({ ok: false })
    expect((await scheduleStory(actor, { ...withdraw, version: 2, at: inMinutes(20) }, now)).ok).toBe(true)
    await db.$executeRaw(
      Prisma.sql`update schedule set due_at = clock_timestamp() - case act when 'publish' then interval '2 seconds' else interval '1 second' end`,
    )
    expect(await publishDue()).toMatchObject({ done: 2 })
    expect(await findPublishedStory(story.slug)).toMatchObject({ state: 'gone', reason: 'The consultation is over.' })
  })

  it('needs a reason', async () => {
    const { actor } = await makeUser()
    const { id, version } = await liveArticle()
    expect(await scheduleStory(actor, { id, version, act: 'withdraw', at: soon }, now)).toMatchObject({ problems: [{ field: 'reason' }] })
  })
})

describe('A time that cannot be kept', () => {
  it('fails with the reason where the approval lapsed, and is put right by a press', async () => {
    const ana = (await makeUser({ role: 'author', name: 'Ana' })).actor
    const ben = (await makeUser({ name: 'Ben' })).actor
    await required()
    const { id } = await draftArticle({ actor: ana })
    expect(await toPublish(ben, { id, version: 1 })).toMatchObject({ problems: [{ field: 'urgent' }] })
    await submitForReview(ana, { id, version: 1 }, now)
    await approveStory(ben, { id, version: 2 }, now)
    await toPublish(ben, { id, version: 3 })
    await saveDraft(ana, { id, version: 4, ...storyInput({ headline: 'Changed after the approval' }) }, now)
    await comes(id)
    expect(await publishDue()).toMatchObject({ failed: 1 })
    expect(await publishDue()).toMatchObject({ due: 0 })
    const workflow = await getWorkflow(ben, id, now)
    expect(workflow.schedules).toMatchObject([
      { state: 'failed', failure: expect.stringContaining('A second person has to approve this story') },
    ])
    expect((await row(id)).state).toBe('draft')
    const put = { id, version: workflow.version, scheduleId: workflow.schedules[0]?.id ?? '' }
    expect(await retrySchedule(ben, put, now)).toMatchObject({ ok: false, problems: [{ field: 'urgent' }] })
    expect((await retrySchedule(ben, { ...put, urgent: 'The result is out.' }, now)).ok).toBe(true)
    expect(await row(id)).toMatchObject({ state: 'live', urgentReason: 'The result is out.' })
    expect((await times(id)).map(({ state, failure }) => [state, failure !== null])).toEqual([['cancelled', true]])
  })

  it('is refused before the end of an embargo, in whichever order the two are set', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await setEmbargo(actor, { id: story.id, version: 1, until: soon }, now)
    expect(await toPublish(actor, { id: story.id, version: 2 }, inMinutes(9))).toMatchObject({
      problems: [{ message: expect.stringContaining('under embargo until') }],
    })
    expect((await toPublish(actor, { id: story.id, version: 2 }, soon)).ok).toBe(true)
    expect(await setEmbargo(actor, { id: story.id, version: 3, until: inMinutes(11) }, now)).toMatchObject({
      problems: [{ message: expect.stringContaining('before this embargo ends') }],
    })
    // By hand, past the commands: the time itself asks again.
    await comes(story.id)
    expect(await publishDue()).toMatchObject({ failed: 1 })
    expect((await times(story.id))[0]?.failure).toContain('under embargo until')
  })

  it('holds up no other', async () => {
    const { actor } = await makeUser()
    const [empty, good] = [await draftArticle(), await draftArticle()]
    await toPublish(actor, empty)
    await toPublish(actor, good)
    await saveDraft(actor, { id: empty.id, version: 2, ...storyInput({ headline: '' }) }, now)
    await Promise.all([comes(empty.id, 5), comes(good.id)])
    expect(await publishDue()).toEqual({ due: 2, done: 1, failed: 1, later: 0 })
    expect((await times(empty.id))[0]?.failure).toBe('Enter a headline')
  })
})

describe('Two servers that look at once', () => {
  it('wait at most a minute for one whose machine died while it held the locks', async () => {
    const [row] = await db.$queryRaw<{ limit: string }[]>(
      Prisma.sql`select current_setting('idle_in_transaction_session_timeout') as limit`,
    )
    expect(row?.limit).toBe('1min')
  })

  it('publish each story once', async () => {
    const { actor } = await makeUser()
    const stories = await Promise.all(Array.from({ length: 8 }, () => draftArticle()))
    for (const story of stories) await toPublish(actor, story)
    await db.$executeRaw(Prisma.sql`update schedule set due_at = clock_timestamp() - interval '1 second'`)
    const looks = await Promise.all([publishDue(), publishDue(), publishDue()])
    expect(looks.reduce((sum, look) => sum + look.done, 0)).toBe(8)
    expect(await db.auditEvent.count({ where: { kind: 'article.published' } })).toBe(8)
    expect(await db.publishedArticle.count()).toBe(8)
  })
})

describe('What was not done at its time', () => {
  it('is told to editors by mail, once, with the reason', async () => {
    const { actor, email } = await makeUser()
    await makeUser({ role: 'author' })
    const story = await draftArticle({ headline: 'A plan for the borough' })
    await toPublish(actor, story)
    await saveDraft(actor, { id: story.id, version: 2, ...storyInput({ headline: 'A plan', body: [] }) }, now)
    await comes(story.id)
    await publishDue()
    expect(await Promise.all([watchSchedules('https://news.example', now), watchSchedules('https://news.example', now)])).toContain(1)
    expect(await watchSchedules('https://news.example', now)).toBe(0)
    expect(mails()).toEqual([expect.stringContaining('A story could not be published by itself')])
    expect(mails()[0]).toContain(email)
    expect(mails()[0]).toContain('Write the story')
  })

  it('is told all the same when the server that noticed first died before anybody heard', async () => {
    const { actor } = await makeUser()
    const stories = [await draftArticle(), await draftArticle()]
    for (const story of stories) {
      await toPublish(actor, story)
      await comes(story.id, 50)
    }
    const first = stories[0]?.id ?? ''
    const telling = (seconds: number) =>
      db.$executeRaw(
        Prisma.sql`update schedule set tell_after = clock_timestamp() + ${seconds}::int * interval '1 second' where article_id = ${first}::uuid`,
      )
    await telling(60)
    expect(await watchSchedules('https://news.example', now), 'the other one').toBe(1)
    expect(await watchSchedules('https://news.example', now)).toBe(0)
    await telling(-1)
    expect(await watchSchedules('https://news.example', now)).toBe(1)
    expect(await watchSchedules('https://news.example', now)).toBe(0)
    expect(mails()).toHaveLength(2)
  })

  it('is told again of the time that was set while it was told of the first', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await toPublish(actor, story)
    await comes(story.id, 50)
    const [first] = await times(story.id)
    const claimed = async () => (await times(story.id))[0]?.tellAfter !== null
    // Whoever tells has to know the editors: until then the mail waits.
    const told = await db.$transaction(
      async (tx) => {
        await tx.$executeRaw(Prisma.sql`lock table user_account in access exclusive mode`)
        const telling = watchSchedules('https://news.example', now)
        await expect.poll(claimed).toBe(true)
        const again = { dueAt: soon, toldAt: null, tellAfter: null }
        await tx.schedule.update({ where: { id: first?.id ?? '' }, data: again, select: { id: true } })
        return { telling }
      },
      { timeout: 20_000 },
    )
    expect(await told.telling).toBe(1)
    await comes(story.id, 50)
    expect(await watchSchedules('https://news.example', now), 'the second').toBe(1)
    expect(mails()).toHaveLength(2)
  })

  it('is missed when nobody does it for most of a minute, and said in the health answers', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await toPublish(actor, story)
    await comes(story.id, 40)
    expect(await watchSchedules('https://news.example', now)).toBe(0)
    await comes(story.id, 50)
    expect(await watchSchedules('https://news.example', now)).toBe(1)
    expect(mails()).toEqual([expect.stringContaining('A story was not published at its time')])
    expect(await readScheduleHealth(actor)).toMatchObject({ state: 'stopped', heartbeatAgeSeconds: null, waiting: 1, late: 1, failed: 0 })
    await publishDue()
    expect(await readScheduleHealth(actor)).toMatchObject({ state: 'ok', waiting: 0, late: 0 })
    expect(await findScheduleState()).toBe('ok')
    await db.$executeRaw(Prisma.sql`update schedule_work set heartbeat_at = clock_timestamp() - interval '70 seconds'`)
    expect(await findScheduleState()).toBe('stopped')
  })

  it('is told of a legally sensitive story without a word of it', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle({ headline: 'What a court may say' })
    await toPublish(actor, story)
    await db.article.update({ where: { id: story.id }, data: { legallySensitive: true } })
    await comes(story.id, 50)
    await watchSchedules('https://news.example', now)
    expect(mails()).toEqual([expect.not.stringContaining('court may say')])
  })

  it('is told of such a story without what kept it back, which quotes it', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await toPublish(actor, story)
    const body = {
      type: 'doc' as const,
      content: [{ type: 'paragraph' as const, content: [{ type: 'fact' as const, attrs: { slug: 'the-accused' } }] }],
    }
    await saveDraft(actor, { id: story.id, version: 2, ...storyInput({ body }) }, now)
    await db.article.update({ where: { id: story.id }, data: { legallySensitive: true } })
    await comes(story.id)
    await publishDue()
    expect((await times(story.id))[0]?.failure).toContain('accused')
    await watchSchedules('https://news.example', now)
    expect(mails()).toEqual([expect.not.stringContaining('accused')])
    expect(mails()[0]).toContain('Open the story to see why')
  })

  it('is said in the health answers when it failed, until somebody has seen to it', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await toPublish(actor, story)
    await saveDraft(actor, { id: story.id, version: 2, ...storyInput({ headline: '' }) }, now)
    await comes(story.id)
    await publishDue()
    expect(await findScheduleState()).toBe('failed')
    expect(await readScheduleHealth(actor)).toMatchObject({ state: 'failed', waiting: 0, late: 0, failed: 1 })
    const { version } = await row(story.id)
    await unscheduleStory(actor, { id: story.id, version, act: 'publish' }, now)
    expect(await findScheduleState()).toBe('ok')
    expect(await readScheduleHealth(actor)).toMatchObject({ state: 'ok', failed: 0 })
  })

  it('is told of a closed story to nobody but those named on it', async () => {
    const [named, other] = [await makeUser({ name: 'Named' }), await makeUser({ role: 'admin', name: 'Other' })]
    const story = await draftArticle({ headline: 'What nobody may know' })
    await toPublish(named.actor, story)
    await db.article.update({ where: { id: story.id }, data: { sensitive: true } })
    await db.articlePerson.create({ data: { articleId: story.id, personId: named.id, addedBy: 'Named' } })
    await comes(story.id, 50)
    await watchSchedules('https://news.example', now)
    expect(mails()).toEqual([expect.stringContaining(named.email)])
    expect(mails()[0]).not.toContain('nobody may know')
    expect(await readScheduleHealth(other.actor)).toMatchObject({ waiting: 0, late: 0 })
    expect(await readScheduleHealth(named.actor)).toMatchObject({ waiting: 1, late: 1 })
  })
})
