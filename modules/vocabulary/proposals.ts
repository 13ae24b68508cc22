/** What comes in when somebody proposes a tag, and what is said of one. Runs in both worlds. */
import { z } from 'zod'
import { line, text } from '@/lib/text'
import { EDITABLE_TAG_TYPES, TAG_LABEL_MAX_CHARACTERS } from '@/modules/tags/schema'

export const PROPOSAL_REASON_MAX_CHARACTERS = 400

/** The kinds that a story's writer may miss at once. */
export const PROPOSED_TYPES = ['theme', 'organisation', 'person', 'storyline'] as const

export const proposeTagSchema = z.strictObject({
  label: line({ name: 'Label', max: TAG_LABEL_MAX_CHARACTERS, required: 'Enter a label' }),
  type: z.enum(PROPOSED_TYPES, { error: 'Choose what kind of tag it is' }),
  reason: text({ name: 'Reason', max: PROPOSAL_REASON_MAX_CHARACTERS }).default(''),
  /** The story it is missing in, once that is stored. */
  articleId: z.union([z.uuid().toLowerCase(), z.null()]).default(null),
})
export type ProposeTagInput = z.output<typeof proposeTagSchema>

const id = z.uuid('There is no such proposal').toLowerCase()
/** Made as it is, or with another label or type; another tag that is meant; or declined, with a reason. */
export const decideProposalSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    id,
    decision: z.literal('made'),
    label: line({ name: 'Label', max: TAG_LABEL_MAX_CHARACTERS, required: 'Enter a label' }),
    type: z.enum(EDITABLE_TAG_TYPES, { error: 'Choose what kind of tag it is' }),
  }),
  z.strictObject({ id, decision: z.literal('already'), tagSlug: z.string().min(1, 'Choose the tag that is meant').max(120) }),
  z.strictObject({
    id,
    decision: z.literal('declined'),
    note: line({ name: 'Reason', max: PROPOSAL_REASON_MAX_CHARACTERS, required: 'Enter why, for whoever proposed it' }),
  }),
])
export type DecideProposalInput = z.output<typeof decideProposalSchema>

export const seeProposalSchema = z.strictObject({ id })
export type SeeProposalInput = z.output<typeof seeProposalSchema>

/** "was made: “Transport to school”", for whoever proposed it. */
export function decisionWords({ state, tagLabel, note }: { state: string; tagLabel: string | null; note: string | null }): string {
  if (state === 'made') return `was made${tagLabel ? `: “${tagLabel}”` : ''}. It can be chosen now.`
  if (state === 'already') return `is there already: choose “${tagLabel ?? 'the tag meant'}”.`
  return `was declined${note ? `: ${note}` : ''}`
}
