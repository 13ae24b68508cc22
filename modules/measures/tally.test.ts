import { describe, expect, it } from 'vitest'
import { Tally } from './tally'

const DAY = '2026-11-22'
const click = (target: number) => ({ article: 1, target, slot: 1, reason: 'area' as const })
const line = (target: number, clicks: number) => ({ day: DAY, ...click(target), clicks })

describe('What was counted since the last hand-over', () => {
  it('is added up by day, story, link, slot and reason', () => {
    const tally = new Tally(100)
    for (let n = 0; n < 3; n += 1) tally.add(click(2), DAY)
    tally.add({ ...click(2), slot: 2 }, DAY)
    tally.add(click(2), '2026-11-23')
    tally.add({ article: 1, seen: true }, DAY)
    tally.add({ article: 1, seen: true }, DAY)
    expect(tally.take(10)).toEqual([
      line(2, 3),
      { ...line(2, 1), slot: 2 },
      { ...line(2, 1), day: '2026-11-23' },
      { day: DAY, article: 1, seen: 2 },
    ])
    expect(tally.take(10)).toEqual([])
  })

  it('is bounded: the oldest goes', () => {
    const tally = new Tally(3)
    for (const target of [2, 3, 4, 5, 3]) tally.add(click(target), DAY)
    expect(tally.take(10)).toEqual([line(3, 2), line(4, 1), line(5, 1)])
  })

  it('waits, with what came since, when it could not be handed over', () => {
    const tally = new Tally(3)
    for (const target of [2, 3]) tally.add(click(target), DAY)
    const taken = tally.take(10)
    for (const target of [3, 4]) tally.add(click(target), DAY)
    tally.giveBack(taken)
    expect(tally.take(10)).toEqual([line(2, 1), line(3, 2), line(4, 1)])
    tally.giveBack([line(2, 1), line(3, 1), line(4, 1), line(5, 1)])
    expect(tally.size).toBe(3)
    expect(tally.take(10)[0]).toEqual(line(3, 1))
  })
})
