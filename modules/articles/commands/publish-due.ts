import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict, NotAllowed, NotFound, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import { systemActor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { inTransaction, loadArticle, type StoredArticle } from './change-story'
import { publishIn } from './publish-article'
import type { How } from './schedule-story'
import type { ScheduledAct } from './waiting-times'
import { withdrawIn } from './withdraw-article'
import { changedByOthers } from './words-since'

/** Rows one look takes; the next look comes at once when there were so many. */
const TAKEN_AT_ONCE = 20
/** Any number that nothing else in this database locks with two keys. */
const SCHEDULE_LOCK = 7_302
/** Nobody sits before this work: it may wait for a change of the whole site, a little less than a transaction lasts. */
const LOCK_WAIT_MS = 15_000
const FAULT_REST_MS = 30_000

export type Looked = { due: number; done: number; failed: number; later: number }

/** Rows whose last attempt met a fault of the database, by when this server tries them again: others go first. */
const resting = new Map<string, number>()

/**
 * Does what is due by the database's clock, each in a transaction of its own that ends its row: whatever falls over in the
 * middle, a story is published once or still waits, and any number of servers may look at the same time. What keeps a story
 * from being published ends its row as failed, with the reason; a fault leaves it waiting, and it is tried again.
 */
export async function publishDue(): Promise<Looked> {
  await beat()
  const rows = await dueRows()
  const looked: Looked = { due: rows.length, done: 0, failed: 0, later: 0 }
  for (const { id, articleId } of rows) {
    looked[await attempt(id, articleId)] += 1
    await beat()
  }
  return looked
}

/** Says that somebody looks, at most every five seconds. */
async function beat(): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update schedule_work set heartbeat_at = clock_timestamp()
    where id = 1 and (heartbeat_at is null or heartbeat_at < clock_timestamp() - interval '5 seconds')`)
}

async function dueRows(): Promise<{ id: string; articleId: string }[]> {
  const now = performance.now()
  for (const [id, until] of resting) if (until < now) resting.delete(id)
  return db.$queryRaw<{ id: string; articleId: string }[]>(Prisma.sql`
    select id::text, article_id::text as "articleId" from schedule
    where state = 'waiting' and due_at <= clock_timestamp() and id <> all (${[...resting.keys()]}::uuid[])
    order by due_at, id limit ${TAKEN_AT_ONCE}::int`)
}

type Came = 'done' | 'failed' | 'later'

async function attempt(scheduleId: string, articleId: string): Promise<Came> {
  try {
    return await inTransaction((tx) => doOne(tx, scheduleId, articleId))
  } catch (error) {
    if (error instanceof Conflict || error instanceof NotAllowed || error instanceof NotFound)
      return inTransaction((tx) => fail(tx, { scheduleId, articleId, from: 'waiting' }, error.message))
    if (error instanceof NotNow) return 'later'
    resting.set(scheduleId, performance.now() + FAULT_REST_MS)
    log.error('a time could not be kept; it is tried again', { scheduleId, error: error instanceof Error ? error.message : String(error) })
    return 'later'
  }
}

/** The site is being changed as a whole: the story's turn comes. */
class NotNow extends Error {
  override name = 'NotNow'
}

type Due = { act: ScheduledAct; dueAt: Date; how: How; createdById: string | null; createdByName: string; now: Date }

async function doOne(tx: Tx, scheduleId: string, articleId: string): Promise<Came> {
  // Another server is at it, or has done it meanwhile: the next row is better use of this one's time than waiting its turn.
  const [lock] = await tx.$queryRaw<{ got: boolean }[]>(Prisma.sql`
    select case when exists (select from schedule where id = ${scheduleId}::uuid and state = 'waiting')
      then pg_try_advisory_xact_lock(${SCHEDULE_LOCK}::int, hashtext(${scheduleId})) else false end as got`)
  if (!lock?.got) return 'later'
  await lockVocabulary(tx, { waitMs: LOCK_WAIT_MS }).catch((error: unknown) => {
    throw error instanceof Conflict ? new NotNow(error.message) : error
  })
  // The story's row before the schedule's, as in every command.
  const actor = systemActor('Schedule', `schedule ${scheduleId}`)
  const article = await loadArticle(tx, actor, articleId)
  const due = await stillDue(tx, scheduleId)
  if (!due) return 'later'
  // First: what publishing cancels are the other times.
  await tx.schedule.update({ where: { id: scheduleId }, data: { state: 'done', endedAt: due.now }, select: { id: true } })
  const outcome = await act(tx, article, due, scheduleId)
  if (outcome.ok) return 'done'
  const failure = outcome.problems.map((problem) => problem.message).join('. ')
  return fail(tx, { scheduleId, articleId, from: 'done' }, failure)
}

async function stillDue(tx: Tx, scheduleId: string): Promise<Due | null> {
  const [row] = await tx.$queryRaw<Due[]>(Prisma.sql`
    select act, due_at as "dueAt", how, created_by_id::text as "createdById", created_by_name as "createdByName", clock_timestamp() as now
    from schedule where id = ${scheduleId}::uuid and state = 'waiting' and due_at <= clock_timestamp() for update`)
  return row ?? null
}

async function act(tx: Tx, { id, version, review }: StoredArticle, due: Due, scheduleId: string): Promise<Outcome<unknown>> {
  const { change, note, reason = '', urgent } = due.how
  const actor = systemActor('Schedule', `set by ${due.createdByName}, schedule ${scheduleId}`)
  if (due.act === 'withdraw') return withdrawIn(tx, actor, { id, version, reason }, due.now)
  const others = await changedByOthers(tx, { id, review }, due.how)
  if (others) return refused({ field: '', message: others })
  const input = { id, version, ...(change && { change }), ...(note && { note }), ...(urgent && { urgent }) }
  return publishIn(tx, actor, input, due.now, { id: due.createdById, name: due.createdByName })
}

type Ending = { scheduleId: string; articleId: string; from: 'waiting' | 'done' }

/**
 * Ends the row as failed, if it is as it was left (`from`: 'done' in the transaction that had ended it, else another server
 * may have done it meanwhile). The reason is for the desk, the calendar and the editors' mail.
 */
async function fail(tx: Tx, { scheduleId, articleId, from }: Ending, failure: string): Promise<Came> {
  await tx.$queryRaw(Prisma.sql`select id::text from article where id = ${articleId}::uuid for update`)
  const [row] = await tx.$queryRaw<{ act: ScheduledAct; dueAt: Date; version: number }[]>(Prisma.sql`
    update schedule s set state = 'failed', failure = ${failure}, ended_at = clock_timestamp() from article a
    where s.id = ${scheduleId}::uuid and s.state = ${from} and a.id = s.article_id
    returning s.act, s.due_at as "dueAt", a.version`)
  if (!row) return 'later'
  const actor = systemActor('Schedule', `schedule ${scheduleId}`)
  const detail = { version: row.version, act: row.act, at: row.dueAt.toISOString(), failure }
  await recordEvent(tx, actor, 'article.schedule-failed', { type: 'article', id: articleId }, detail)
  return 'failed'
}
