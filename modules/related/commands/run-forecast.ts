import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, Prisma, type Tx } from '@/lib/db'
import { type Outcome, refused } from '@/lib/errors'
import { NoRoom, turns } from '@/lib/turns'
import { isVocabularyAwaited, lockVocabulary, type WideChange } from '@/modules/tags/commands/publish-vocabulary'
import { changedList, type Forecast, type LinkRef } from '../forecast'
import { listsOf } from '../lists'
import type { RelatedLink } from '../views'
import { workerIsInStep } from './find-concerned'
import { readListStamp } from './read-list-stamp'

/** Lists worked out at most for one forecast, before and after: some three seconds' work. */
export const LISTS_ASKED_MAX = 1_500
/** Lists worked out before looking whether somebody waits to publish: some tenths of a second. */
const LISTS_AT_ONCE = 100
const LIMITS = { maxWait: 10_000, timeout: 120_000 }
/**
 * A forecast has a connection of the newsroom's few for as long as it waits: on this server one works at a time, and few
 * wait, before they have one.
 */
const WAITING_MOST = 4
const inTurn = turns(1, WAITING_MOST)
const BUSY = 'Several forecasts are being worked out. Try again in a moment'
/** One forecast at a time, of all servers: to one another they would look like publications that wait. Any number that nothing else in this database locks. */
const FORECAST_LOCK = 7_301_206

/** Thrown to take everything back; it carries nothing, what was seen is kept outside. */
class TakenBack extends Error {}

/** What changes, and whose lists it may touch: asked before the change and again after it. Numbers of live stories. */
export type ForecastPlan = {
  /** The story changed; null where it is not one story. */
  number: (tx: Tx) => Promise<number | null>
  change: (tx: Tx) => Promise<Outcome<unknown>>
  concerned: (tx: Tx, inStep: boolean) => Promise<number[]>
  /** Lists worked out at most; LISTS_ASKED_MAX unless said. */
  atMost?: number
  /** Lists worked out between two looks at who waits; LISTS_AT_ONCE unless said. */
  atOnce?: number
  /** What those that wait to publish are told, where the change itself may take seconds. */
  says?: WideChange
}

/**
 * Works out what a change does to the lists of live stories: the engine's answer before it and after it, in one
 * transaction that is always taken back. Nothing is written, expired or recorded. A publication that comes meanwhile does
 * not wait for the whole: then only the lists worked out so far are in the answer, and `all` is false.
 * Answers the problems the change itself is refused with; throws what it throws.
 */
export async function runForecast(
  { number: numberOf, change, concerned, atMost = LISTS_ASKED_MAX, atOnce = LISTS_AT_ONCE, says }: ForecastPlan,
  now: Date,
): Promise<Outcome<Forecast>> {
  let seen: Outcome<Forecast> | undefined
  const work = async (tx: Tx) => {
    await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(${FORECAST_LOCK}::bigint)::text`)
    await lockVocabulary(tx, { says })
    const stamp = await readListStamp(tx)
    const inStep = await workerIsInStep(tx)
    const first = await concerned(tx, inStep)
    await tx.$executeRaw(Prisma.sql`savepoint before_the_change`)
    const outcome = await change(tx)
    if (!outcome.ok) {
      seen = outcome
      throw new TakenBack()
    }
    const number = await numberOf(tx)
    const every = [...new Set([...first, ...(await concerned(tx, inStep))])].filter((one) => one !== number)
    const own = number === null ? [] : [number]
    const after = await refsOf(tx, own, every.slice(0, atMost), { atOnce, now })
    await tx.$executeRaw(Prisma.sql`rollback to savepoint before_the_change`)
    const same = inStep ? await sameAsShown(tx, after, now) : new Set<number>()
    const unsure = after.asked.filter((one) => !same.has(one))
    const before = await refsOf(tx, own, unsure, { atOnce, now })
    const asked = before.asked
    const changed = asked.flatMap((one) => {
      const [was, is] = [before.lists.get(one), after.lists.get(one)]
      // A story that is live only before or only after is not another story's list that changes.
      return was && is ? (changedList(was.story, was.links, is.links) ?? []) : []
    })
    seen = {
      ok: true,
      value: {
        number,
        own: number === null ? null : { before: before.lists.get(number)?.links ?? [], after: after.lists.get(number)?.links ?? [] },
        changed: changed.sort(
          (a, b) => Number(b.gains.length + b.loses.length > 0) - Number(a.gains.length + a.loses.length > 0) || b.number - a.number,
        ),
        counted: same.size + asked.length,
        all: same.size + asked.length === every.length,
        stamp,
      },
    }
    throw new TakenBack()
  }
  try {
    await inTurn(() => db.$transaction(work, LIMITS))
  } catch (error) {
    if (error instanceof NoRoom) return refused({ field: '', message: BUSY })
    if (!(error instanceof TakenBack)) throw error
  }
  if (!seen) throw new Error('a forecast ended without an answer')
  return seen
}

type Listed = { story: { number: number; slug: string; headline: string }; links: LinkRef[] }

/** The lists of `own` and of these stories, as far as nobody waits to publish; `asked` are those it came to. */
async function refsOf(
  tx: Tx,
  own: readonly number[],
  wanted: readonly number[],
  { atOnce, now }: { atOnce: number; now: Date },
): Promise<{ lists: Map<number, Listed>; asked: number[] }> {
  const lists = await refsAtOnce(tx, own, now)
  let at = 0
  while (at < wanted.length && (at === 0 || !(await isVocabularyAwaited(tx)))) {
    for (const [number, listed] of await refsAtOnce(tx, wanted.slice(at, at + atOnce), now)) lists.set(number, listed)
    at += atOnce
  }
  return { lists, asked: wanted.slice(0, at) }
}

/**
 * Those whose list after the change is the one that the record, which is in step, holds of today: nothing changes under
 * them, and what was before need not be worked out.
 */
async function sameAsShown(tx: Tx, { lists, asked }: { lists: Map<number, Listed>; asked: number[] }, now: Date): Promise<Set<number>> {
  const shown = await tx.relatedShown.findMany({
    where: { articleNumber: { in: asked }, day: new Date(londonIsoDay(now)) },
    select: { articleNumber: true, links: true },
  })
  const numbersOf = (one: number) => lists.get(one)?.links.flatMap((link) => link.number ?? [])
  return new Set(shown.flatMap(({ articleNumber, links }) => (numbersOf(articleNumber)?.join() === links.join() ? articleNumber : [])))
}

async function refsAtOnce(tx: Tx, numbers: readonly number[], now: Date): Promise<Map<number, Listed>> {
  if (numbers.length === 0) return new Map()
  const lists = await listsOf(tx, numbers, now)
  const rows = await tx.publishedArticle.findMany({
    where: { number: { in: [...numbers] } },
    select: { number: true, slug: true, headline: true },
  })
  return new Map(rows.map((story) => [story.number, { story, links: (lists.get(story.number)?.list ?? []).map(refOf) }]))
}

export const refOf = (link: RelatedLink): LinkRef =>
  link.kind === 'external'
    ? { number: null, slug: null, url: link.url, headline: link.headline }
    : { number: link.number, slug: link.slug, url: null, headline: link.headline }
