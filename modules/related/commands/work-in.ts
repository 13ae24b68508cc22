import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, Prisma, type Tx } from '@/lib/db'
import { tryVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { reachOf } from '../event-reach'
import { type Asked, findAsked, findExpired, findOfEarlierDays } from './find-asked'
import { type Looked, lookAgain } from './look-again'

/**
 * What one round came to. 'held': another server is at it. 'again': another transaction was in the way. 'waits': somebody
 * publishes just now, and which events come next is known when that is over.
 */
export type Round = { state: 'idle' | 'worked' | 'held' | 'again' | 'waits' } & Looked

/** Lists asked in one transaction: some tenths of a second. */
const SLICE = 50
/** Events worked in by one pass. */
const EVENTS_AT_ONCE = 500
/** Any number that nothing else in this database locks. */
const WORK_LOCK = 7_301_205
/** An idle worker says so this often. */
const BEAT_MS = 10_000
const KEPT_DAYS = 365
/** After a look at every list nobody has to know where a story was filed before. */
const UNFILED_KEPT_DAYS = 2
const ERROR_MAX_CHARACTERS = 500
const LIMITS = { isolationLevel: 'RepeatableRead', maxWait: 5_000, timeout: 25_000 } as const
const nothing: Looked = { asked: 0, changed: 0 }

/**
 * One bounded round of the worker that keeps related_shown and related_change in step with what readers see: a slice of
 * the lists that events of the audit concern, or of those whose hand-made links ended, or of those last seen on an earlier
 * London day. One server at a time; what a round did stands as a whole or not at all, so that it may be killed at any
 * moment. Throws what the engine or the database throws, after writing it down.
 */
export async function workIn(now: Date): Promise<Round> {
  if (!(await isDue(now))) return { state: 'idle', ...nothing }
  try {
    const settled = await settledEvent()
    return await db.$transaction((tx) => round(tx, settled, now), LIMITS)
  } catch (error) {
    if (isInTheWay(error)) return { state: 'again', ...nothing }
    await writeFailure(error, now)
    throw error
  }
}

/** One query by indexes, so that an idle newsroom may be asked every few seconds. Beats while nothing is due. */
async function isDue(now: Date): Promise<boolean> {
  const rows = await db.$queryRaw<{ due: boolean; beats: boolean }[]>(Prisma.sql`
    select w.audit_id < (select coalesce(max(e.id), 0) from audit_event e) or w.last_sweep_day is null or w.last_sweep_day < ${londonIsoDay(now)}::date
      or exists (select from published_pin p join related_shown s on s.article_number = p.article_number
        where p.expires_at <= ${now}::timestamptz and s.computed_at < p.expires_at)
      or exists (select from published_external_link l join related_shown s on s.article_number = l.article_number
        where l.expires_at <= ${now}::timestamptz and s.computed_at < l.expires_at) as due,
      w.heartbeat_at is null or w.heartbeat_at < ${new Date(now.getTime() - BEAT_MS)}::timestamptz as beats
    from related_work w where w.id = 1`)
  const due = rows[0]?.due ?? false
  if (!due && rows[0]?.beats)
    await db.$executeRaw(Prisma.sql`
      update related_work set heartbeat_at = ${now}::timestamptz, failures = 0
      where id = 1 and pg_try_advisory_xact_lock(${WORK_LOCK}::bigint)`)
  return due
}

/**
 * The last event before which none that changes a list can still come to light: such events are recorded under the
 * vocabulary lock, and for this moment nobody has it. An event has its number before it is committed, and others, which
 * do not need the lock, may overtake it. Null while somebody publishes; whoever publishes does not wait for this look.
 */
async function settledEvent(): Promise<bigint | null> {
  return db.$transaction(async (tx) => {
    // Two statements: what the second sees is what was committed when the lock was had.
    if (!(await tryVocabulary(tx))) return null
    return (await tx.auditEvent.aggregate({ _max: { id: true } }))._max.id ?? 0n
  })
}

type Work = { auditId: bigint; targetId: bigint; afterNumber: number; sweepAfter: number; lastSweepDay: string | null }

async function round(tx: Tx, settled: bigint | null, now: Date): Promise<Round> {
  const [held] = await tx.$queryRaw<{ mine: boolean }[]>(Prisma.sql`select pg_try_advisory_xact_lock(${WORK_LOCK}::bigint) as mine`)
  if (!held?.mine) return { state: 'held', ...nothing }
  // Locked: a rebuild writes its steps there, several a second, and each would undo the round.
  const [row] = await tx.$queryRaw<Work[]>(Prisma.sql`
    select audit_id as "auditId", target_id as "targetId", after_number as "afterNumber", sweep_after as "sweepAfter",
      last_sweep_day::text as "lastSweepDay"
    from related_work where id = 1 for update`)
  if (!row) throw new Error('related_work has no row')
  const { looked, next } =
    (await eventSlice(tx, row, settled, now)) ?? (await expirySlice(tx, row, now)) ?? (await sweepSlice(tx, row, now))
  await tx.relatedWork.update({ where: { id: 1 }, data: { ...next, heartbeatAt: now, failures: 0 }, select: { id: true } })
  return { state: settled === null && looked.asked === 0 ? 'waits' : 'worked', ...looked }
}

type Slice = { looked: Looked; next: Prisma.RelatedWorkUpdateInput }

/** The next slice of the pass over new events; null when all that are settled are worked in. */
async function eventSlice(tx: Tx, work: Work, settled: bigint | null, now: Date): Promise<Slice | null> {
  const target = work.targetId > work.auditId ? work.targetId : settled === null ? null : await newTarget(tx, work.auditId, settled)
  if (target === null) return null
  const numbers = await findAsked(tx, await askedBy(tx, work.auditId, target), work.afterNumber, SLICE, londonIsoDay(now))
  const looked = await lookAgain(tx, numbers, work.auditId, now)
  const last = numbers.at(-1)
  // Only now that every list it concerns has been asked does an event count as worked in.
  const next =
    last === undefined || numbers.length < SLICE
      ? { auditId: target, targetId: target, afterNumber: 0 }
      : { targetId: target, afterNumber: last }
  return { looked, next }
}

/** The last event of the pass to begin; null when there is none. The first pass of all asks every list once, whatever happened before. */
async function newTarget(tx: Tx, auditId: bigint, settled: bigint): Promise<bigint | null> {
  const rows = await tx.auditEvent.findMany({
    where: { id: { gt: auditId, lte: settled } },
    orderBy: { id: auditId === 0n ? 'desc' : 'asc' },
    take: auditId === 0n ? 1 : EVENTS_AT_ONCE,
    select: { id: true },
  })
  return rows.at(-1)?.id ?? null
}

async function askedBy(tx: Tx, auditId: bigint, target: bigint): Promise<Asked> {
  if (auditId === 0n) return { all: true }
  const events = await tx.auditEvent.findMany({
    where: { id: { gt: auditId, lte: target } },
    select: { kind: true, entityType: true, entityId: true, detail: true },
  })
  if (events.some((event) => reachOf(event) === 'all')) return { all: true }
  const stories = events.filter((event) => reachOf(event) === 'story')
  return { all: false, articleIds: [...new Set(stories.map((event) => event.entityId))] }
}

async function expirySlice(tx: Tx, work: Work, now: Date): Promise<Slice | null> {
  const numbers = await findExpired(tx, now, SLICE)
  return numbers.length === 0 ? null : { looked: await lookAgain(tx, numbers, work.auditId, now), next: {} }
}

/** The daily look at every list: ages count in days. */
async function sweepSlice(tx: Tx, work: Work, now: Date): Promise<Slice> {
  const day = londonIsoDay(now)
  if (work.lastSweepDay !== null && work.lastSweepDay >= day) return { looked: nothing, next: {} }
  const numbers = await findOfEarlierDays(tx, day, work.sweepAfter, SLICE)
  const looked = await lookAgain(tx, numbers, work.auditId, now)
  const last = numbers.at(-1)
  if (last !== undefined && numbers.length === SLICE) return { looked, next: { sweepAfter: last } }
  await dropOldChanges(tx, now)
  await tx.relatedUnfiled.deleteMany({ where: { at: { lt: new Date(now.getTime() - UNFILED_KEPT_DAYS * 86_400_000) } } })
  return { looked, next: { sweepAfter: 0, lastSweepDay: new Date(day) } }
}

/** Changes are kept for a year; what a story listed at first, for as long as there is the story. */
async function dropOldChanges(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  await tx.$executeRaw(Prisma.sql`
    delete from related_change where at < ${before}::timestamptz and not causes @> '[{"kind": "first"}]'::jsonb`)
}

/** The database let another transaction go first: nothing was done, and nothing is wrong. */
function isInTheWay(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  return error.code === 'P2034' || (error.code === 'P2010' && JSON.stringify(error.meta ?? {}).includes('40001'))
}

async function writeFailure(error: unknown, now: Date): Promise<void> {
  const message = (error instanceof Error ? error.message : String(error)).slice(-ERROR_MAX_CHARACTERS)
  await db.relatedWork
    .update({
      where: { id: 1 },
      data: { failures: { increment: 1 }, lastError: message, lastErrorAt: now, heartbeatAt: now },
      select: { id: true },
    })
    .catch(() => undefined) // The database is away: then there is nowhere to write it, and the heartbeat stands still.
}
