/** How the keeper of the record of related lists stands, and the nightly check of its postings, in one word and one sentence. Pure. */

/** Without a sign of life for so long, it counts as stopped. */
export const STOPPED_AFTER_SECONDS = 120
/** An event that has waited longer than this is late. */
const LATE_AFTER_SECONDS = 60
/** Failures in a row at the same place after which somebody is told. */
export const FAILURES_ALARMING = 5

const HOUR_SECONDS = 3_600
/** From one night's work to the next it is 25 hours and some minutes at most: then a night was missed. */
const NIGHT_MISSED_SECONDS = 25.5 * HOUR_SECONDS
/** The longest wait between two tries to make up for a night. */
const NIGHT_WAIT_MAX_HOURS = 24
/** And nobody has made up for it. */
const CHECK_LATE_SECONDS = 28 * HOUR_SECONDS

/** What the record of the worker says. */
export type EngineFacts = {
  heartbeatAt: Date | null
  failures: number
  eventsWaiting: number
  oldestWaitingAt: Date | null
  /** When the postings were last checked; before the first check, when anything first happened. Null: nothing has happened. */
  checkedAt: Date | null
  /** Stories that were wrongly filed at that check, before they were mended, unless everything was filed anew since. */
  disagreements: number
}

export type EngineState = {
  state: 'ok' | 'late' | 'stopped'
  /** What the sentence is about: the record of lists, or the nightly check of what lists are read from. */
  about: 'record' | 'check'
  /** Whether people are to be told by mail. */
  alarm: boolean
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
export function engineStateOf(facts: EngineFacts, now: Date): EngineState {
  const { heartbeatAt, failures, eventsWaiting, oldestWaitingAt } = facts
  const check = checkSentence(facts, now)
  const heartbeatAgeSeconds = heartbeatAt === null ? null : secondsSince(heartbeatAt, now)
  const lagSeconds = oldestWaitingAt === null ? 0 : secondsSince(oldestWaitingAt, now)
  const told = (state: EngineState['state'], sentence: string): EngineState => ({
    state,
    about: sentence === check ? 'check' : 'record',
    alarm: state === 'stopped' || failures >= FAILURES_ALARMING || check !== null,
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
  if (check !== null) return told('late', check)
  return told('ok', 'The record is in step with what readers see.')
}

/** What is wrong with the nightly check, or what it found wrong; null where nothing is. */
function checkSentence({ checkedAt, disagreements }: EngineFacts, now: Date): string | null {
  if (checkedAt !== null && secondsSince(checkedAt, now) > CHECK_LATE_SECONDS)
    return `The nightly count and check have not run for ${durationWords(secondsSince(checkedAt, now))}.`
  if (disagreements === 0) return null
  const stories = disagreements === 1 ? '1 story was' : `${disagreements.toLocaleString('en-GB')} stories were`
  return `${stories} wrongly filed at the last check. Lists are right again; what filed them wrongly has to be found.`
}

/** Whether a night has passed without its work: no server was there, or it failed. */
export const isNightMissed = (checkedAt: Date | null, now: Date): boolean =>
  checkedAt !== null && secondsSince(checkedAt, now) > NIGHT_MISSED_SECONDS

/** How making up for nights went: `tries` in a row that no check came of, the last of them begun at `triedAt`. */
export type NightTries = { checkedAt: Date | null; triedAt: Date | null; tries: number }

/** Tries since the last check: those before it are over. */
export const triesInVain = ({ checkedAt, triedAt, tries }: NightTries): number =>
  triedAt === null || (checkedAt !== null && checkedAt >= triedAt) ? 0 : tries

/** Whether to make up for a night now: one was missed, and the last try in vain is one, two, four … hours ago, at most a day. */
export function isNightToTry(night: NightTries, now: Date): boolean {
  if (!isNightMissed(night.checkedAt, now)) return false
  const tries = triesInVain(night)
  if (tries === 0 || night.triedAt === null) return true
  return secondsSince(night.triedAt, now) >= HOUR_SECONDS * Math.min(NIGHT_WAIT_MAX_HOURS, 2 ** (tries - 1))
}
