/**
 * How much of what two stories share is what they are about. Pure. A story about one area is about that area; a story
 * that compares five is about each of them by a fifth, and would else stand under everything of all five.
 */
import type { TagType } from '@/modules/tags/tag-types'

type Tag = { type: TagType }

/** So many of a type count whole; of more, all together count as much as these. */
const WHOLE: readonly (readonly [TagType, number])[] = [
  ['area', 1],
  ['theme', 3],
]

const countOf = (tags: readonly Tag[], type: TagType): number => {
  let count = 0
  for (const tag of tags) if (tag.type === type) count += 1
  return count
}

/** Points that `shared` tags lose because one of the two stories carries many of their type. */
export function lostPoints(shared: readonly (Tag & { points: number })[], one: readonly Tag[], other: readonly Tag[]): number {
  let lost = 0
  for (const [type, whole] of WHOLE) {
    const most = Math.max(countOf(one, type), countOf(other, type))
    if (most <= whole) continue
    for (const tag of shared) if (tag.type === type) lost += tag.points * (1 - whole / most)
  }
  return lost
}
