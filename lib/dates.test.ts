import { describe, expect, it } from 'vitest'
import { londonDay, londonTime } from './dates'

describe('A time in London', () => {
  it.each([
    ['2026-11-22T00:04:00Z', '12.04am'],
    ['2026-11-22T12:04:00Z', '12.04pm'],
    ['2026-06-26T14:40:00Z', '3.40pm'],
    // Summer time: midnight in London is eleven in the evening in UTC.
    ['2026-06-25T23:00:00Z', '12.00am'],
  ])('%s is %s', (at, said) => expect(londonTime(new Date(at))).toBe(said))

  it('has its day with it', () => expect(londonDay(new Date('2026-06-25T23:00:00Z'))).toBe('26 June 2026'))
})
