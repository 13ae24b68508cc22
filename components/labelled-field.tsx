import type { ReactNode } from 'react'
import styles from './labelled-field.module.css'

type LabelledFieldProps = {
  /** The field's name and id. */
  name: string
  label: string
  hint?: string
  problem?: string | undefined
  /** The control; it gets what ties it to its label, hint and problem. */
  children: (control: { id: string; name: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** A label, what to know, what went wrong, and the control, in the order they are read. */
export function LabelledField({ name, label, hint, problem, children }: LabelledFieldProps) {
  const described = [hint ? `${name}-hint` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ')
  return (
    <div className={problem ? styles.wrong : styles.field}>
      <label htmlFor={name}>{label}</label>
      {hint ? (
        <p id={`${name}-hint`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${name}-problem`} className={styles.problem}>
          {problem}
        </p>
      ) : null}
      {children({ id: name, name, 'aria-describedby': described || undefined, 'aria-invalid': problem ? true : undefined })}
    </div>
  )
}
