import 'server-only'
import { addCounts, addReports } from '@/lib/counter-db'
import { londonIsoDay } from '@/lib/dates'
import { log } from '@/lib/log'
import type { Reading } from './schema'
import { Tally } from './tally'

/** Between two hand-overs; what a server that is killed loses. */
const HAND_OVER_MS = 5_000
const LINES_MAX = 20_000
/** What the function takes at once. */
const LINES_AT_ONCE = 5_000
const REPORTS_MAX = 1_000
/** Few enough for the time one statement has: what never got through in time would be tried again for ever. */
const REPORTS_AT_ONCE = 100
/** bin/serve.mjs waits for these before it ends. */
const LAST_DEEDS = Symbol.for('throughline.last-deeds')

type Pair = { article: number; target: number }
type Gathered = { tally: Tally; reports: Pair[]; running: Promise<void> | null; timer: NodeJS.Timeout }

// One for the process, however many times a bundle brings this file along.
const global_ = globalThis as typeof globalThis & { throughlineGathered?: Gathered; [LAST_DEEDS]?: Set<() => Promise<void>> }

function gathered(): Gathered {
  if (!global_.throughlineGathered) {
    const timer = setInterval(() => !global_.throughlineGathered?.running && void handOverCounts(), HAND_OVER_MS).unref()
    global_.throughlineGathered = { tally: new Tally(LINES_MAX), reports: [], running: null, timer }
    global_[LAST_DEEDS]?.add(handOverCounts)
  }
  return global_.throughlineGathered
}

/** A reader saw a list or followed a link: counted in memory, so that it costs nothing; no database is asked. */
export function countReading(reading: Reading, now: Date): void {
  gathered().tally.add(reading, londonIsoDay(now))
}

/** A reader says that a pair is not related; handed over with the counts. */
export function tellNotRelated(pair: Pair): void {
  const { reports } = gathered()
  reports.push({ article: pair.article, target: pair.target })
  if (reports.length > REPORTS_MAX) reports.shift()
}

/**
 * Hands everything gathered to the database. What it does not take waits for the next time. A hand-over whose answer was
 * lost on the way may count twice.
 */
export async function handOverCounts(): Promise<void> {
  const all = gathered()
  await all.running
  all.running = handOver(all).finally(() => {
    all.running = null
  })
  await all.running
}

async function handOver(all: Gathered): Promise<void> {
  while (all.tally.size > 0) {
    const lines = all.tally.take(LINES_AT_ONCE)
    if (!(await taken('counts', () => addCounts(lines)))) {
      all.tally.giveBack(lines)
      break
    }
  }
  while (all.reports.length > 0) {
    const reports = all.reports.splice(0, REPORTS_AT_ONCE)
    if (await taken('reports', () => addReports(reports))) continue
    all.reports.unshift(...reports)
    all.reports.splice(0, Math.max(0, all.reports.length - REPORTS_MAX))
    break
  }
}

/** False when it is to be tried again. What the database can never take is let go: it would stand in the way for ever. */
async function taken(what: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string }
    const never = code.startsWith('22')
    log.warn(never ? 'what readers did could not be counted' : 'what readers did waits for the database', { what, error: message })
    return never
  }
}
