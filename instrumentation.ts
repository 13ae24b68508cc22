/** Starts the clock and the worker's loops, once per server, before its first request. Not in `next build`, and not for Next's edge runtime. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    if (process.env.NEXT_PHASE === 'phase-production-build' || !process.env.DATABASE_URL) return
    const { makeUpForNights, resumeWork, startClock } = await import('./instrumentation-node')
    startClock()
    makeUpForNights()
    resumeWork()
    const { startWorker } = await import('./instrumentation-worker')
    startWorker()
  }
}
