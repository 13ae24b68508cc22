/** The clock: work that is done every night. Nothing of it is loaded until the clock strikes, so a start costs nothing. */
import { nextLondonMidnight } from '@/lib/dates'
import { log } from '@/lib/log'

const MINUTE_MILLISECONDS = 60_000
/** Servers that share a database do not all begin in the same moment. */
const SPREAD_MINUTES = 5

/** Long enough for another server to see that a check of links was cut off, and for this one to be quiet again. */
const RESUME_MINUTES = 3

/** Goes on, once, with a check of links that a kill cut off; where none was, nothing is done and nothing asked. */
export function resumeWork(): void {
  const resume = () =>
    attempt('links after a restart', async () => {
      const [{ resumeCheck }, { systemActor }] = await Promise.all([
        import('@/modules/links/commands/check-links'),
        import('@/modules/access/actor'),
      ])
      return resumeCheck(systemActor('Throughline', 'the nightly check of links'), new Date())
    })
  setTimeout(() => void resume(), RESUME_MINUTES * MINUTE_MILLISECONDS).unref()
}

/** Waits for the next London midnight, works, and waits again, until the process ends. */
export function startClock(): void {
  const now = new Date()
  const untilMidnight = nextLondonMidnight(now).getTime() - now.getTime()
  const wait = untilMidnight + MINUTE_MILLISECONDS * (1 + Math.random() * SPREAD_MINUTES)
  setTimeout(() => void runNightly(new Date()).finally(startClock), wait).unref()
}

const HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS

/**
 * Makes up for a night without its work: one that no server lived through, or in which it failed. Looks every hour; of the
 * servers that look one works, and where nothing comes of it, the next try waits longer.
 */
export function makeUpForNights(): void {
  const look = (): void => {
    void attempt('a missed night', () => makeUpForNight(new Date())).finally(() => setTimeout(look, HOUR_MILLISECONDS).unref())
  }
  setTimeout(look, MINUTE_MILLISECONDS).unref()
}

/** Answers whether there was one, and it was for this server to make up for it now. */
export async function makeUpForNight(now: Date): Promise<boolean> {
  const { claimNight } = await import('@/modules/related/commands/claim-night')
  const mine = await claimNight(now)
  if (mine) await runNightly(now)
  return mine
}

/** Each piece by itself: one that fails is logged, holds up no other, and is tried again the next night. Repeating one does no harm. */
async function runNightly(now: Date): Promise<void> {
  await attempt('related points', async () => {
    const [{ recountPoints }, { systemActor }] = await Promise.all([import('@/modules/related/commands'), import('@/modules/access/actor')])
    return recountPoints(systemActor('Throughline', 'the nightly recount'), now)
  })
  await attempt('postings', async () => {
    const [{ checkPostings }, { systemActor }] = await Promise.all([
      import('@/modules/related/commands/check-postings'),
      import('@/modules/access/actor'),
    ])
    return checkPostings(systemActor('Throughline', 'the nightly check'), now)
  })
  await attempt('old counts of readers', async () => {
    const { dropOldCounts } = await import('@/modules/measures/commands/drop-old-counts')
    return dropOldCounts(now)
  })
  await attempt('old sign-in attempts', async () => {
    const { dropOldAttempts } = await import('@/modules/auth/commands/count-attempt')
    return dropOldAttempts(now)
  })
  // Last: it takes its time.
  await attempt('links', async () => {
    const [{ checkLinks }, { systemActor }] = await Promise.all([
      import('@/modules/links/commands/check-links'),
      import('@/modules/access/actor'),
    ])
    return checkLinks(systemActor('Throughline', 'the nightly check of links'), {}, now)
  })
}

async function attempt(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    const result = await work()
    if (result !== false) log.info('nightly work done', { name, result })
  } catch (error) {
    log.error('nightly work failed', { name, error: error instanceof Error ? error.message : String(error) })
  }
}
