import { describe, expect, it } from 'vitest'
import { pointsMoved, pointsOf } from './points'

const theme = { type: 'theme', slug: 'ehc-plans' } as const
const area = { type: 'area', slug: 'area-rotherham' } as const

describe('Points of a shared tag', () => {
  it('a rare tag counts more than a common one', () => {
    expect(pointsOf(theme, 5, 10_000).own).toBeGreaterThan(pointsOf(theme, 500, 10_000).own)
  })

  it('an area counts more than a theme or a person, that more than an organisation, that more than an outcome, a framework, a stage, a region', () => {
    const of = (type: Parameters<typeof pointsOf>[0]['type'], slug = 'x') => pointsOf({ type, slug }, 50, 5_000).own
    const order = [of('area'), of('theme'), of('organisation'), of('outcome'), of('stage', 'framework-2023'), of('stage'), of('region')]
    expect(order).toEqual([...order].sort((a, b) => b - a))
    expect(of('person')).toBe(of('theme'))
    expect(of('person-role')).toBe(of('region'))
  })

  it.each([1, 2, 3, 5, 10, 19])('in a newsroom of %i stories a tag on all of them still relates', (stories) => {
    expect(pointsOf(area, stories, stories).own).toBeGreaterThan(100)
    expect(pointsOf(theme, stories, stories).own).toBeGreaterThan(100)
  })

  it('from twenty stories on, a tag on more than half of them counts nothing; on half of them it does', () => {
    expect(pointsOf(area, 11, 20)).toEqual({ own: 0, inherited: 0 })
    expect(pointsOf(area, 10, 20).own).toBeGreaterThan(0)
  })

  it('an inherited tag counts like a region, never more than the tag itself', () => {
    expect(pointsOf(area, 50, 5_000).inherited).toBe(pointsOf({ type: 'region', slug: 'region-london' }, 50, 5_000).own)
  })

  it('an aspect counts a quarter, and is still enough to make a link', () => {
    const [full, aspect] = [pointsOf(theme, 50, 5_000), pointsOf({ ...theme, aspect: true }, 50, 5_000)]
    expect(Math.abs(aspect.own - full.own / 4)).toBeLessThan(1)
    expect(aspect.inherited).toBeLessThan(full.inherited)
    expect(pointsOf({ ...theme, aspect: true }, 4_000, 10_000).own).toBe(20)
  })

  it('a storyline has fixed points, however long it grows', () => {
    expect(pointsOf({ type: 'storyline', slug: 's' }, 900, 1_000).own).toBe(400)
  })

  it('one shared area, organisation, person or theme is enough however common it is', () => {
    expect(pointsOf(theme, 499_999, 1_000_000).own).toBe(20)
    expect(pointsOf({ type: 'outcome', slug: 'o' }, 499_999, 1_000_000).own).toBeLessThan(20)
  })

  it('a recount moves points by three or more, or to and from nothing, or the first time', () => {
    expect([pointsMoved(100, 102), pointsMoved(100, 103), pointsMoved(2, 0), pointsMoved(0, 2), pointsMoved(null, 0)]).toEqual([
      false,
      true,
      true,
      true,
      true,
    ])
  })
})
