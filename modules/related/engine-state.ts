/** How the keeper of the record of related lists stands, in one word and one sentence. Pure. */

/** Without a sign of life for so long, it counts as stopped. */
export const STOPPED_AFTER_SECONDS = 120
/** An event that has waited longer than this is late. */
const LATE_AFTER_SECONDS = 60
/** Failures in a row at the same place after which somebody is told. */
export const FAILURES_ALARMING = 5

/** What the record of the worker says. */
export type EngineFacts = { heartbeatAt: Date | null; failures: number; eventsWaiting: number; oldestWaitingAt: Date | null }

export type EngineState = {
  state: 'ok' | 'late' | 'stopped'
  /** For people. */
  sentence: string
  /** Since its last sign of life; null when there never was one. */
  heartbeatAgeSeconds: number | null
  eventsWaiting: number
  /** How long the oldest of them has waited. */
  lagSeconds: number
}

const secondsSince = (at: Date, now: Date): number => Math.max(0, Math.round((now.getTime() - at.getTime()) / 1_000))

/** "40 seconds", "3 minutes", "2 hours", "5 days". */
export function durationWords(seconds: number): string {
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7_200
        ? [Math.round(seconds / 60), 'minute']
        : seconds < 172_800
          ? [Math.round(seconds / 3_600), 'hour']
          : [Math.round(seconds / 86_400), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** Stopped outweighs late. Pages are right in every state: they ask the engine, not its record. */
export function engineStateOf({ heartbeatAt, failures, eventsWaiting, oldestWaitingAt }: EngineFacts, now: Date): EngineState {
  const heartbeatAgeSeconds = heartbeatAt === null ? null : secondsSince(heartbeatAt, now)
  const lagSeconds = oldestWaitingAt === null ? 0 : secondsSince(oldestWaitingAt, now)
  const told = (state: EngineState['state'], sentence: string): EngineState => ({
    state,
    sentence,
    heartbeatAgeSeconds,
    eventsWaiting,
    lagSeconds,
  })
  if (heartbeatAgeSeconds === null) return told('stopped', 'The record of related lists has not been kept yet: no server has begun.')
  if (heartbeatAgeSeconds > STOPPED_AFTER_SECONDS)
    return told('stopped', `No server has kept the record of related lists for ${durationWords(heartbeatAgeSeconds)}.`)
  if (failures > 0) return told('late', `The last ${failures === 1 ? 'try' : `${failures} tries`} to bring the record in step failed.`)
  if (lagSeconds > LATE_AFTER_SECONDS)
    return told(
      'late',
      `${eventsWaiting === 1 ? '1 event waits' : `${eventsWaiting.toLocaleString('en-GB')} events wait`} to be worked in, the oldest for ${durationWords(lagSeconds)}.`,
    )
  return told('ok', 'The record is in step with what readers see.')
}
