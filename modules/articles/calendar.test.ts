import { describe, expect, it } from 'vitest'
import { dayWords, monthWords, placeOf, readMonth, shiftDay, shiftMonth, timeWords, weeksOf } from './calendar'

describe('The calendar', () => {
  it('shows whole weeks from Monday to Sunday, those that hold a day of the month', () => {
    const weeks = weeksOf('2026-12')
    expect(weeks).toHaveLength(5)
    expect([weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual(['2026-11-30', '2027-01-03'])
    expect(weeksOf('2027-02').map((week) => week[0])).toEqual(['2027-02-01', '2027-02-08', '2027-02-15', '2027-02-22'])
    expect(weeksOf('2026-11')).toHaveLength(6)
  })

  it.each([
    ['2026-12', '2026-12'],
    ['2026-13', '2026-11'],
    ['9999-12', '2026-11'],
    [undefined, '2026-11'],
  ])('asked for %s shows %s', (asked, month) => expect(readMonth(asked, '2026-11-22')).toBe(month))

  it('goes from month to month and day to day across years and clock changes', () => {
    expect([shiftMonth('2026-12', 1), shiftMonth('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
    expect([shiftDay('2026-10-25', 1), shiftDay('2026-03-29', -1), shiftDay('2027-01-01', -7)]).toEqual([
      '2026-10-26',
      '2026-03-28',
      '2026-12-25',
    ])
  })

  it('speaks as the newsroom does', () => {
    expect([monthWords('2026-12'), dayWords('2026-12-01')]).toEqual(['December 2026', 'Tuesday 1 December 2026'])
    expect(['00:00', '09:30', '12:05', '23:00'].map(timeWords)).toEqual(['12.00am', '9.30am', '12.05pm', '11.00pm'])
    expect(placeOf(new Date('2026-10-25T01:30:00Z'))).toEqual({ day: '2026-10-25', time: '01:30', which: 'second' })
  })
})
