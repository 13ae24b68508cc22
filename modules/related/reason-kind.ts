/** Why a link stands in a list, in one word: what clicks are counted by. */
import type { TagType } from '@/modules/tags/tag-types'

export const REASON_KINDS = ['pin', 'storyline', 'area', 'organisation', 'person', 'theme', 'external'] as const
export type ReasonKind = (typeof REASON_KINDS)[number]

const isKind = (type: TagType): type is TagType & ReasonKind => (REASON_KINDS as readonly string[]).includes(type)

/** A link to another site, a link the editor chose, or the type of the shared tag that counts most. */
export function reasonKind(link: { kind?: 'story' | 'external'; pinned: boolean; reasons: readonly { type: TagType }[] }): ReasonKind {
  if (link.kind === 'external') return 'external'
  const [best] = link.reasons
  return link.pinned || !best || !isKind(best.type) ? 'pin' : best.type
}
