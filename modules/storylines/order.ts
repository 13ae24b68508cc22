/** The order of a storyline: by date, or as the editor put it. Pure; pages and the newsroom ask the same rules. */

/** How a storyline is ordered. `sequence` names stories first to last; it counts only while `byHand`. */
export type StorylineOrder<K> = { byHand: boolean; sequence: readonly K[] }

/** What the order looks at. `at`: first publication, or the story's own date; null where it has neither yet. */
export type Member<K> = { key: K; number: number; at: Date | null }

/** Stories shown in the box beside one of them. */
export const BOX_STORIES_MAX = 8

const LAST = Number.MAX_SAFE_INTEGER

function byDate(a: Member<unknown>, b: Member<unknown>): number {
  return (a.at?.getTime() ?? LAST) - (b.at?.getTime() ?? LAST) || a.number - b.number
}

/** The members from the beginning of the story to its end. By hand, those the editor did not place follow by date. */
export function inOrder<M extends Member<unknown>>(members: readonly M[], { byHand, sequence }: StorylineOrder<M['key']>): M[] {
  const place = new Map(byHand ? sequence.map((key, at) => [key, at] as const) : [])
  return members.toSorted((a, b) => (place.get(a.key) ?? LAST) - (place.get(b.key) ?? LAST) || byDate(a, b))
}

/** The newest member, in whatever order they are told; null when there is none. Members without a date are not news yet. */
export function newestOf<M extends Member<unknown>>(members: readonly M[]): M | null {
  return (
    members
      .filter((one) => one.at !== null)
      .toSorted(byDate)
      .at(-1) ?? null
  )
}

/** At most `most` of `ordered`, those around the one at `at`: as many before as after it, as far as there are. */
export function around<M>(ordered: readonly M[], at: number, most: number = BOX_STORIES_MAX): M[] {
  const first = Math.max(0, Math.min(at - Math.floor(most / 2), ordered.length - most))
  return ordered.slice(first, first + most)
}

/** `keys` with `key` one place nearer the beginning (-1) or the end (1); as they were where it cannot move. */
export function moved<K>(keys: readonly K[], key: K, by: -1 | 1): K[] {
  const from = keys.indexOf(key)
  const to = from + by
  if (from === -1 || to < 0 || to >= keys.length) return [...keys]
  const rest = keys.filter((_, at) => at !== from)
  return [...rest.slice(0, to), key, ...rest.slice(to)]
}
