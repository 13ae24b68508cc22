'use client'
import { Fragment } from 'react'
import type { Check } from '../../checks'
import styles from './checks.module.css'

type Part = { at: number; text: string; check: Check | null }

/** The words in order, cut where a finding begins or ends; of findings in one place the first. */
function partsOf(value: string, checks: readonly Check[]): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const check of [...checks].sort((a, b) => a.from - b.from)) {
    // Words that have changed since are not underlined until the next answer.
    if (check.from < at || !value.startsWith(check.words.slice(0, check.to - check.from), check.from)) continue
    if (check.from > at) parts.push({ at, text: value.slice(at, check.from), check: null })
    parts.push({ at: check.from, text: value.slice(check.from, check.to), check })
    at = check.to
  }
  if (at < value.length) parts.push({ at, text: value.slice(at), check: null })
  return parts
}

/** Behind a field of one paragraph: the same words unseen, underlined where something was found. */
export function LineUnderlines({ value, checks, active }: { value: string; checks: readonly Check[]; active: string }) {
  return (
    <div className={styles.behind} aria-hidden="true">
      {partsOf(value, checks).map(({ at, text, check }) => (
        <Fragment key={at}>
          {check ? <span className={[styles[check.severity], check.key === active ? styles.lookedAt : ''].join(' ')}>{text}</span> : text}
        </Fragment>
      ))}
    </div>
  )
}
