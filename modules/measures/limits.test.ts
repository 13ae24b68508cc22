import { describe, expect, it } from 'vitest'
import { TokenBuckets } from './limits'

describe('A bucket of tokens', () => {
  it('lets a burst through, then as many as drip in', () => {
    const buckets = new TokenBuckets({ capacity: 3, perSecond: 1 })
    expect([0, 0, 0, 0].map((at) => buckets.take('a', at))).toEqual([true, true, true, false])
    expect(buckets.take('b', 0)).toBe(true)
    expect([900, 1_000, 1_500].map((at) => buckets.take('a', at))).toEqual([false, true, false])
    expect([60_000, 60_000, 60_000, 60_000].map((at) => buckets.take('a', at))).toEqual([true, true, true, false])
  })

  it('does not overflow when clocks go back', () => {
    const buckets = new TokenBuckets({ capacity: 1, perSecond: 1 })
    expect([5_000, 0, 500].map((at) => buckets.take('a', at))).toEqual([true, false, false])
  })

  it('is forgotten when there are too many: the longest unused first', () => {
    const buckets = new TokenBuckets({ capacity: 1, perSecond: 0 }, 2)
    expect(['a', 'b', 'a', 'c'].map((key) => buckets.take(key, 0))).toEqual([true, true, false, true])
    expect(buckets.size).toBe(2)
    expect([buckets.take('a', 0), buckets.take('b', 0)]).toEqual([false, true])
  })
})
