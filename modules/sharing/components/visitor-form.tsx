'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { sayByLinkAction } from '../actions'
import styles from './visitor-form.module.css'

const VERDICTS = [
  { value: '', label: 'Only a comment' },
  { value: 'approved', label: 'Approved' },
  { value: 'needs-change', label: 'Needs a change' },
] as const

type Props = { token: string /** The version that was read. */; revision: number; label: string }

/** What somebody without an account says about a draft. Its page has no script: the answer is the page again. */
export function VisitorForm({ token, revision, label }: Props) {
  const [state, action] = useActionState(sayByLinkAction, emptyFormState as FormState<{ token: string }>)
  const typed = (field: string): string => (typeof state.values[field] === 'string' ? state.values[field] : '')
  return (
    <section aria-labelledby="visitor-says">
      <h2 id="visitor-says">What do you say?</h2>
      <p className={styles.lead}>Only the newsroom reads it. It is kept with your name and “{label}”; your address is not.</p>
      <form action={action} noValidate className={styles.form}>
        <ErrorSummary problems={state.problems} />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="revision" value={revision} />
        <LabelledField name="name" label="Your name" problem={problemFor(state, 'name')}>
          {(control) => <input {...control} type="text" autoComplete="name" defaultValue={typed('name')} />}
        </LabelledField>
        <fieldset className={styles.verdict}>
          <legend>Your answer</legend>
          {VERDICTS.map(({ value, label: words }) => (
            <label key={value}>
              <input type="radio" name="verdict" value={value} defaultChecked={typed('verdict') === value} />
              {words}
            </label>
          ))}
        </fieldset>
        <LabelledField name="body" label="Comment" hint="What should change, and where." problem={problemFor(state, 'body')}>
          {(control) => <textarea {...control} rows={6} defaultValue={typed('body')} />}
        </LabelledField>
        <button type="submit" className={buttons.solid}>
          Send to the newsroom
        </button>
      </form>
    </section>
  )
}
