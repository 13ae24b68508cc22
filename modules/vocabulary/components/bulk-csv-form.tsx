'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { planCsvAction } from '../bulk-actions'

const EXAMPLE = 'slug,add,remove\nkent-plans-reviewed,ehc-plans|waiting-times,send-reform'

/** A file, or its lines: each line says what one story gets and loses. */
export function BulkCsvForm() {
  const [state, send, pending] = useActionState(planCsvAction, emptyFormState as FormState<{ id: string }>)
  const typed = typeof state.values.lines === 'string' ? state.values.lines : ''
  return (
    <form action={send} key={JSON.stringify(state.values)} noValidate>
      <ErrorSummary problems={state.problems} />
      <LabelledField
        name="lines"
        label="Lines"
        hint="The first line names the columns: slug, add, remove. Divide several tags by |. Lines that cannot be used are listed; the others are kept."
        problem={problemFor(state, 'lines')}
      >
        {(control) => <textarea {...control} rows={6} placeholder={EXAMPLE} defaultValue={typed} spellCheck={false} />}
      </LabelledField>
      <LabelledField
        name="file"
        label="Or a CSV file"
        hint="Of up to 2 MB. It is used instead of the lines above."
        problem={problemFor(state, 'file')}
      >
        {(control) => <input {...control} type="file" accept=".csv,text/csv" />}
      </LabelledField>
      <button type="submit" className={buttons.quiet} aria-disabled={pending || undefined}>
        Read the lines
      </button>
    </form>
  )
}
