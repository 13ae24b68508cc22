import { describe, expect, it } from 'vitest'
import { axisEnd, LINE_HEIGHT, LINE_WIDTH, linesOf } from './chart'
import { PERIOD_DEFAULT, per100, readPeriod, TOO_FEW_SEEN } from './rates'

describe('A drawn line', () => {
  it('goes from the first day to the last, from nothing at the bottom to the end of the axis at the top', () => {
    const values = [0, 1, 2].map((value, day) => ({ day, value }))
    expect(linesOf(values, 2)).toEqual([`0,${LINE_HEIGHT} ${LINE_WIDTH / 2},${LINE_HEIGHT / 2} ${LINE_WIDTH},0`])
  })

  it('leaves room for days on which nobody counted, and breaks where there is nothing to say', () => {
    const values = [
      { day: 0, value: 1 },
      { day: 1, value: null },
      { day: 4, value: 1 },
    ]
    expect(linesOf(values, 1)).toEqual(['0,0', `${LINE_WIDTH},0`])
    expect(linesOf([], 1)).toEqual([])
    expect(linesOf([{ day: 0, value: 3 }], 1)).toEqual(['0,0'])
  })

  it.each([
    [[], 1],
    [[0, null], 1],
    [[0.3, 0.41], 0.5],
    [[1], 1],
    [[11, 3], 20],
    [[730], 1000],
  ])('over %j ends at %d', (values, end) => expect(axisEnd(values)).toBeCloseTo(end))
})

describe('A share of the lists seen', () => {
  it('is said from twenty lists on', () => {
    expect(per100(3, TOO_FEW_SEEN - 1)).toBeNull()
    expect(per100(3, TOO_FEW_SEEN)).toBe(15)
    expect(per100(0, 0)).toBeNull()
  })

  it('is over one of three periods', () => {
    expect(['7', '28', '90'].map(readPeriod)).toEqual([7, 28, 90])
    for (const other of ['8', '', undefined, ['7'], '7 ']) expect(readPeriod(other)).toBe(PERIOD_DEFAULT)
  })
})
