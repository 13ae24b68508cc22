import 'server-only'
import type { Tx } from '@/lib/db'
import { reachOf } from '../event-reach'

const EVENTS_AT_A_TIME = 200

/**
 * Whether no list can have changed since a forecast with this stamp was counted; where none was looked at, there is nothing to
 * ask. For whoever holds the vocabulary lock.
 */
export async function isAsSeen(tx: Tx, stamp: string | undefined): Promise<boolean> {
  return stamp === undefined || (await readListStamp(tx)) === stamp
}

/**
 * The last event that could have changed a list; "0" when there was none. Such events are recorded under the vocabulary
 * lock, so that for whoever holds it a later one has a higher number.
 */
export async function readListStamp(tx: Tx): Promise<string> {
  for (let before: bigint | null = null; ; ) {
    const events: { id: bigint; kind: string; entityType: string; detail: unknown }[] = await tx.auditEvent.findMany({
      where: before === null ? {} : { id: { lt: before } },
      orderBy: { id: 'desc' },
      take: EVENTS_AT_A_TIME,
      select: { id: true, kind: true, entityType: true, detail: true },
    })
    const last = events.find((event) => reachOf(event) !== 'none')
    if (last) return String(last.id)
    before = events.at(-1)?.id ?? null
    if (before === null) return '0'
  }
}
