/** What the editor page is told of related lists. Types only. */
import type { RelatedLink } from '@/modules/related/views'

/** A live story whose published decision keeps this one out of its list, and it out of this one's. */
export type LeftOutBy = { id: string; slug: string; headline: string }

/** The list, by number the id of each story in it, so that a press needs no question of its own, and which of them are evergreen. */
export type EditorRelated = { links: RelatedLink[]; ids: Record<number, string>; evergreen: number[]; leftOutBy: LeftOutBy[] }
