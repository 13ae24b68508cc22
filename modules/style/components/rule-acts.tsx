'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { emptyFormState } from '@/modules/auth/form-state'
import { removeRuleAction, switchRuleAction } from '../actions'
import type { RuleView } from '../views'
import styles from './style.module.css'

/** On and off, and the way back to how a rule was shipped. */
export function RuleActs({ rule }: { rule: Pick<RuleView, 'id' | 'version' | 'active' | 'own' | 'changed'> }) {
  const [switched, switchIt] = useActionState(switchRuleAction, emptyFormState)
  const [removed, removeIt] = useActionState(removeRuleAction, emptyFormState)
  const known = (
    <>
      <input type="hidden" name="id" value={rule.id} />
      <input type="hidden" name="version" value={rule.version} />
    </>
  )
  return (
    <div className={styles.acts}>
      <ErrorSummary problems={[...switched.problems, ...removed.problems]} />
      <form action={switchIt}>
        {known}
        <input type="hidden" name="active" value={rule.active ? 'no' : 'yes'} />
        <button type="submit" className={buttons.quiet}>
          {rule.active ? 'Switch off' : 'Switch on'}
        </button>
      </form>
      {rule.own || rule.changed ? (
        <form action={removeIt}>
          {known}
          <button type="submit" className={buttons.quiet}>
            {rule.own ? 'Remove rule' : 'Restore as shipped'}
          </button>
        </form>
      ) : null}
    </div>
  )
}
