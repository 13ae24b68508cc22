'use client'
import { useActionState, useState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { editStorylineAction } from '../actions'
import type { StorylineDetail } from '../views'
import styles from './storyline-desk.module.css'
import { LabelField, SummaryField, typed } from './storyline-fields'
import { StorylineOrder } from './storyline-order'

type Props = { storyline: StorylineDetail; readOnly: boolean }

/** A storyline’s words and the order of its stories. An order is kept at once; the words with their button. */
export function StorylineDesk({ storyline, readOnly }: Props) {
  // The order raises the version too: the words are saved on top of it.
  const [version, setVersion] = useState(storyline.version)
  return (
    <>
      <Words storyline={storyline} version={version} readOnly={readOnly} />
      <StorylineOrder storyline={storyline} version={version} onOrdered={setVersion} readOnly={readOnly} />
    </>
  )
}

function Words({ storyline, version, readOnly }: Props & { version: number }) {
  const [state, action, pending] = useActionState(editStorylineAction, emptyFormState as FormState<never>)
  const chosen = typed(state, 'state', storyline.open ? 'open' : 'closed')
  return (
    <form action={action} className={styles.form} key={JSON.stringify(state.values)} noValidate>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="tagId" value={storyline.tagId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="tagVersion" value={storyline.tagVersion} />
      <LabelField state={state} stored={storyline.label} readOnly={readOnly} />
      <SummaryField state={state} stored={storyline.summary} readOnly={readOnly} />
      <fieldset className={styles.choice} disabled={readOnly}>
        <legend>Does it go on?</legend>
        <label>
          <input type="radio" name="state" value="open" defaultChecked={chosen === 'open'} />
          Open: more is to come
        </label>
        <label>
          <input type="radio" name="state" value="closed" defaultChecked={chosen !== 'open'} />
          Closed: readers see “Concluded”. Its stories stay related
        </label>
      </fieldset>
      {readOnly ? null : (
        <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
          Save storyline
        </button>
      )}
    </form>
  )
}
