import { LabelledField } from '@/components/labelled-field'
import { type FormState, problemFor } from '@/modules/auth/form-state'
import { TAG_LABEL_MAX_CHARACTERS } from '@/modules/tags/schema'
import { SUMMARY_MAX_CHARACTERS } from '../schema'

type Props = { state: FormState; stored: string; readOnly?: boolean }

/** What was typed, after a refusal; what is stored otherwise. */
export const typed = (state: FormState, field: string, stored: string): string =>
  typeof state.values[field] === 'string' ? state.values[field] : stored

export function LabelField({ state, stored, readOnly = false }: Props) {
  return (
    <LabelledField name="label" label="Name" hint="As readers see it: “Hertfordshire’s inspection”." problem={problemFor(state, 'label')}>
      {(control) => (
        <input
          {...control}
          defaultValue={typed(state, 'label', stored)}
          maxLength={TAG_LABEL_MAX_CHARACTERS}
          readOnly={readOnly}
          autoComplete="off"
        />
      )}
    </LabelledField>
  )
}

export function SummaryField({ state, stored, readOnly = false }: Props) {
  return (
    <LabelledField
      name="summary"
      label="Summary"
      hint="Two or three plain sentences: what it is about and where it stands. Readers see it above the story so far."
      problem={problemFor(state, 'summary')}
    >
      {(control) => (
        <textarea
          {...control}
          rows={4}
          maxLength={SUMMARY_MAX_CHARACTERS}
          defaultValue={typed(state, 'summary', stored)}
          readOnly={readOnly}
        />
      )}
    </LabelledField>
  )
}
