'use client'
import { type KeyboardEvent, useState } from 'react'
import { LabelledField } from '@/components/labelled-field'
import { PanelForm } from '@/components/panel-form'
import type { Problem } from '@/lib/errors'
import { SEVERITY_WORDS } from '@/modules/style/rules'
import { LEAVE_REASON_MAX_CHARACTERS, WORDS_MAX_CHARACTERS } from '@/modules/style/schema'
import { leaveFindingAction } from '../../check-actions'
import type { Check } from '../../checks'
import { focusWhenThere } from '../comments/focus-when-there'
import type { Saving } from '../saving/use-saving'
import styles from './checks.module.css'
import type { Checking } from './use-checking'

export type FindingProps = { checking: Checking; saving: Saving; readOnly: boolean; announce: (message: string) => void }

/** One finding. The keys work on the finding itself and on its buttons, never while a reason is typed. */
export function Finding({ check, checking, saving, readOnly, announce }: FindingProps & { check: Check }) {
  const { checks } = checking
  const [leaving, setLeaving] = useState(false)
  const id = `check-${check.key}`
  const fix = () => {
    if (readOnly || check.fix === null) return
    if (!checking.mend(check)) return announce('These words have changed.')
    checks.dismiss(check.key)
    announce(`Wrote ${check.fix}.`)
  }
  const leave = () => {
    if (readOnly) return
    setLeaving(true)
    focusWhenThere(`${id}-reason`)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
    const own = event.target === event.currentTarget
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) toNeighbour(event.currentTarget, step)
    else if (event.key.toLowerCase() === 'f' && check.fix !== null) fix()
    else if (event.key.toLowerCase() === 'l') leave()
    else if (event.key === 'Enter' && own) checking.goTo(check)
    else return
    event.preventDefault()
  }
  return (
    <li>
      <article
        id={id}
        className={styles.finding}
        data-link=""
        data-severity={check.severity}
        data-active={checks.active === check.key || undefined}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go from one to the next
        tabIndex={0}
        aria-label={`${SEVERITY_WORDS[check.severity].one}: ${check.words.slice(0, 80)}`}
        onFocus={() => checks.setActive(check.key)}
        onKeyDown={onKeyDown}
      >
        <Said check={check} onGo={() => checking.goTo(check)} />
        {readOnly ? null : leaving ? (
          <LeaveForm
            id={id}
            check={check}
            saving={saving}
            onDone={() => {
              checks.dismiss(check.key)
              checks.refresh()
              announce('Left as it is.')
            }}
            onCancel={() => {
              setLeaving(false)
              focusWhenThere(id)
            }}
          />
        ) : (
          <div className={styles.acts}>
            {check.fix !== null ? (
              <button type="button" className={styles.act} aria-keyshortcuts="F" onClick={fix}>
                Fix: {check.fix}
              </button>
            ) : null}
            <button type="button" className={styles.act} aria-keyshortcuts="L" onClick={leave}>
              Leave it
            </button>
          </div>
        )}
      </article>
    </li>
  )
}

function toNeighbour(from: Element, step: number) {
  const all = [...(from.closest('section[aria-label="What was found"]')?.querySelectorAll<HTMLElement>('[data-link]') ?? [])]
  all[all.indexOf(from as HTMLElement) + step]?.focus()
}

const shortened = (words: string): string => (words.length > 120 ? `${words.slice(0, 120)} …` : words)

/** What was found, what to do, why, and where that is from. */
function Said({ check, onGo }: { check: Check; onGo: () => void }) {
  return (
    <>
      <p>
        {check.rule === 'AX-ALT' ? (
          <b>{check.words}</b>
        ) : (
          <button type="button" className={styles.words} onClick={onGo}>
            <span className="visually-hidden">Go to the words: </span>
            <q>{shortened(check.words)}</q>
          </button>
        )}
      </p>
      <p className={styles.advice}>{check.advice}</p>
      <p className={styles.soft}>
        {check.reason}{' '}
        {check.source ? (
          <a href={check.source} rel="noreferrer" target="_blank">
            The source
          </a>
        ) : null}{' '}
        <small>{check.rule}</small>
      </p>
    </>
  )
}

type LeaveFormProps = { id: string; check: Check; saving: Saving; onDone: () => void; onCancel: () => void }

function LeaveForm({ id, check, saving, onDone, onCancel }: LeaveFormProps) {
  const [reason, setReason] = useState('')
  const send = async (): Promise<Problem[] | null> => {
    const articleId = (saving.latest.current ?? (await saving.save()))?.id
    if (!articleId) return [{ field: '', message: 'The story could not be saved, so nothing was left' }]
    const words = check.words.slice(0, WORDS_MAX_CHARACTERS)
    const answer = await leaveFindingAction({ articleId, rule: check.rule, words, reason }).catch(() => null)
    if (answer?.ok) return null
    if (answer?.kind === 'problems') return answer.problems
    return [{ field: '', message: answer?.message ?? 'The newsroom did not answer. Try again.' }]
  }
  return (
    <PanelForm submit="Leave it" shown={['reason']} onSubmit={send} onDone={onDone} onCancel={onCancel}>
      {(problems) => (
        <LabelledField
          compact
          name="reason"
          id={`${id}-reason`}
          label="Why it stays as it is"
          problem={problems.find(({ field }) => field === 'reason')?.message}
        >
          {(control) => (
            <input
              {...control}
              value={reason}
              maxLength={LEAVE_REASON_MAX_CHARACTERS}
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') onCancel()
              }}
            />
          )}
        </LabelledField>
      )}
    </PanelForm>
  )
}
