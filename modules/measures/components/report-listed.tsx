'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState } from '@/modules/auth/form-state'
import { reportListedAction } from '../actions'
import styles from './not-related.module.css'

type Props = {
  articleId: string
  /** Links to stories of the list above. */
  links: readonly { number: number; headline: string }[]
}

/** What readers are asked under a list, for the newsroom: the answer goes to the same tray, as a colleague's. */
export function ReportListed({ articleId, links }: Props) {
  const [state, action, sending] = useActionState(reportListedAction, emptyFormState)
  if (links.length === 0) return null
  const said = state.problems[0]?.message ?? state.message
  return (
    <details className={styles.ask}>
      <summary>Is one of these not related?</summary>
      <form action={action}>
        <input type="hidden" name="articleId" value={articleId} />
        <fieldset>
          <legend>Which one?</legend>
          {links.map((link) => (
            <label key={link.number}>
              <input type="radio" name="target" value={link.number} required />
              <span>{link.headline}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className={buttons.quiet} aria-disabled={sending || undefined}>
          Tell the tag editor
        </button>
        <p role="status">{said}</p>
      </form>
    </details>
  )
}
