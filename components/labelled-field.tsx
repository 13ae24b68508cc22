import type { ReactNode } from 'react'
import styles from './labelled-field.module.css'

type LabelledFieldProps = {
  /** The field's name, and its id unless another is given. */
  name: string
  /** Where two forms of a page have a field of this name. */
  id?: string
  label: string
  hint?: string
  problem?: string | undefined
  /** In a side panel: the form around it keeps the distance. */
  compact?: boolean
  /** The control; it gets what ties it to its label, hint and problem. */
  children: (control: { id: string; name: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** A label, what to know, what went wrong, and the control, in the order they are read. */
export function LabelledField({ name, id = name, label, hint, problem, compact = false, children }: LabelledFieldProps) {
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  return (
    <div className={problem ? styles.wrong : styles.field} data-compact={compact || undefined}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      ) : null}
      {children({ id, name, 'aria-describedby': described || undefined, 'aria-invalid': problem ? true : undefined })}
    </div>
  )
}
