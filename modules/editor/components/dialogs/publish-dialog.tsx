'use client'
import { type FormEvent, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { Dialog } from './dialog'
import styles from './dialog.module.css'

type PublishDialogProps = { onPublish: (how: { change: 'minor' | 'told'; note?: string }) => void; onClose: () => void }

/** Publishing over a live story: whether readers are told, and in which words. */
export function PublishDialog({ onPublish, onClose }: PublishDialogProps) {
  const id = useId()
  const [change, setChange] = useState<'minor' | 'told' | null>(null)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (change === null) return setProblem('Choose “Minor change” or “Tell readers”')
    if (change === 'told' && note.trim() === '') return setProblem('Enter one sentence that says what has changed')
    onClose()
    onPublish(change === 'told' ? { change, note: note.trim() } : { change })
  }
  return (
    <Dialog title="Publish the changes" onClose={onClose}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <fieldset className={styles.choices} aria-describedby={problem ? `${id}p` : undefined}>
          <legend>What kind of change is it?</legend>
          {problem ? (
            <p id={`${id}p`} className={styles.problem} role="alert">
              {problem}
            </p>
          ) : null}
          <label>
            <input type="radio" name="change" checked={change === 'minor'} onChange={() => setChange('minor')} />
            <span>
              <b>Minor change</b>
              <small>A typing error or a clearer word. Readers and feeds are not told.</small>
            </span>
          </label>
          <label>
            <input type="radio" name="change" checked={change === 'told'} onChange={() => setChange('told')} />
            <span>
              <b>Tell readers</b>
              <small>The sentence stands above the story, and feeds show it as updated.</small>
            </span>
          </label>
        </fieldset>
        {change === 'told' ? (
          <>
            <label htmlFor={`${id}n`}>What has changed, in one sentence</label>
            <input id={`${id}n`} value={note} maxLength={200} autoComplete="off" onChange={(event) => setNote(event.target.value)} />
          </>
        ) : null}
        <div className={styles.acts}>
          <button type="submit" className={buttons.solid}>
            Publish now
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  )
}
