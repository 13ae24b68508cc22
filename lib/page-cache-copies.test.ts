import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Copies } from './page-cache-copies.mjs'

const copy = (ver: string, bytes: number, tags: string[] = []) => ({ ver, bytes, tags })

describe('Copies in memory', () => {
  it('give way when they are too many bytes, the one unused longest first', () => {
    const copies = new Copies(300)
    for (const key of ['a', 'b', 'c']) copies.put(key, copy(key, 100))
    copies.get('a')
    copies.put('d', copy('d', 100))
    expect(['a', 'b', 'c', 'd'].map((key) => copies.version(key))).toEqual(['a', undefined, 'c', 'd'])
  })

  it('are not made of a page larger than the limit', () => {
    const copies = new Copies(300)
    copies.put('a', copy('a', 100))
    copies.put('b', copy('b', 301))
    expect(copies.versions()).toEqual([['a', 'a']])
  })

  it('go when one of their tags ends', () => {
    const copies = new Copies(1_000)
    copies.put('a', copy('1', 10, ['address:a', 'shows:1']))
    copies.put('b', copy('2', 10, ['address:b']))
    copies.dropTagged(new Set(['shows:1', 'shows:2']))
    expect(copies.versions()).toEqual([['b', '2']])
    expect(copies.bytes).toBe(10)
  })

  it('never hold more than the limit, whatever is done', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 400 }), fc.boolean()), { maxLength: 50 })
    fc.assert(
      fc.property(steps, (all) => {
        const copies = new Copies(500)
        const held = new Map<string, number>()
        for (const [key, bytes, drops] of all) {
          if (drops) copies.drop(key)
          else copies.put(key, copy(key, bytes))
          if (drops) held.delete(key)
          else held.set(key, bytes)
          expect(copies.bytes).toBeLessThanOrEqual(500)
          expect(copies.bytes).toBe(copies.versions().reduce((sum, [kept]) => sum + (held.get(kept) ?? Number.NaN), 0))
        }
      }),
    )
  })
})
