import { describe, expect, it } from 'vitest'
import { combinationOf, inOrder, offeredBeside } from './combination'

const tag = (id: number, slug: string, type: string, above: number[] = []) => ({ id, slug, label: slug, type, above })
const rotherham = tag(1, 'area-rotherham', 'area', [2])
const yorkshire = tag(2, 'region-yorkshire', 'region')
const plans = tag(3, 'ehc-plans', 'theme')
const waiting = tag(4, 'waiting-times', 'theme')

describe('The page of two tags', () => {
  it('has one order: by type as tags are offered, then by slug', () => {
    expect(inOrder(plans, rotherham)).toEqual([rotherham, plans])
    expect(inOrder(waiting, plans)).toEqual([plans, waiting])
    expect(inOrder(plans, waiting)).toEqual([plans, waiting])
  })

  it('is found at its one address, and led to from the other order and from a former slug', () => {
    expect(combinationOf({ slug: 'area-rotherham', other: 'ehc-plans' }, rotherham, plans).state).toBe('found')
    const there = {
      state: 'moved',
      path: '/tags/area-rotherham/with/ehc-plans',
      feed: '/feeds/tags/area-rotherham/with/ehc-plans',
      slugs: ['area-rotherham', 'ehc-plans'],
    }
    expect(combinationOf({ slug: 'ehc-plans', other: 'area-rotherham' }, plans, rotherham)).toEqual(there)
    expect(combinationOf({ slug: 'area-rotherham', other: 'ehcps' }, rotherham, plans)).toEqual(there)
  })

  it('of one tag twice, or of a tag with its broader one, is the page of the narrower', () => {
    const area = { state: 'moved', path: '/areas/rotherham', feed: '/feeds/tags/area-rotherham', slugs: ['area-rotherham'] }
    expect(combinationOf({ slug: 'area-rotherham', other: 'region-yorkshire' }, rotherham, yorkshire)).toEqual(area)
    expect(combinationOf({ slug: 'region-yorkshire', other: 'area-rotherham' }, yorkshire, rotherham)).toEqual(area)
    expect(combinationOf({ slug: 'ehc-plans', other: 'ehc-plans' }, plans, plans)).toMatchObject({ path: '/tags/ehc-plans' })
  })

  it('is missing where one of them is not public', () => {
    expect(combinationOf({ slug: 'ehc-plans', other: 'nothing' }, plans, null)).toEqual({ state: 'missing' })
  })

  it('is missing for a person, in whatever order and beside whatever it is asked for; a person alone is the person’s page', () => {
    const [person, role] = [tag(5, 'jo-bloggs', 'person', [6]), tag(6, 'parents', 'person-role')]
    for (const other of [rotherham, plans, yorkshire, role, tag(7, 'another-person', 'person')]) {
      for (const one of [person, role]) {
        if (one === other) continue
        const [there, back] = [
          combinationOf({ slug: one.slug, other: other.slug }, one, other),
          combinationOf({ slug: other.slug, other: one.slug }, other, one),
        ]
        expect([there.state, back.state]).toEqual(one === person && other === role ? ['moved', 'moved'] : ['missing', 'missing'])
      }
    }
    expect(combinationOf({ slug: 'jo-bloggs', other: 'jo-bloggs' }, person, person)).toMatchObject({ path: '/tags/jo-bloggs' })
  })

  it('is offered of areas and themes, never of a person', () => {
    expect(offeredBeside('area')).toEqual(['theme'])
    expect(offeredBeside('theme')).toContain('area')
    expect(offeredBeside('person')).toEqual([])
    expect(offeredBeside('nonsense')).toEqual([])
  })
})
