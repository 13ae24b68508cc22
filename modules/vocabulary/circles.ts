/** Whether what leads from tag to tag comes round. Pure. */

/** A tag's number and that of the one it leads to: its broader tag, or one that took its place. */
export type Edge = readonly [from: number, to: number]

/** A way that leads back to where it began, its first tag repeated at the end; null where there is none. */
export function circleIn(edges: readonly Edge[]): number[] | null {
  const onward = new Map<number, number[]>()
  for (const [from, to] of edges) onward.set(from, [...(onward.get(from) ?? []), to])
  const over = new Set<number>()
  for (const start of onward.keys()) {
    const found = follow([start], onward, over)
    if (found) return found
  }
  return null
}

function follow(way: readonly number[], onward: ReadonlyMap<number, number[]>, over: Set<number>): number[] | null {
  const at = way.at(-1) ?? 0
  if (over.has(at)) return null
  for (const next of onward.get(at) ?? []) {
    const begun = way.indexOf(next)
    const found = begun >= 0 ? [...way.slice(begun), next] : follow([...way, next], onward, over)
    if (found) return found
  }
  over.add(at)
  return null
}

/** What leads where once `from` is `into`; what would lead to itself is gone. */
export const edgesOfMerged = (edges: readonly Edge[], from: number, into: number): Edge[] => {
  const one = (id: number) => (id === from ? into : id)
  return edges.map(([tag, next]): Edge => [one(tag), one(next)]).filter(([tag, next]) => tag !== next)
}
