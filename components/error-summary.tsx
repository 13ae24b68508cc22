'use client'

import { useEffect, useRef } from 'react'
import styles from './error-summary.module.css'

type Problem = { field: string; message: string }

/**
 * What kept a form from being sent, at its top: takes the focus when it appears, and each line leads to its field
 * (whose id is the field's name, or what `idFor` says).
 */
export function ErrorSummary({ problems, idFor = (field) => field }: { problems: readonly Problem[]; idFor?: (field: string) => string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length > 0) box.current?.focus()
  }, [problems])
  if (problems.length === 0) return null
  return (
    <div ref={box} className={styles.box} role="alert" tabIndex={-1}>
      <h2>There is a problem</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{field === '' ? message : <a href={`#${idFor(field)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  )
}
