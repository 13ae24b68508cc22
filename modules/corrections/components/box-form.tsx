'use client'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import type { Problem } from '@/lib/errors'
import styles from './corrections-box.module.css'

export const messageFor = (problems: readonly Problem[], field: string) => problems.find((one) => one.field === field)?.message

type BoxFormProps = {
  submit: string
  /** Fields that show their own problem. */
  shown: readonly string[]
  /** Null when it was done. */
  onSubmit: () => Promise<Problem[] | null>
  onCancel: () => void
  children: (problems: readonly Problem[]) => ReactNode
}

/** A form of the box; what no field explains stands above its button. */
export function BoxForm({ submit, shown, onSubmit, onCancel, children }: BoxFormProps) {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    try {
      const found = await onSubmit()
      if (found === null) onCancel()
      else setProblems(found)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      {children(problems)}
      <div role="alert">
        {problems
          .filter(({ field }) => !shown.includes(field))
          .map(({ field, message }) => (
            <p key={`${field} ${message}`} className={styles.problem}>
              {message}
            </p>
          ))}
      </div>
      <div className={styles.acts}>
        <button type="submit" className={buttons.quiet} aria-disabled={busy || undefined}>
          {submit}
        </button>
        <button type="button" className={buttons.text} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}

type FieldProps = {
  label: string
  hint?: string
  problem?: string | undefined
  children: (control: { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }) => ReactNode
}

/** A label, what went wrong, and the control: of many forms on one page, so its id is its own. */
export function BoxField({ label, hint, problem, children }: FieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} className={styles.soft}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      ) : null}
      {children({ id, 'aria-invalid': problem ? true : undefined, 'aria-describedby': described || undefined })}
    </div>
  )
}

type OpenerProps = { button: string; children: (close: () => void) => ReactNode }

/** A press that opens a form in its place. */
export function Opener({ button, children }: OpenerProps) {
  const [open, setOpen] = useState(false)
  if (open) return children(() => setOpen(false))
  return (
    <button type="button" className={buttons.quiet} onClick={() => setOpen(true)}>
      {button}
    </button>
  )
}
