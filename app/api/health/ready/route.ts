import { log } from '@/lib/log'
import { isReady } from '@/lib/readiness'
import { findScheduleState } from '@/modules/articles/queries/schedule-health'
import { findEngineState } from '@/modules/related/queries/engine-health'

export const dynamic = 'force-dynamic'

/**
 * Whether readers may be sent here. Why not stands in the log: strangers may ask this. How the record of related lists
 * stands is told beside it in one word and never makes a server unready: pages do not rest on it. The figures are on
 * /admin/health. Where nobody keeps the times that stories wait for, somebody has to hear of it: that is not ready.
 */
export async function GET(): Promise<Response> {
  const schedules = (await isReady()) ? await scheduleWord() : null
  const ready = schedules !== null && schedules.state !== 'stopped'
  const body = ready ? { status: 'ok', related: await relatedState(), schedules } : { status: 'unavailable' }
  return Response.json(body, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

async function relatedState(): Promise<{ state: string }> {
  try {
    return { state: (await findEngineState(new Date())).state }
  } catch (error) {
    log.warn('the state of the related engine could not be read', { error: error instanceof Error ? error.message : String(error) })
    return { state: 'unknown' }
  }
}

/** A server that has just started has not had its turn. */
const FIRST_TURN_SECONDS = 60

async function scheduleWord(): Promise<{ state: string }> {
  try {
    const state = await findScheduleState()
    return { state: state === 'stopped' && process.uptime() < FIRST_TURN_SECONDS ? 'starting' : state }
  } catch (error) {
    log.warn('the state of the schedules could not be read', { error: error instanceof Error ? error.message : String(error) })
    return { state: 'unknown' }
  }
}
