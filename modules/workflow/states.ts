/** The states of a story's life, in order. The review and schedule states arrive with the workflow issue. */
export const STATES = ['draft', 'live', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** The word an editor sees. */
export const stateLabel: Record<State, string> = { draft: 'Draft', live: 'Live', withdrawn: 'Withdrawn' }
