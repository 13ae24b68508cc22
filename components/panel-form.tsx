'use client'
import { type ComponentProps, type FormEvent, type ReactNode, useId, useState } from 'react'
import type { Problem } from '@/lib/errors'
import buttons from './button.module.css'
import { LabelledField } from './labelled-field'
import styles from './panel-form.module.css'

type PanelFormProps = {
  submit: string
  /** Something else of the panel is under way. */
  busy?: boolean
  /** Fields that show their own problem, by name. */
  shown?: readonly string[]
  /** Null when it was done. */
  onSubmit: () => Promise<Problem[] | null>
  onDone?: () => void
  onCancel?: () => void
  children: (problems: readonly Problem[]) => ReactNode
}

/** A form of a side panel: what no field of it explains is said above its button. */
export function PanelForm({ submit, busy = false, shown = [], onSubmit, onDone, onCancel, children }: PanelFormProps) {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [sending, setSending] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || sending) return
    setSending(true)
    try {
      const found = await onSubmit()
      setProblems(found ?? [])
      if (found === null) onDone?.()
    } finally {
      setSending(false)
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
        <button type="submit" className={buttons.quiet} aria-disabled={busy || sending || undefined}>
          {submit}
        </button>
        {onCancel ? (
          <button type="button" className={buttons.text} onClick={onCancel}>
            Cancel
          </button>
        ) : null}
      </div>
    </form>
  )
}

type PanelFieldProps = Omit<ComponentProps<typeof LabelledField>, 'name' | 'compact'>

/** A field of such a form: of many on one page, so its id is its own. */
export function PanelField({ id, ...rest }: PanelFieldProps) {
  const made = useId()
  return <LabelledField name={id ?? made} compact {...rest} />
}
