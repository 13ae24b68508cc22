import { describe, expect, it } from 'vitest'
import { Entrants } from './page-entrants.mjs'

const PAGE = '/news/one'
type Outcome = 'kept' | 'old' | 'unknown' | 'not-kept'

/** A render of the page that somebody joins during the first `joined` checks; answers how often it was checked again. */
async function kept(joined: number, first: Outcome = 'kept', again: Exclude<Outcome, 'kept'> = 'not-kept', url = PAGE) {
  const entrants = new Entrants()
  entrants.enter(PAGE)
  let [left, checks] = [joined, 0]
  const join = (): void => {
    if (left > 0) entrants.enter(url)
    left -= 1
  }
  const outcome = await entrants.keepForAll(
    PAGE,
    async () => {
      join()
      return first
    },
    async () => {
      checks += 1
      join()
      return again
    },
  )
  return { outcome, checks }
}

describe('A render that others join', () => {
  it('is checked once where nobody came meanwhile', async () => {
    expect(await kept(0)).toEqual({ outcome: 'kept', checks: 0 })
  })

  it('is checked again until nobody came meanwhile', async () => {
    expect(await kept(1)).toEqual({ outcome: 'kept', checks: 1 })
    expect(await kept(3)).toEqual({ outcome: 'kept', checks: 3 })
    expect(await kept(1, 'not-kept')).toEqual({ outcome: 'not-kept', checks: 1 })
  })

  it('is not shown where it was old when the last of them came', async () => {
    expect(await kept(1, 'kept', 'old')).toEqual({ outcome: 'old', checks: 1 })
    expect(await kept(1, 'kept', 'unknown')).toEqual({ outcome: 'unknown', checks: 1 })
    expect(await kept(1, 'old')).toEqual({ outcome: 'old', checks: 0 })
  })

  it('is not waited for without end', async () => {
    expect(await kept(1_000)).toEqual({ outcome: 'old', checks: 5 })
  })

  it('is joined by who asks with a question mark, and not by who asks for another page', async () => {
    expect(await kept(1, 'kept', 'old', `${PAGE}?from=mail`)).toEqual({ outcome: 'old', checks: 1 })
    expect(await kept(1, 'kept', 'old', '/news/two')).toEqual({ outcome: 'kept', checks: 0 })
  })

  it('is forgotten when the last has been answered', () => {
    const entrants = new Entrants()
    const [first, second] = [entrants.enter(PAGE), entrants.enter(PAGE)]
    first()
    expect(entrants.entered(PAGE)).toBe(2)
    second()
    expect(entrants.entered(PAGE)).toBe(0)
  })
})
