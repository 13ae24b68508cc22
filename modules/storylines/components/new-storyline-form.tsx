'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { createStorylineAction } from '../actions'
import styles from './storyline-desk.module.css'
import { LabelField, SummaryField } from './storyline-fields'

/** Makes a storyline; `label` is a first idea for its name. Its stories are added on its page. */
export function NewStorylineForm({ label }: { label: string }) {
  const [state, action, pending] = useActionState(createStorylineAction, emptyFormState as FormState<never>)
  return (
    <form action={action} className={styles.form} key={JSON.stringify(state.values)} noValidate>
      <ErrorSummary problems={state.problems} />
      <LabelField state={state} stored={label} />
      <SummaryField state={state} stored="" />
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Create storyline
      </button>
    </form>
  )
}
