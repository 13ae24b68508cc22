/** What made a related list another one, as it is kept with the change. Pure. */
import { z } from 'zod'

/**
 * `kind` is the kind of an event of the audit (then with its number, who did it and when), or one of: 'first' (the list
 * when it was first seen), 'age' (days turned over), 'expired' (a hand-made link ended), 'unknown'.
 */
const causeSchema = z.object({
  kind: z.string(),
  auditId: z.string().optional(),
  /** The story the event was about. */
  articleNumber: z.number().int().optional(),
  /** The tag the event was about. */
  tagId: z.number().int().optional(),
  by: z.string().optional(),
  /** When, as an instant. */
  at: z.string().optional(),
})

export type Cause = z.infer<typeof causeSchema>

/** The causes as stored; none where they cannot be read. */
export function readCauses(stored: unknown): Cause[] {
  const parsed = z.array(causeSchema).safeParse(stored)
  return parsed.success ? parsed.data : []
}

/** A link to another site, as a list shows it. */
export type OutsideLink = { url: string; headline: string }
const outsideSchema = z.array(z.object({ url: z.string(), headline: z.string() }))

/** The links as stored; null where they are not known. */
export function readOutside(stored: unknown): OutsideLink[] | null {
  const parsed = outsideSchema.safeParse(stored)
  return parsed.success ? parsed.data : null
}

/** A database keeps no order of keys. */
export const sameOutside = (one: readonly OutsideLink[], other: readonly OutsideLink[]): boolean =>
  one.length === other.length && one.every(({ url, headline }, at) => url === other[at]?.url && headline === other[at]?.headline)

/** An event as a possible cause; `articleNumber` is that of its story, where it still has one. */
export type CauseEvent = {
  id: bigint
  at: Date
  kind: string
  actorName: string
  entityType: string
  entityId: string
  articleNumber: number | null
}

/** At most so many are named; the newest of a long row say most. */
const CAUSES_MAX = 8

export function causeOf(event: CauseEvent): Cause {
  return {
    kind: event.kind,
    auditId: String(event.id),
    by: event.actorName,
    at: event.at.toISOString(),
    ...(event.articleNumber === null ? {} : { articleNumber: event.articleNumber }),
    ...(event.entityType === 'tag' && Number.isSafeInteger(Number(event.entityId)) ? { tagId: Number(event.entityId) } : {}),
  }
}

/** A list that differs, and what is known of the time since it was last seen. */
export type Difference = {
  number: number
  before: readonly number[]
  after: readonly number[]
  /** Links to other sites; null: not known. */
  outsideBefore: readonly OutsideLink[] | null
  outsideAfter: readonly OutsideLink[]
  isFirst: boolean
  /** Ages counted in days since are other ones. */
  daysTurned: boolean
  linkExpired: boolean
}

/**
 * The causes of one difference: events about the story and about those listed before or after; events that reach every
 * list; the days; a link that ended. Where none of them is there, every event since: one of them had the list asked.
 */
export function causesOf<E extends CauseEvent>(
  difference: Omit<Difference, 'outsideBefore' | 'outsideAfter'>,
  events: readonly E[],
  reachesAll: (event: E) => boolean,
): Cause[] {
  const { number, before, after, isFirst, daysTurned, linkExpired } = difference
  const named = new Set([number, ...before, ...after])
  const about = events.filter((event) => event.articleNumber !== null && named.has(event.articleNumber))
  const all = events.filter(reachesAll)
  const known: Cause[] = [
    ...(isFirst ? [{ kind: 'first' }] : []),
    ...[...about, ...all].slice(-CAUSES_MAX).map(causeOf),
    ...(daysTurned ? [{ kind: 'age' }] : []),
    ...(linkExpired ? [{ kind: 'expired' }] : []),
  ]
  if (known.length > 0) return known
  const any = events.slice(-CAUSES_MAX).map(causeOf)
  return any.length > 0 ? any : [{ kind: 'unknown' }]
}
