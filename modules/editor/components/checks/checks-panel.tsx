'use client'
import { useRef } from 'react'
import { SEVERITIES, SEVERITY_WORDS, type Severity } from '@/modules/style/rules'
import { WORDS_MAX_CHARACTERS } from '@/modules/style/schema'
import { takeUpFindingAction } from '../../check-actions'
import type { Check } from '../../checks'
import { useKeptFocus } from '../related/use-kept-focus'
import styles from './checks.module.css'
import { Finding, type FindingProps } from './finding'
import type { Checks } from './use-checks'

/** What house style and record say of the words: errors and warnings, then notes on demand, then what was left as it is. */
export function ChecksPanel(props: FindingProps) {
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
function PlainGroup(props: FindingProps) {
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

function Group({ title, list, unnamed = false, ...props }: FindingProps & { title: string; list: readonly Check[]; unnamed?: boolean }) {
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

/** What this story keeps although a rule speaks against it. */
function LeftList({ checking, saving, readOnly, announce }: FindingProps) {
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
