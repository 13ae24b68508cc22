import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { MISSED_AFTER_SECONDS, type ScheduleState, scheduleState } from '../schedule-health'

export type ScheduleHealth = {
  state: ScheduleState
  /** Since a server last looked; null: none ever did. */
  heartbeatAgeSeconds: number | null
  /** Of the stories this person may open. */
  waiting: number
  nextAt: Date | null
  /** Missed, failed and not yet seen to. */
  late: number
  failed: number
}

/** For /admin/health. Times are the database's. */
export async function readScheduleHealth(actor: Actor): Promise<ScheduleHealth> {
  permit(actor, 'newsroom.enter')
  const [age, counts] = await Promise.all([
    readHeartbeatAge(),
    db.$queryRaw<{ waiting: number; nextAt: Date | null; late: number; failed: number }[]>(Prisma.sql`
      select count(*) filter (where s.state = 'waiting')::int as waiting,
        min(s.due_at) filter (where s.state = 'waiting') as "nextAt",
        count(*) filter (where s.state = 'waiting' and s.due_at < clock_timestamp() - ${MISSED_AFTER_SECONDS}::int * interval '1 second')::int as late,
        count(*) filter (where s.state = 'failed')::int as failed
      from schedule s join article a on a.id = s.article_id
      where s.state in ('waiting', 'failed') and ${openStoriesSql(actor)}`),
  ])
  const { waiting = 0, nextAt = null, late = 0, failed = 0 } = counts[0] ?? {}
  return { state: scheduleState({ heartbeatAgeSeconds: age, late, failed }), heartbeatAgeSeconds: age, waiting, nextAt, late, failed }
}

/** The one word strangers may know (/api/health/ready): nothing of any story. */
export async function findScheduleState(): Promise<ScheduleState> {
  const [age, [row]] = await Promise.all([
    readHeartbeatAge(),
    db.$queryRaw<{ late: number; failed: number }[]>(Prisma.sql`
      select count(*) filter (where state = 'waiting')::int as late, count(*) filter (where state = 'failed')::int as failed
      from schedule where state = 'failed'
        or (state = 'waiting' and due_at < clock_timestamp() - ${MISSED_AFTER_SECONDS}::int * interval '1 second')`),
  ])
  return scheduleState({ heartbeatAgeSeconds: age, late: row?.late ?? 0, failed: row?.failed ?? 0 })
}

async function readHeartbeatAge(): Promise<number | null> {
  const [row] = await db.$queryRaw<{ age: number | null }[]>(
    Prisma.sql`select extract(epoch from clock_timestamp() - heartbeat_at)::int as age from schedule_work where id = 1`,
  )
  return row?.age ?? null
}
