import { describe, expect, it } from 'vitest'
import { layOut, type MapEdge, type MapNode, radiusOf } from './map-layout'
import { mapAddress, mapFilterSchema } from './map-words'

const GROUPS = ['', 'London', 'North West', 'South East', 'Yorkshire']
const nodes: MapNode[] = Array.from({ length: 150 }, (_, at) => ({ number: at + 1, group: GROUPS[at % 5] ?? '', lists: (at * 7) % 30 }))
const edges: MapEdge[] = Array.from({ length: 600 }, (_, at) => ({ from: (at % 150) + 1, to: ((at * 13 + 5) % 150) + 1 })).filter(
  ({ from, to }) => from !== to,
)

describe('The drawn map', () => {
  it('is the same for the same links', () => {
    expect(layOut(nodes, edges)).toEqual(layOut(nodes, edges))
  })

  it('keeps every story inside, and gives each 24 pixels of its own', () => {
    const { width, height, places } = layOut(nodes, edges)
    const all = [...places.values()]
    expect(all).toHaveLength(150)
    for (const { x, y, radius } of all) {
      expect(x - radius).toBeGreaterThanOrEqual(0)
      expect(x + radius).toBeLessThanOrEqual(width)
      expect(y - radius).toBeGreaterThanOrEqual(0)
      expect(y + radius).toBeLessThanOrEqual(height)
    }
    const near = all.flatMap((a, at) => all.slice(at + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)))
    expect(Math.min(...near)).toBeGreaterThanOrEqual(24)
  })

  it('has stories of one region nearer to one another than to others', () => {
    const { places } = layOut(nodes, edges)
    const mean = (distances: number[]) => distances.reduce((sum, each) => sum + each, 0) / distances.length
    const between = (same: boolean) =>
      nodes.flatMap((a) =>
        nodes.flatMap((b) => {
          const [p, q] = [places.get(a.number), places.get(b.number)]
          return a.number < b.number && (a.group === b.group) === same && p && q ? [Math.hypot(p.x - q.x, p.y - q.y)] : []
        }),
      )
    expect(mean(between(true)) * 2).toBeLessThan(mean(between(false)))
  })

  it('draws no link to a story that is not drawn, and grows with the lists', () => {
    expect(layOut(nodes.slice(0, 2), [{ from: 1, to: 99 }]).places.size).toBe(2)
    expect(layOut([], []).places.size).toBe(0)
    expect([radiusOf(0), radiusOf(4), radiusOf(10_000)]).toEqual([7, 11.4, 20])
  })
})

describe('The address of a page of the map', () => {
  it('keeps the pages of the other sections and leads to its own', () => {
    const filter = mapFilterSchema.parse({ orphans: '3', hubs: ['2', '3'] })
    expect(mapAddress(filter, 'weakest', 2)).toBe('/admin/related/map?orphans=3&weakest=2#weakest')
    expect(mapAddress(filter, 'orphans', 1)).toBe('/admin/related/map#orphans')
  })
})
