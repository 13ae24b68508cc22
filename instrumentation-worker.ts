/**
 * The loops beside the server's requests: one does what is due, stories published and withdrawn at a time, and one tells of
 * what was not; one ends quiet sittings; one tags in bulk, step by step; the worker keeps the record of related lists, and a watch rings when nobody does.
 * Nothing of any is loaded until its first turn, so a start costs nothing.
 */
import { env } from '@/lib/env'
import { log } from '@/lib/log'

const FIRST_TURN_MS = 4_000
const IDLE_MS = 3_000
/** After each slice it rests as long as it worked, and at least so long: readers come first. */
const REST_MIN_MS = 50
const REST_MAX_MS = 2_000
/** Somebody publishes just now. */
const WAIT_MS = 500
const FAILED_MAX_MS = 60_000
/** Longer than a fresh start needs to show a first sign of life. */
const FIRST_WATCH_MS = 150_000
const WATCH_MS = 30_000

const SCHEDULE_MS = 1_000
/** Somebody else is at what is due, or there is more of it. */
const SCHEDULE_AGAIN_MS = 50
const SCHEDULE_FAULT_MS = 2_000
const SCHEDULE_WATCH_MS = 5_000

/** Somebody looks at the bar. */
const BULK_MS = 1_500
const BULK_FAULT_MS = 6_000

/** Ten quiet minutes end a sitting, to within half a minute. */
const SITTINGS_MS = 30_000

/** Begins the loops; they end with the process. */
export function startWorker(): void {
  after(SCHEDULE_MS, keepTimes)
  after(SCHEDULE_WATCH_MS, tellOfTimes)
  after(SITTINGS_MS, endSittings)
  after(BULK_MS, tagInBulk)
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
    if (state === 'idle') {
      await measureOnce()
      await watchTestOnce()
    }
    const took = performance.now() - begun
    const rest = state === 'worked' || state === 'again' ? Math.min(REST_MAX_MS, Math.max(REST_MIN_MS, took)) : IDLE_MS
    after(state === 'waits' ? WAIT_MS : rest, () => turn(0))
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

let watchedDay = ''

/** The daily look at the fair test that runs, where one does. What fails is tried again: the record of lists does not wait for it. */
async function watchTestOnce(): Promise<void> {
  const [{ watchTest }, { londonIsoDay }] = await Promise.all([import('@/modules/measures/commands/fair-test'), import('@/lib/dates')])
  const now = new Date()
  if (watchedDay === londonIsoDay(now)) return
  try {
    const why = await watchTest(now)
    if (why) log.info('a fair test of related news ended', { why })
    watchedDay = londonIsoDay(now)
  } catch (error) {
    log.warn('the fair test could not be looked at', { error: error instanceof Error ? error.message : String(error) })
  }
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

/** In a row. */
let faults = 0
/** The log says once a minute that the database is away. */
const FAULTS_TO_A_LINE = 30

/** Does what is due. */
async function keepTimes(): Promise<void> {
  let rest = SCHEDULE_MS
  try {
    const { publishDue } = await import('@/modules/articles/commands/publish-due')
    const { due, later } = await publishDue()
    faults = 0
    if (due > later) rest = SCHEDULE_AGAIN_MS
  } catch (error) {
    rest = SCHEDULE_FAULT_MS
    if (faults % FAULTS_TO_A_LINE === 0)
      log.error('what is due could not be looked for', { error: error instanceof Error ? error.message : String(error) })
    faults += 1
  }
  after(rest, keepTimes)
}

/** Tells people of what was not done. By itself: a mail server that is slow holds up no publication. */
async function tellOfTimes(): Promise<void> {
  try {
    const { watchSchedules } = await import('@/modules/articles/commands/watch-schedules')
    await watchSchedules(env().publicUrl, new Date())
  } catch (error) {
    if (faults === 0)
      log.warn('times that were not kept could not be looked for', { error: error instanceof Error ? error.message : String(error) })
  }
  after(SCHEDULE_WATCH_MS, tellOfTimes)
}

/** What somebody typed and left alone becomes a version; a closed story whose people have all left falls to the admins. */
async function endSittings(): Promise<void> {
  try {
    const { endQuietSittings } = await import('@/modules/articles/commands/end-sitting')
    await endQuietSittings(new Date())
    const { nameAdminsWhereAllLeft } = await import('@/modules/articles/commands/name-admins')
    await nameAdminsWhereAllLeft(new Date())
  } catch (error) {
    log.warn('quiet sittings could not be ended', { error: error instanceof Error ? error.message : String(error) })
  }
  after(SITTINGS_MS, endSittings)
}

/** One step of tagging in bulk, where one is under way. It rests as long as it worked: whoever publishes comes in between. */
async function tagInBulk(): Promise<void> {
  const begun = performance.now()
  let rest = BULK_MS
  try {
    const { workOnBulk } = await import('@/modules/vocabulary/commands/work-on-bulk')
    if ((await workOnBulk(new Date())) === 'worked') rest = Math.min(REST_MAX_MS, Math.max(REST_MIN_MS, performance.now() - begun))
  } catch (error) {
    log.error('a step of tagging in bulk failed; it is tried again', { error: error instanceof Error ? error.message : String(error) })
    rest = BULK_FAULT_MS
  }
  after(rest, tagInBulk)
}
