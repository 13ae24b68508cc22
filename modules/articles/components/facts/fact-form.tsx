'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { changeFactAction, createFactAction, deleteFactAction } from '../../fact-actions'
import { FACT_LABEL_MAX_CHARACTERS, FACT_VALUE_MAX_CHARACTERS } from '../../fact-input'
import type { FactDetail } from '../../fact-views'
import styles from './facts.module.css'

type FactFormProps = {
  fact: Pick<FactDetail, 'slug' | 'version' | 'label' | 'value' | 'sourceUrl' | 'checkedOn'> | null
  readOnly?: boolean
}

/** Enters a fact, or changes one. What was typed stays after a refusal. */
export function FactForm({ fact, readOnly = false }: FactFormProps) {
  const send = (_before: FormState, form: FormData): Promise<FormState> =>
    (fact ? changeFactAction : createFactAction)(emptyFormState as FormState<never>, form)
  const [state, action] = useActionState(send, emptyFormState)
  const typed = (field: 'label' | 'value' | 'sourceUrl' | 'checkedOn'): string => {
    const value = state.values[field]
    return typeof value === 'string' ? value : (fact?.[field] ?? '')
  }
  const field = (name: Parameters<typeof typed>[0], label: string, hint: string, more: object) => (
    <LabelledField name={name} label={label} hint={hint} problem={problemFor(state, name)}>
      {(control) => <input {...control} defaultValue={typed(name)} readOnly={readOnly} autoComplete="off" {...more} />}
    </LabelledField>
  )
  return (
    // The key shows what was typed again after a refusal: the fields keep their own values otherwise.
    <form action={action} className={styles.form} key={JSON.stringify(state.values)} noValidate>
      <ErrorSummary problems={state.problems} />
      {fact ? <input type="hidden" name="slug" value={fact.slug} /> : null}
      {fact ? <input type="hidden" name="version" value={fact.version} /> : null}
      {field('label', 'What it is', 'For the newsroom: “Areas inspected so far”.', { maxLength: FACT_LABEL_MAX_CHARACTERS })}
      {field('value', 'Value', 'What readers see, within a sentence: “99”.', { maxLength: FACT_VALUE_MAX_CHARACTERS })}
      {field('sourceUrl', 'Source', 'The address where it can be looked up, if there is one.', { type: 'url', inputMode: 'url' })}
      {field('checkedOn', 'Checked on', 'The day somebody last looked it up.', { type: 'date' })}
      {readOnly ? null : (
        <button type="submit" className={buttons.solid}>
          {fact ? 'Save fact' : 'Enter fact'}
        </button>
      )}
    </form>
  )
}

/** A fact that no story shows can go. */
export function DeleteFact({ slug, version }: Pick<FactDetail, 'slug' | 'version'>) {
  const [state, action] = useActionState(deleteFactAction, emptyFormState as FormState<never>)
  return (
    <form action={action} className={styles.delete}>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="version" value={version} />
      <button type="submit" className={buttons.quiet}>
        Delete fact
      </button>
    </form>
  )
}
