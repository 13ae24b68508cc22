import { describe, expect, it } from 'vitest'
import { mergeProblems, movedChildren, movedNames } from './merging'

const tag = (id: number, label: string, rest: Partial<Parameters<typeof mergeProblems>[0]> = {}) => {
  return { id, slug: label.toLowerCase(), label, type: 'theme', broaderId: null, aliases: [], ...rest }
}

describe('Two tags become one', () => {
  it('if they are of one type, and no record is found by the one that goes', () => {
    expect(mergeProblems(tag(1, 'EHCP'), tag(2, 'EHC plans'))).toEqual([])
    const said = (from: object, into: object = {}) => mergeProblems(tag(1, 'One', from), tag(2, 'Two', into))[0]?.message ?? ''
    expect(said({}, { id: 1 })).toContain('into itself')
    expect(said({ type: 'area' }, { type: 'area' })).toContain('areas')
    expect(said({ type: 'storyline' }, { type: 'storyline' })).toContain('storyline')
    expect(said({ type: 'organisation' })).toContain('the type organisation')
    expect(
      said({ aliases: Array.from({ length: 30 }, (_, at) => `a${at}`) }, { aliases: Array.from({ length: 20 }, (_, at) => `b${at}`) }),
    ).toContain('51')
  })

  it('and the names of the one that goes lead to the other, each once', () => {
    const names = movedNames(tag(1, 'EHCP', { aliases: ['Plans', 'EHC Plan'] }), tag(2, 'EHC plans', { aliases: ['plans'] }))
    expect(names).toEqual(['EHCP', 'EHC Plan'])
  })

  it('and what was below it is below the other, without a circle', () => {
    const all = [
      tag(1, 'Top'),
      tag(2, 'From', { broaderId: 1 }),
      tag(3, 'Way', { broaderId: 2 }),
      tag(4, 'Into', { broaderId: 3 }),
      tag(5, 'Side', { broaderId: 2 }),
    ]
    const [, from, , into] = all
    if (!from || !into) throw new Error('unreachable')
    expect(movedChildren(from, into, all)).toEqual([
      { id: 3, broaderId: 1 },
      { id: 5, broaderId: 4 },
    ])
    expect(movedChildren(into, from, all)).toEqual([])
    const direct = [from, { ...into, broaderId: 2 }]
    expect(movedChildren(from, into, direct)).toEqual([{ id: 4, broaderId: 1 }])
  })
})
