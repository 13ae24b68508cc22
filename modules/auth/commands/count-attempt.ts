import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { ThrottlePolicy } from '../throttle'

export type CountedAttempt = {
  /** Whether the attempt may be made. */
  allowed: boolean
  /** When the next may be made. */
  waitUntil: Date | null
  /** Refused attempts of the present wait, this one included. 0 when allowed. */
  refused: number
}

/**
 * Counts one attempt under `key` before it is made, so that a hundred at the same moment are still one after the
 * other: one statement, one row lock. An attempt during a wait is refused and does not make the wait longer.
 */
export async function countAttempt(key: string, policy: ThrottlePolicy, now: Date): Promise<CountedAttempt> {
  const { attempts, windowSeconds, firstWaitSeconds, longestWaitSeconds, rememberSeconds } = policy
  const at = Prisma.sql`${now}::timestamptz`
  const waiting = Prisma.sql`(a.blocked_until is not null and a.blocked_until > ${at})`
  const expired = Prisma.sql`(a.window_start + make_interval(secs => ${windowSeconds}::float8) <= ${at}
    and (a.blocked_until is null or a.blocked_until + make_interval(secs => ${rememberSeconds}::float8) <= ${at}))`
  const counted = Prisma.sql`(case when ${expired} then 1 else a.count + 1 end)`
  const wait = Prisma.sql`least(${longestWaitSeconds}::float8, ${firstWaitSeconds}::float8 * power(2::float8, least(${counted} - ${attempts}::int, 20)))`
  const rows = await db.$queryRaw<{ refused: number; blocked_until: Date | null }[]>(Prisma.sql`
    insert into auth_attempt as a (key, window_start, count, blocked_until, refused)
    values (${key}, ${at}, 1, null, 0)
    on conflict (key) do update set
      window_start = case when not ${waiting} and ${expired} then ${at} else a.window_start end,
      count = case when ${waiting} then a.count else ${counted} end,
      blocked_until = case when ${waiting} then a.blocked_until
        when ${counted} >= ${attempts}::int then ${at} + make_interval(secs => ${wait}) end,
      refused = case when ${waiting} then a.refused + 1 else 0 end
    returning refused, blocked_until`)
  const row = rows[0]
  if (!row) throw new Error('Counting an attempt gave no row')
  return { allowed: row.refused === 0, waitUntil: row.blocked_until, refused: row.refused }
}

/** After a right password: the account starts afresh, and the peer's count forgets this attempt. */
export async function forgiveAttempts(account: string, address: string): Promise<void> {
  await forgetAttempts(account)
  await forgiveAttempt(address)
}

/** One attempt of a peer that came to a good end is not counted. */
export async function forgiveAttempt(address: string): Promise<void> {
  await db.$executeRaw(
    Prisma.sql`update auth_attempt set count = greatest(count - 1, 0), blocked_until = null where key = ${address} and refused = 0`,
  )
}

/** After a right code: the count starts afresh. */
export async function forgetAttempts(key: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`delete from auth_attempt where key = ${key}`)
}

/** Drops counters that no longer decide anything. */
export async function dropOldAttempts(now: Date): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    delete from auth_attempt where greatest(window_start, coalesce(blocked_until, window_start)) < ${now}::timestamptz - interval '1 day'`)
}
