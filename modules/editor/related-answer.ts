/** What the editor page is told of related lists. Types only. */
import type { RelatedLink } from '@/modules/related/views'

/** The list, and by number the id of each story in it, so that a press needs no question of its own. */
export type EditorRelated = { links: RelatedLink[]; ids: Record<number, string> }
