'use client'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { Dialog } from './dialog'
import styles from './dialog.module.css'

type Ask = {
  title: string
  label: string
  submit: string
  value: string
  check: (value: string) => string | null
  onSubmit: (value: string) => void
  onClose: () => void
  children: ReactNode
  /** The way out, and whether that is the way we advise. */
  cancel?: string
  advised?: 'submit' | 'cancel'
}

/** One question, its effect said first, and two ways out. */
export function AskDialog(props: Ask) {
  const { title, label, submit, value, check, onSubmit, onClose, children, cancel = 'Cancel', advised = 'submit' } = props
  const id = useId()
  const [typed, setTyped] = useState(value)
  const [problem, setProblem] = useState('')
  const onForm = (event: FormEvent) => {
    event.preventDefault()
    const wrong = check(typed.trim())
    if (wrong !== null) return setProblem(wrong)
    onClose()
    onSubmit(typed.trim())
  }
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <form onSubmit={onForm} noValidate className={styles.form}>
        <label htmlFor={id}>{label}</label>
        {problem ? (
          <p id={`${id}p`} className={styles.problem} role="alert">
            {problem}
          </p>
        ) : null}
        <input
          id={id}
          value={typed}
          maxLength={300}
          autoComplete="off"
          aria-invalid={problem !== '' || undefined}
          aria-describedby={problem ? `${id}p` : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className={styles.acts}>
          <button type="submit" className={advised === 'submit' ? buttons.solid : undefined}>
            {submit}
          </button>
          <button type="button" className={advised === 'cancel' ? buttons.solid : undefined} onClick={onClose}>
            {cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
