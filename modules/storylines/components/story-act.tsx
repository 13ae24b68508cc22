'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { addStoryAction, removeStoryAction } from '../actions'
import styles from './storyline-desk.module.css'

type Props = { act: 'add' | 'remove'; tagId: number; storyId: string; headline: string }

/** One press that adds a story to a line or takes it out. */
export function StoryAct({ act, tagId, storyId, headline }: Props) {
  const [state, action, pending] = useActionState(act === 'add' ? addStoryAction : removeStoryAction, emptyFormState as FormState<never>)
  return (
    <form action={action} className={styles.act}>
      <input type="hidden" name="tagId" value={tagId} />
      <input type="hidden" name="storyId" value={storyId} />
      <button type="submit" className={act === 'add' ? buttons.quiet : buttons.text} aria-disabled={pending || undefined}>
        {act === 'add' ? 'Add' : 'Take out'} <span className="visually-hidden">{headline}</span>
      </button>
      {state.problems[0] ? (
        <p role="alert" className={styles.refused}>
          {state.problems[0].message}
        </p>
      ) : null}
    </form>
  )
}
