'use client'
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react'
import styles from '../story-editor.module.css'

type LineFieldProps = {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  onEnter: () => void
  onPaste: (event: ClipboardEvent) => void
  /** Characters it may have. */
  limit: number
  big?: boolean
  readOnly?: boolean
  problem?: string
  /** Lies behind the words: the same words, underlined. */
  behind?: ReactNode
}

/** A field of one paragraph that grows with its words. Enter moves on: there are no lines inside a headline. */
export function LineField(props: LineFieldProps) {
  const { id, label, value, onChange, onEnter, onPaste, limit, big = false, readOnly = false, problem, behind = null } = props
  const length = [...value].length
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    onEnter()
  }
  return (
    <div className={styles.lineField}>
      <div className={styles.labelRow}>
        <label htmlFor={id}>{label}</label>
        <span id={`${id}-count`} className={length > limit ? styles.over : styles.soft}>
          {length === 0 ? '' : `${length} ${length === 1 ? 'character' : 'characters'}`}
          {length > limit ? `, ${length - limit} too many` : ''}
        </span>
      </div>
      {problem ? (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      ) : null}
      <div className={`${styles.layers} ${big ? styles.headlineLayers : styles.standfirstLayers}`}>
        {behind}
        <textarea
          id={id}
          className={big ? styles.headline : styles.standfirst}
          rows={big ? 2 : 3}
          value={value}
          readOnly={readOnly}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => onChange(event.target.value.replace(/\s*\n\s*/g, ' '))}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
    </div>
  )
}
