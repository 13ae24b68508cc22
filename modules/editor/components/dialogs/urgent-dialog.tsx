'use client'
import { type FormEvent, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { Dialog } from './dialog'
import styles from './dialog.module.css'

type UrgentDialogProps = {
  /** Who may approve it, as the refusal says. */
  message: string
  onUrgent: (reason: string) => void
  onClose: () => void
}

/** Publishing was refused because a second person has to approve first: who may, and the way for what cannot wait. */
export function UrgentDialog({ message, onUrgent, onClose }: UrgentDialogProps) {
  const id = useId()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') return setProblem('Enter why it cannot wait, or wait for a second reader')
    onClose()
    onUrgent(reason.trim())
  }
  return (
    <Dialog title="A second person has to approve it" onClose={onClose}>
      <p>{message}</p>
      <form onSubmit={submit} noValidate className={styles.form}>
        <label htmlFor={id}>Why it cannot wait</label>
        {problem ? (
          <p id={`${id}p`} className={styles.problem} role="alert">
            {problem}
          </p>
        ) : null}
        <input
          id={id}
          value={reason}
          maxLength={300}
          autoComplete="off"
          aria-invalid={problem !== '' || undefined}
          aria-describedby={problem ? `${id}p` : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <p>Published urgently, it stays on the desk until a second person has read it.</p>
        <div className={styles.acts}>
          <button type="submit">Publish urgently</button>
          <button type="button" className={buttons.solid} onClick={onClose}>
            Wait
          </button>
        </div>
      </form>
    </Dialog>
  )
}
