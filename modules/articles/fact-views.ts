/** Facts as the newsroom sees them. Types only. */
import type { State } from '@/modules/workflow/states'

/** What the editor inserts. `checkedOn` is a London day, such as 2026-11-21. */
export type FactPick = { slug: string; label: string; value: string; checkedOn: string | null }

/** A story that shows a fact: in its newest words, in what readers have, or in both. */
export type FactStory = { id: string; headline: string; state: State; newest: boolean; live: boolean }

/** `stories`: those this person may open. */
export type FactListItem = FactPick & { sourceUrl: string | null; updatedAt: Date; updatedBy: string; stories: FactStory[] }
export type FactDetail = FactListItem & { version: number }
