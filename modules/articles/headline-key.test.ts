import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headlineKey } from './headline-key'

describe('Two headlines are the same', () => {
  const pairs: [string, string][] = [
    ['Board’s plan – ‘agreed’', "board's plan - 'agreed'"],
    ['Plan: agreed', 'Plan agreed'],
    ['  Plan\u00a0 agreed ', 'PLAN AGREED'],
    ['“Plan” agreed…', 'Plan agreed...'],
    ['Ｐｌａｎ agreed', 'Plan agreed'],
    ['Cafe\u0301 plan', 'Café plan'],
  ]
  it.each(pairs)('%s = %s', (one, other) => {
    expect(headlineKey(one)).toBe(headlineKey(other))
  })
})

describe('A headline’s key', () => {
  it('tells different headlines apart, in any script, and one without words too', () => {
    const headlines = ['Plan agreed', 'Plans agreed', 'Plan not agreed', '計画が承認', 'План принят', '!!!', '???', 'Plan 2', 'Plan 3']
    expect(new Set(headlines.map(headlineKey)).size).toBe(headlines.length)
  })

  it('is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (headline) => {
        expect(headlineKey(headlineKey(headline))).toBe(headlineKey(headline))
      }),
      { numRuns: 1_000 },
    )
  })
})
