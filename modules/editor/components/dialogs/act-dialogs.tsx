'use client'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { slugProblem } from '@/modules/articles/rules'
import type { Saving } from '../saving/use-saving'
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
}

/** One question, its effect said first, and two ways out. */
function AskDialog({ title, label, submit, value, check, onSubmit, onClose, children }: Ask) {
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
          <button type="submit" className={buttons.solid}>
            {submit}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  )
}

export function WithdrawDialog({ saving, slug, onClose }: { saving: Saving; slug: string; onClose: () => void }) {
  return (
    <AskDialog
      title="Withdraw this story"
      label="Reason, which readers will see"
      submit="Withdraw now"
      value=""
      onClose={onClose}
      check={(reason) => (reason === '' ? 'Enter why the story is withdrawn; readers will see it' : null)}
      onSubmit={(reason) => void saving.withdraw(reason)}
    >
      <p>
        The story leaves the site, every list and every feed at once. At <b>/news/{slug}</b> readers find a page that says it was withdrawn,
        when and why. You can make it live again at the same address.
      </p>
    </AskDialog>
  )
}

export function AddressDialog({ saving, slug, onClose }: { saving: Saving; slug: string; onClose: () => void }) {
  return (
    <AskDialog
      title="Change the address"
      label="New end of the address"
      submit="Change address now"
      value={slug}
      onClose={onClose}
      check={(wanted) => (wanted === slug ? 'Enter another address' : slugProblem(wanted))}
      onSubmit={(wanted) => void saving.changeSlug(wanted)}
    >
      <p>
        The story moves from <b>/news/{slug}</b>. The old address goes on working: it leads to the new one.
      </p>
    </AskDialog>
  )
}

export function DeleteDialog({ saving, onClose }: { saving: Saving; onClose: () => void }) {
  const remove = async () => {
    onClose()
    if (await saving.remove()) window.location.assign('/admin/articles')
  }
  return (
    <Dialog title="Delete this draft" onClose={onClose}>
      <p>The draft and all its versions are deleted. This cannot be undone. It was never published, so no address is lost.</p>
      <div className={styles.acts}>
        <button type="button" className={buttons.solid} onClick={() => void remove()}>
          Delete the draft
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  )
}
