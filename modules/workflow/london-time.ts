/**
 * A day and a time as people in London mean them, as an instant. In spring an hour is missing, in autumn one comes twice:
 * the first is refused, the second asked about. Rests on the zone's own rules, whatever zone the machine is in. Pure.
 */
const LONDON = 'Europe/London'
const MINUTE = 60_000
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/

/** Which of the two times is meant where the clock goes back: before it does (summer time) or after. */
export const WHICH = ['first', 'second'] as const
export type Which = (typeof WHICH)[number]

export type LondonTime =
  | { at: Date }
  | { problem: 'day' | 'time' | 'gap'; message: string }
  | { twice: { first: Date; second: Date }; message: string }

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** "2026-03-29 02:30": what London's clocks show at an instant. */
export function londonClock(at: Date): string {
  const of = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${of.year}-${of.month}-${of.day} ${of.hour}:${of.minute}`
}

/** `day` "2026-11-22" and `time` "09:00" (or "9.00") on London's clocks. `which` answers the question of autumn. */
export function readLondonTime({ day, time, which }: { day: string; time: string; which?: Which }): LondonTime {
  const noon = new Date(`${day}T00:00:00Z`)
  const typed = TIME.exec(time.trim())
  if (!DAY.test(day) || Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== day)
    return { problem: 'day', message: 'Enter a day like 2026-11-22' }
  if (!typed) return { problem: 'time', message: 'Enter a time like 09:00' }
  const clock = `${typed[1]?.padStart(2, '0')}:${typed[2]}`
  const asUtc = Date.parse(`${day}T${clock}:00Z`)
  // London is at UTC or an hour ahead, in every year a newsroom plans for.
  const found = [asUtc - 60 * MINUTE, asUtc].map((at) => new Date(at)).filter((at) => londonClock(at) === `${day} ${clock}`)
  const [first, second] = found
  if (first && second)
    return which ? { at: which === 'first' ? first : second } : { twice: { first, second }, message: twiceMessage(clock) }
  return first ? { at: first } : { problem: 'gap', message: gapMessage(clock) }
}

const gapMessage = (clock: string): string =>
  `${clock} does not exist on that day: at 1am the clocks go forward to 2am. Enter a time before 01:00 or from 02:00 on`
const twiceMessage = (clock: string): string =>
  `${clock} comes twice on that day: at 2am the clocks go back to 1am. Choose the first (summer time) or the second`

/** The day and time to put into a form for an instant, and which of the two it is where it comes twice. */
export function londonFields(at: Date): { day: string; time: string; which?: Which } {
  const [day = '', time = ''] = londonClock(at).split(' ')
  const read = readLondonTime({ day, time })
  return 'twice' in read ? { day, time, which: at.getTime() < read.twice.second.getTime() ? 'first' : 'second' } : { day, time }
}
