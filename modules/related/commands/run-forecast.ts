import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import type { Outcome } from '@/lib/errors'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { changedList, type Forecast, type LinkRef } from '../forecast'
import { listsOf } from '../lists'
import type { RelatedLink } from '../views'
import { workerIsInStep } from './find-concerned'
import { readListStamp } from './read-list-stamp'

/** Lists worked out at most for one forecast, before and after: some three seconds' work. */
export const LISTS_ASKED_MAX = 1_500
const LIMITS = { maxWait: 10_000, timeout: 120_000 }

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
}

/**
 * Works out what a change does to the lists of live stories: the engine's answer before it and after it, in one
 * transaction that is always taken back. Nothing is written, expired or recorded. Other publications wait meanwhile.
 * Answers the problems the change itself is refused with; throws what it throws.
 */
export async function runForecast(
  { number: numberOf, change, concerned, atMost = LISTS_ASKED_MAX }: ForecastPlan,
  now: Date,
): Promise<Outcome<Forecast>> {
  let seen: Outcome<Forecast> | undefined
  const work = async (tx: Tx) => {
    await lockVocabulary(tx)
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
    const asked = every.slice(0, atMost)
    const own = number === null ? [] : [number]
    const after = await refsOf(tx, [...own, ...asked], now)
    await tx.$executeRaw(Prisma.sql`rollback to savepoint before_the_change`)
    const before = await refsOf(tx, [...own, ...asked], now)
    const changed = asked.flatMap((one) => {
      const [was, is] = [before.get(one), after.get(one)]
      // A story that is live only before or only after is not another story's list that changes.
      return was && is ? (changedList(was.story, was.links, is.links) ?? []) : []
    })
    seen = {
      ok: true,
      value: {
        number,
        own: number === null ? null : { before: before.get(number)?.links ?? [], after: after.get(number)?.links ?? [] },
        changed: changed.sort(
          (a, b) => Number(b.gains.length + b.loses.length > 0) - Number(a.gains.length + a.loses.length > 0) || b.number - a.number,
        ),
        counted: asked.length,
        all: asked.length === every.length,
        stamp,
      },
    }
    throw new TakenBack()
  }
  await db.$transaction(work, LIMITS).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  if (!seen) throw new Error('a forecast ended without an answer')
  return seen
}

type Listed = { story: { number: number; slug: string; headline: string }; links: LinkRef[] }

async function refsOf(tx: Tx, numbers: readonly number[], now: Date): Promise<Map<number, Listed>> {
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
