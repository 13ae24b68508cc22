import 'server-only'
import { Prisma, type Tx } from '@/lib/db'

// A story has some thirty postings: keeps one statement's work in memory.
const STORIES_AT_ONCE = 2_000

/**
 * Works out again, for these live stories, what they inherit, what they relate by and under which keys they are
 * filed, and writes what differs. Takes and gives numbers; answers those whose relating sets changed. The caller
 * holds the vocabulary lock.
 */
export async function rederiveStories(tx: Tx, numbers: readonly number[]): Promise<number[]> {
  const changed: number[] = []
  for (let at = 0; at < numbers.length; at += STORIES_AT_ONCE) {
    const batch = numbers.slice(at, at + STORIES_AT_ONCE)
    const rows = await tx.$queryRaw<{ changed: number[] }[]>(Prisma.sql`select related_rederive(${batch}::int[]) as changed`)
    changed.push(...(rows[0]?.changed ?? []))
  }
  return changed
}
