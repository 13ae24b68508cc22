import { log } from '@/lib/log'
import { isReady } from '@/lib/readiness'
import { findEngineState } from '@/modules/related/queries/engine-health'

export const dynamic = 'force-dynamic'

/**
 * Whether readers may be sent here. Why not stands in the log: strangers may ask this. How the record of related lists
 * stands is told beside it and never makes a server unready: pages do not rest on it.
 */
export async function GET(): Promise<Response> {
  const ready = await isReady()
  const body = ready ? { status: 'ok', related: await related() } : { status: 'unavailable' }
  return Response.json(body, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

async function related(): Promise<Record<string, unknown>> {
  try {
    const { state, heartbeatAgeSeconds, eventsWaiting, lagSeconds } = await findEngineState(new Date())
    return { state, heartbeat_age_seconds: heartbeatAgeSeconds, events_waiting: eventsWaiting, lag_seconds: lagSeconds }
  } catch (error) {
    log.warn('the state of the related engine could not be read', { error: error instanceof Error ? error.message : String(error) })
    return { state: 'unknown' }
  }
}
