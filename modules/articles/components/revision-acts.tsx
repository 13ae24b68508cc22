'use client'
import { useActionState } from 'react'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { labelRevisionAction, restoreRevisionAction } from '../actions'
import { LABEL_MAX_CHARACTERS } from '../revision-input'

type RevisionActsProps = { id: string; version: number; revision: number; label: string; isNewest: boolean }

/** Names a version, or brings it back as a new one. */
export function RevisionActs({ id, version, revision, label, isNewest }: RevisionActsProps) {
  return (
    <>
      <LabelForm id={id} revision={revision} label={label} />
      {isNewest ? null : <RestoreForm id={id} version={version} revision={revision} />}
    </>
  )
}

function LabelForm({ id, revision, label }: Pick<RevisionActsProps, 'id' | 'revision' | 'label'>) {
  const [state, action, pending] = useActionState(labelRevisionAction, emptyFormState as FormState<{ label: string }>)
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="revision" value={revision} />
      <LabelledField
        name="label"
        label="Label"
        hint="For instance “as sent to legal”. Empty takes it away."
        problem={problemFor(state, 'label')}
      >
        {(control) => <input {...control} type="text" maxLength={LABEL_MAX_CHARACTERS} defaultValue={label} autoComplete="off" />}
      </LabelledField>
      <button type="submit" aria-disabled={pending || undefined}>
        Save label
      </button>{' '}
      <span role="status">{state.problems.length === 0 ? state.message : ''}</span>
    </form>
  )
}

function RestoreForm({ id, version, revision }: Pick<RevisionActsProps, 'id' | 'version' | 'revision'>) {
  const [state, action, pending] = useActionState(restoreRevisionAction, emptyFormState as FormState<unknown> as never)
  const { problems, message } = state as FormState<unknown>
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={problems} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="revision" value={revision} />
      <button type="submit" aria-disabled={pending || undefined}>
        Bring version {revision} back
      </button>{' '}
      <span>as a new version. What readers have stays as it is.</span> <span role="status">{problems.length === 0 ? message : ''}</span>
    </form>
  )
}
