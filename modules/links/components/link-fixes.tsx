'use client'

import { useEffect, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import type { ActionResult } from '@/modules/auth/form-state'
import { checkAgainAction, leaveLinkAction, removeLinkAction, useNewAddressAction } from '../actions'
import { fixedSentence, STATE_WORDS } from '../link-words'
import styles from './links.module.css'

/** `heading`: id of the element that names the link. `left`: somebody decided to leave it. */
type LinkFixesProps = { url: string; moved: boolean; left: boolean; heading: string }
type Said = { text: string; over: boolean }
type Press = { label: string; go: () => Promise<Said> }

/** What can be done about one link, one press each. What a press did is said in its place, and takes the focus. */
export function LinkFixes({ url, moved, left, heading }: LinkFixesProps) {
  const [said, setSaid] = useState<Said>({ text: '', over: false })
  const [busy, setBusy] = useState('')
  const answer = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said.text !== '') answer.current?.focus()
  }, [said])

  const press = async ({ label, go }: Press) => {
    if (busy !== '') return
    setBusy(label)
    setSaid(await go().catch(() => ({ text: 'The newsroom did not answer. Try again.', over: false })))
    setBusy('')
  }

  return (
    <div className={styles.fixes}>
      {said.over ? null : (
        <ul aria-label="What to do">
          {pressesFor(url, moved, left).map((each) => (
            <li key={each.label}>
              <button
                type="button"
                className={buttons.quiet}
                aria-disabled={busy !== '' || undefined}
                aria-describedby={heading}
                onClick={() => void press(each)}
              >
                {each.label}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p ref={answer} role="status" tabIndex={-1} className={styles.said}>
        {busy === '' ? said.text : 'Working …'}
      </p>
    </div>
  )
}

function pressesFor(url: string, moved: boolean, left: boolean): Press[] {
  const renew = { label: 'Use the new address', go: async () => fixed(await useNewAddressAction({ url }), 'Changed') }
  const remove = { label: 'Remove the link, keep the words', go: async () => fixed(await removeLinkAction({ url }), 'Removed') }
  const leave = {
    label: 'Leave it',
    go: async () => told(await leaveLinkAction({ url }), () => 'Left as it is until its state changes.', true),
  }
  const again = {
    label: 'Check again now',
    go: async () => told(await checkAgainAction({ url }), ({ state, detail }) => `Checked: ${STATE_WORDS[state]}. ${detail}`.trim(), false),
  }
  return [...(moved ? [renew] : []), remove, ...(left ? [] : [leave]), again]
}

function told<T>(result: ActionResult<T>, say: (value: T) => string, over: boolean): Said {
  if (result.ok) return { text: say(result.value), over }
  return { text: result.kind === 'problems' ? result.problems.map(({ message }) => `${message}.`).join(' ') : result.message, over: false }
}

function fixed(result: ActionResult<{ stories: number; left: number }>, done: string): Said {
  return told(result, (value) => fixedSentence(value, done), result.ok && result.value.left === 0)
}
