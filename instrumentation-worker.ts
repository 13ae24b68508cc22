/**
 * The two loops beside the server's requests: the worker that keeps the record of related lists, and the watch that rings
 * when nobody does. Nothing of either is loaded until its first turn, so a start costs nothing.
 */
import { env } from '@/lib/env'
import { log } from '@/lib/log'

const FIRST_TURN_MS = 4_000
const IDLE_MS = 3_000
/** After each slice it rests as long as it worked, and at least so long: readers come first. */
const REST_MIN_MS = 50
const REST_MAX_MS = 2_000
const FAILED_MAX_MS = 60_000
/** Longer than a fresh start needs to show a first sign of life. */
const FIRST_WATCH_MS = 150_000
const WATCH_MS = 30_000

/** Begins both loops; they end with the process. */
export function startWorker(): void {
  if (env().RELATED_WORKER === 'on') after(FIRST_TURN_MS, () => turn(0))
  after(FIRST_WATCH_MS, watch)
}

function after(milliseconds: number, work: () => Promise<void>): void {
  setTimeout(() => void work(), milliseconds).unref()
}

async function turn(failures: number): Promise<void> {
  const begun = performance.now()
  try {
    const { workIn } = await import('@/modules/related/commands/work-in')
    const { state } = await workIn(new Date())
    if (state === 'idle') await measureOnce()
    const took = performance.now() - begun
    after(state === 'worked' || state === 'again' ? Math.min(REST_MAX_MS, Math.max(REST_MIN_MS, took)) : IDLE_MS, () => turn(0))
  } catch (error) {
    log.error('the record of related lists could not be brought in step', { error: error instanceof Error ? error.message : String(error) })
    after(Math.min(FAILED_MAX_MS, IDLE_MS * 2 ** failures), () => turn(failures + 1))
  }
}

let measuredDay = ''

/** The day's figures, once everything is in step: on the first day soon after the start, later after midnight. */
async function measureOnce(): Promise<void> {
  const [{ measureDaily }, { londonIsoDay }] = await Promise.all([
    import('@/modules/related/commands/measure-daily'),
    import('@/lib/dates'),
  ])
  const now = new Date()
  if (measuredDay === londonIsoDay(now)) return
  await measureDaily(now)
  measuredDay = londonIsoDay(now)
}

async function watch(): Promise<void> {
  try {
    const { watchEngine } = await import('@/modules/related/commands/watch-engine')
    await watchEngine(env().publicUrl, new Date())
  } catch (error) {
    log.warn('the record of related lists could not be looked after', { error: error instanceof Error ? error.message : String(error) })
  }
  after(WATCH_MS, watch)
}
