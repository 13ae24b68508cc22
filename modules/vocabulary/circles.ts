/** Whether what leads from tag to tag comes round. Pure. */

/** A tag's number and that of the one it leads to: its broader tag, or one that took its place. */
export type Edge = readonly [from: number, to: number]

/**
 * A way that leads back to where it began, its first tag repeated at the end; null where there is none. `fresh`: only one
 * that goes over an edge of these, so that what came round before is not laid to a change that has nothing to do with it.
 */
export function circleIn(edges: readonly Edge[], fresh: readonly Edge[] = edges): number[] | null {
  const onward = new Map<number, number[]>()
  for (const [from, to] of edges) onward.set(from, [...(onward.get(from) ?? []), to])
  for (const [from, to] of fresh) {
    const back = wayBetween(to, from, onward)
    if (back) return [from, ...back]
  }
  return null
}

/** From tag to tag until `end`, both named; null where it is not reached. */
function wayBetween(start: number, end: number, onward: ReadonlyMap<number, number[]>): number[] | null {
  const before = new Map<number, number | null>([[start, null]])
  for (const at of before.keys()) {
    if (at === end) return wayBack(at, before)
    for (const next of onward.get(at) ?? []) if (!before.has(next)) before.set(next, at)
  }
  return null
}

function wayBack(end: number, before: ReadonlyMap<number, number | null>): number[] {
  const way: number[] = []
  for (let at: number | null = end; at !== null; at = before.get(at) ?? null) way.unshift(at)
  return way
}

/** Edges that were not there before. */
export const freshEdges = (before: readonly Edge[], after: readonly Edge[]): Edge[] => {
  const known = new Set(before.map(String))
  return after.filter((edge) => !known.has(String(edge)))
}

/** What leads where once `from` is `into`; what would lead to itself is gone. */
export const edgesOfMerged = (edges: readonly Edge[], from: number, into: number): Edge[] => {
  const one = (id: number) => (id === from ? into : id)
  return edges.map(([tag, next]): Edge => [one(tag), one(next)]).filter(([tag, next]) => tag !== next)
}
