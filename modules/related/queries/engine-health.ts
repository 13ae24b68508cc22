import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { type EngineState, engineStateOf } from '../engine-state'

/** More waiting events than this are not counted. */
const COUNTED_MAX = 10_000
/** A rebuild that made no step for so long was cut off. */
const REBUILD_STALE_MS = 60_000

type Row = {
  heartbeatAt: Date | null
  failures: number
  waiting: number
  oldestAt: Date | null
  checkedAt: Date | null
  disagreements: number
}

/** The state alone, without asking who wants to know: for the answer to "ready?", the alarm, and the desk. */
export async function findEngineState(now: Date): Promise<EngineState> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    select w.heartbeat_at as "heartbeatAt", w.failures, waiting.events as waiting, waiting.oldest as "oldestAt",
      coalesce(w.last_check_at, (select e.at from audit_event e order by e.id limit 1)) as "checkedAt",
      case when w.last_rebuild_at > w.last_check_at then 0 else w.disagreements end as disagreements
    from related_work w cross join lateral (
      select count(*)::int as events, min(e.at) as oldest
      from (select at from audit_event where id > w.audit_id order by id limit ${COUNTED_MAX}::int) e) waiting
    where w.id = 1`)
  const row = rows[0]
  const facts = {
    heartbeatAt: row?.heartbeatAt ?? null,
    failures: row?.failures ?? 0,
    eventsWaiting: row?.waiting ?? 0,
    oldestWaitingAt: row?.oldestAt ?? null,
    checkedAt: row?.checkedAt ?? null,
    disagreements: row?.disagreements ?? 0,
  }
  return engineStateOf(facts, now)
}

/** The same for somebody of the newsroom: the light on the desk. */
export async function readEngineState(actor: Actor, now: Date): Promise<EngineState> {
  permit(actor, 'newsroom.enter')
  return findEngineState(now)
}

export type EngineHealth = EngineState & {
  /** When a list was last written down; null before the first. */
  newestRecordAt: Date | null
  newestChangeAt: Date | null
  liveStories: number
  recordedStories: number
  /** Stories whose postings were wrong at the last check, before they were mended. */
  disagreements: number
  lastCheckAt: Date | null
  lastRebuildAt: Date | null
  failures: number
  lastError: string | null
  lastErrorAt: Date | null
  alarmSentAt: Date | null
  /** The rebuild that is under way, or was cut off; null when none is. */
  rebuild: { startedAt: Date; done: number; total: number; running: boolean } | null
}

/** How the engine and its record stand, for the page on health. */
export async function engineHealth(actor: Actor, now: Date): Promise<EngineHealth> {
  permit(actor, 'article.read')
  const [state, work, newest, change, liveStories, recordedStories] = await Promise.all([
    findEngineState(now),
    db.relatedWork.findUniqueOrThrow({ where: { id: 1 } }),
    db.relatedShown.aggregate({ _max: { computedAt: true } }),
    db.relatedChange.findFirst({ orderBy: { at: 'desc' }, select: { at: true } }),
    db.publishedArticle.count(),
    db.relatedShown.count(),
  ])
  const { disagreements, lastCheckAt, lastRebuildAt, failures, lastError, lastErrorAt, alarmSentAt } = work
  return {
    ...state,
    newestRecordAt: newest._max.computedAt,
    newestChangeAt: change?.at ?? null,
    liveStories,
    recordedStories,
    disagreements,
    lastCheckAt,
    lastRebuildAt,
    failures,
    lastError,
    lastErrorAt,
    alarmSentAt,
    rebuild: rebuildOf(work, now),
  }
}

type RebuildRow = { rebuildStartedAt: Date | null; rebuildStepAt: Date | null; rebuildDone: number; rebuildTotal: number }

function rebuildOf({ rebuildStartedAt, rebuildStepAt, rebuildDone, rebuildTotal }: RebuildRow, now: Date): EngineHealth['rebuild'] {
  if (rebuildStartedAt === null) return null
  const running = rebuildStepAt !== null && now.getTime() - rebuildStepAt.getTime() < REBUILD_STALE_MS
  return { startedAt: rebuildStartedAt, done: rebuildDone, total: rebuildTotal, running }
}
