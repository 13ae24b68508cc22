/**
 * Starts the clock, once per server. Next calls `register` before the first request; nothing is loaded until the clock
 * strikes, so a start costs nothing.
 */
const MINUTE_MILLISECONDS = 60_000
/** Servers that share a database do not all begin in the same moment. */
const SPREAD_MINUTES = 5

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build' || !process.env.DATABASE_URL) return
  const { nextLondonMidnight } = await import('./lib/dates')
  const wait = () => {
    const now = new Date()
    const until = nextLondonMidnight(now).getTime() - now.getTime()
    setTimeout(nightly, until + MINUTE_MILLISECONDS * (1 + Math.random() * SPREAD_MINUTES)).unref()
  }
  const nightly = async () => {
    await runNightly(new Date())
    wait()
  }
  wait()
}

/** Each piece by itself: one that fails is logged and tried again the next night, and holds up no other. */
async function runNightly(now: Date): Promise<void> {
  const { log } = await import('./lib/log')
  const attempt = async (name: string, work: () => Promise<unknown>) => {
    try {
      log.info('nightly work done', { name, result: await work() })
    } catch (error) {
      log.error('nightly work failed', { name, error: error instanceof Error ? error.message : String(error) })
    }
  }
  await attempt('related points', async () => {
    const [{ recountPoints }, { systemActor }] = await Promise.all([import('./modules/related/commands'), import('./modules/access/actor')])
    return recountPoints(systemActor('Throughline', 'the nightly recount'), now)
  })
  await attempt('old sign-in attempts', async () => {
    const { dropOldAttempts } = await import('./modules/auth/commands/count-attempt')
    return dropOldAttempts(now)
  })
}
