import { describe, expect, it } from 'vitest'
import { rounds } from '@/lib/testing/rounds'
import { circleIn, type Edge, edgesOfMerged } from './circles'

/** The slow way: whether any tag can be reached from itself. */
function comesRound(edges: readonly Edge[]): boolean {
  return edges.some(([start]) => {
    const reached = new Set<number>([start])
    for (let size = 0; size !== reached.size; ) {
      size = reached.size
      for (const [from, to] of edges) {
        if (reached.has(from) && to === start) return true
        if (reached.has(from)) reached.add(to)
      }
    }
    return false
  })
}

describe('What leads from tag to tag', () => {
  it('comes round or does not, in random vocabularies, and the way that is named does', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    const seen = { round: 0, straight: 0 }
    for (let round = 0; round < rounds(400, 4_000); round += 1) {
      const edges = Array.from({ length: random(12) }, (): Edge => [random(8), random(8)])
      const way = circleIn(edges)
      expect(way !== null).toBe(comesRound(edges))
      if (way === null) seen.straight += 1
      else {
        seen.round += 1
        expect(way.at(0)).toBe(way.at(-1))
        for (const [at, from] of way.slice(0, -1).entries()) expect(edges).toContainEqual([from, way[at + 1]])
      }
    }
    expect(Math.min(seen.round, seen.straight)).toBeGreaterThan(50)
  })

  it('leads from and to the tag that stayed, once two are one', () => {
    expect(
      edgesOfMerged(
        [
          [1, 2],
          [2, 3],
          [4, 1],
          [5, 6],
        ],
        1,
        2,
      ),
    ).toEqual([
      [2, 3],
      [4, 2],
      [5, 6],
    ])
  })
})
