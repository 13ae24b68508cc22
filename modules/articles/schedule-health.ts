/** How the times stand that stories wait for. Pure. */

/** A time that nobody kept for so long is missed; a little less than a minute, so that the mail is out within one. */
export const MISSED_AFTER_SECONDS = 45
/** Without a look by any server for so long, nothing is published by itself. */
export const STOPPED_AFTER_SECONDS = 60

export type ScheduleState = 'ok' | 'failed' | 'late' | 'stopped'

type Standing = { heartbeatAgeSeconds: number | null; late: number; failed: number }

/** `heartbeatAgeSeconds`: since a server last looked; null: none ever did. `late`: missed times. `failed`: those nobody has seen to. */
export function scheduleState({ heartbeatAgeSeconds, late, failed }: Standing): ScheduleState {
  if (heartbeatAgeSeconds === null || heartbeatAgeSeconds > STOPPED_AFTER_SECONDS) return 'stopped'
  if (late > 0) return 'late'
  return failed > 0 ? 'failed' : 'ok'
}

/** "Times are kept.", for /admin/health. */
export const scheduleWords: Record<ScheduleState, string> = {
  ok: 'Times are kept: a server looks for what is due every second.',
  failed: 'Times are kept, but what was to happen at one of them could not be done: see the desk.',
  late: 'A story’s time has come and gone without it: see the desk.',
  stopped:
    'Nothing is published by itself: no server has looked for what is due in the last minute. See whether one runs, and read its log.',
}
