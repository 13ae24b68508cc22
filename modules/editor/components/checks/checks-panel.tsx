'use client'
import { type KeyboardEvent, useRef, useState } from 'react'
import { LabelledField } from '@/components/labelled-field'
import { PanelForm } from '@/components/panel-form'
import type { Problem } from '@/lib/errors'
import { SEVERITIES, SEVERITY_WORDS, type Severity } from '@/modules/style/rules'
import { LEAVE_REASON_MAX_CHARACTERS, WORDS_MAX_CHARACTERS } from '@/modules/style/schema'
import { leaveFindingAction, takeUpFindingAction } from '../../check-actions'
import type { Check } from '../../checks'
import { focusWhenThere } from '../comments/focus-when-there'
import { useKeptFocus } from '../related/use-kept-focus'
import type { Saving } from '../saving/use-saving'
import styles from './checks.module.css'
import type { Checking } from './use-checking'
import type { Checks } from './use-checks'

export type ChecksPanelProps = {
  checking: Checking
  saving: Saving
  readOnly: boolean
  announce: (message: string) => void
}

/** What house style and record say of the words: errors and warnings, then notes on demand, then what was left as it is. */
export function ChecksPanel(props: ChecksPanelProps) {
  const { checks, showNotes, setShowNotes } = props.checking
  const panel = useRef<HTMLElement>(null)
  const onFocus = useKeptFocus(panel)
  const of = (severity: Severity) => checks.open.filter((one) => one.severity === severity && one.group !== 'plain')
  const notes = of('note')
  if (!checks.answer) return <p>{checks.failed ? 'The checks did not answer. They are asked again when you type.' : 'Checking …'}</p>
  return (
    <section ref={panel} className={styles.panel} aria-label="What was found" onFocus={onFocus}>
      <Summary checks={checks} />
      {SEVERITIES.filter((severity) => severity !== 'note').map((severity) => (
        <Group key={severity} title={SEVERITY_WORDS[severity].many} list={of(severity)} {...props} />
      ))}
      {notes.length > 0 ? (
        <details open={showNotes} onToggle={(event) => setShowNotes(event.currentTarget.open)}>
          <summary>
            {SEVERITY_WORDS.note.many} ({notes.length})
          </summary>
          <Group title={SEVERITY_WORDS.note.many} list={notes} unnamed {...props} />
        </details>
      ) : null}
      <PlainGroup {...props} />
      {checks.left.length > 0 ? <LeftList {...props} /> : null}
    </section>
  )
}

function Summary({ checks }: { checks: Checks }) {
  const { answer, open, failed } = checks
  if (!answer) return null
  return (
    <div className={styles.summary}>
      {open.length === 0 ? <p>Nothing found. The checks look again at each pause in writing.</p> : null}
      {open.length > 0 ? (
        <p className={styles.soft}>
          Advice: nothing here keeps a story back. Ctrl Alt J comes here from the words; on a finding Enter goes back to them, F fixes, L
          leaves it.
        </p>
      ) : null}
      {failed ? <p className={styles.problem}>The last look did not succeed. This is the one before.</p> : null}
      {answer.skipped.length > 0 ? (
        <p>
          Left out, because {answer.skipped.length === 1 ? 'it took' : 'they took'} too long: {answer.skipped.join(', ')}.{' '}
          {answer.mayManage ? <a href="/admin/style">House style</a> : 'A sub can put it right.'}
        </p>
      ) : null}
      {answer.cut ? <p>This story is very long: its beginning was checked.</p> : null}
    </div>
  )
}

/** Plain English and access, with the reading age beside the one to aim at. */
function PlainGroup(props: ChecksPanelProps) {
  const { open, answer } = props.checking.checks
  if (!answer) return null
  const list = open.filter(({ group }) => group === 'plain')
  const { age, target, words, sentences } = answer.reading
  return (
    <details>
      <summary>
        Plain English and access ({list.length}){age === null ? '' : `, reading age ${age}`}
      </summary>
      <p className={age !== null && age > target ? styles.over : undefined}>
        {age === null ? 'Too few words to tell the reading age.' : `Reading age ${age}; the target is ${target}.`}
      </p>
      <p className={styles.soft}>
        From {words} words in {sentences} {sentences === 1 ? 'sentence' : 'sentences'} of our own, without quotations, by the Automated
        Readability Index.
      </p>
      <Group title="Plain English and access" list={list} unnamed {...props} />
    </details>
  )
}

function Group({
  title,
  list,
  unnamed = false,
  ...props
}: ChecksPanelProps & { title: string; list: readonly Check[]; unnamed?: boolean }) {
  if (list.length === 0) return null
  return (
    <section aria-label={title}>
      {unnamed ? null : (
        <h3>
          {title} ({list.length})
        </h3>
      )}
      <ol className={styles.list} aria-label={title}>
        {list.map((check) => (
          <Finding key={check.key} check={check} {...props} />
        ))}
      </ol>
    </section>
  )
}

/** One finding. The keys work on the finding itself and on its buttons, never while a reason is typed. */
function Finding({ check, checking, saving, readOnly, announce }: ChecksPanelProps & { check: Check }) {
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

/** What this story keeps although a rule speaks against it. */
function LeftList({ checking, saving, readOnly, announce }: ChecksPanelProps) {
  const { checks } = checking
  const takeUp = async ({ rule, words }: Check) => {
    const articleId = saving.latest.current?.id
    if (!articleId) return
    const answer = await takeUpFindingAction({ articleId, rule, words: words.slice(0, WORDS_MAX_CHARACTERS) }).catch(() => null)
    announce(answer?.ok ? 'Taken up again.' : 'The newsroom did not answer. Try again.')
    checks.refresh()
  }
  return (
    <details>
      <summary>Left as it is ({checks.left.length})</summary>
      <ul className={styles.list} aria-label="Left as it is">
        {checks.left.map((check) => (
          <li key={check.key} className={styles.finding}>
            <p>
              <q>{check.words.slice(0, 120)}</q>
            </p>
            <p className={styles.soft}>
              {check.left?.by}: {check.left?.reason} <small>{check.rule}</small>
            </p>
            {readOnly ? null : (
              <p>
                <button type="button" className={styles.act} onClick={() => void takeUp(check)}>
                  Take it up again
                </button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
