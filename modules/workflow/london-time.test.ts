import { describe, expect, it } from 'vitest'
import { londonClock, londonFields, readLondonTime } from './london-time'

/** The day, the time and, where it comes twice, which; the instant, or what is wrong. 2026: 29 March and 25 October. */
const TIMES: [string, string, 'first' | 'second' | undefined, string][] = [
  ['2026-01-15', '09:00', undefined, '2026-01-15T09:00:00.000Z'],
  ['2026-07-15', '09:00', undefined, '2026-07-15T08:00:00.000Z'],
  ['2026-03-29', '00:59', undefined, '2026-03-29T00:59:00.000Z'],
  ['2026-03-29', '01:00', undefined, 'gap'],
  ['2026-03-29', '01:59', undefined, 'gap'],
  ['2026-03-29', '02:00', undefined, '2026-03-29T01:00:00.000Z'],
  ['2026-10-25', '00:59', undefined, '2026-10-24T23:59:00.000Z'],
  ['2026-10-25', '01:30', undefined, 'twice'],
  ['2026-10-25', '01:30', 'first', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25', '01:30', 'second', '2026-10-25T01:30:00.000Z'],
  ['2026-10-25', '02:00', undefined, '2026-10-25T02:00:00.000Z'],
  ['2027-01-01', '0.05', undefined, '2027-01-01T00:05:00.000Z'],
]

describe(`A time on London’s clocks, read in ${process.env.TZ ?? 'the machine’s zone'}`, () => {
  it.each(TIMES)('%s %s (%s) is %s', (day, time, which, expected) => {
    const read = readLondonTime({ day, time, ...(which && { which }) })
    if (expected === 'gap') expect(read).toMatchObject({ problem: 'gap', message: expect.stringContaining('the clocks go forward') })
    else if (expected === 'twice') expect(read).toMatchObject({ message: expect.stringContaining('comes twice on that day') })
    else expect('at' in read && read.at.toISOString()).toBe(expected)
  })

  it.each([
    ['2026-02-30', '09:00', 'day'],
    ['tomorrow', '09:00', 'day'],
    ['2026-11-22', '9', 'time'],
    ['2026-11-22', '24:00', 'time'],
    ['2026-11-22', '', 'time'],
  ])('%s %s is no time: the %s is wrong', (day, time, problem) => {
    expect(readLondonTime({ day, time })).toMatchObject({ problem })
  })

  it('comes back from an instant as the fields of a form', () => {
    expect(londonFields(new Date('2026-07-15T08:00:00Z'))).toEqual({ day: '2026-07-15', time: '09:00' })
    expect(londonFields(new Date('2026-10-25T00:30:00Z'))).toEqual({ day: '2026-10-25', time: '01:30', which: 'first' })
    expect(londonFields(new Date('2026-10-25T01:30:00Z'))).toEqual({ day: '2026-10-25', time: '01:30', which: 'second' })
  })

  it('is what each minute of a year shows, and back', () => {
    for (let at = Date.parse('2026-01-01T00:00:00Z'); at < Date.parse('2027-01-01T00:00:00Z'); at += 31 * 60_000) {
      const read = readLondonTime(londonFields(new Date(at)))
      if (!('at' in read) || read.at.getTime() !== at) expect.fail(`${new Date(at).toISOString()} is ${londonClock(new Date(at))}`)
    }
  })
})
