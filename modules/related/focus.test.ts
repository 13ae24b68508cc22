import { describe, expect, it } from 'vitest'
import { lostPoints } from './focus'

const areas = (count: number) => Array.from({ length: count }, () => ({ type: 'area' as const, points: 200 }))
const themes = (count: number) => Array.from({ length: count }, () => ({ type: 'theme' as const, points: 100 }))

describe('What a story that is about much is about', () => {
  it('nothing is lost between stories of one area and three themes', () => {
    expect(lostPoints([...areas(1), ...themes(3)], [...areas(1), ...themes(3)], [...areas(1), ...themes(3)])).toBe(0)
  })

  it('a story about five areas is about each by a fifth, whichever of the two it is', () => {
    expect(lostPoints(areas(1), areas(1), areas(5))).toBe(160)
    expect(lostPoints(areas(1), areas(5), areas(1))).toBe(160)
  })

  it('two that share all five count one area', () => {
    expect(lostPoints(areas(5), areas(5), areas(5))).toBeCloseTo(800)
  })

  it('of six themes each counts by half; the area and a storyline stay whole', () => {
    const shared = [...areas(1), ...themes(1), { type: 'storyline' as const, points: 400 }]
    expect(lostPoints(shared, shared, [...areas(1), ...themes(6)])).toBe(50)
  })
})
