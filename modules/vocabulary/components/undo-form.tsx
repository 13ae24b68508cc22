'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { undoAction } from '../actions'

/** Takes one change of the vocabulary back; what keeps it from that is said beside it. */
export function UndoForm({ id, sentence }: { id: string; sentence: string }) {
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const undo = async () => {
    if (busy) return
    setBusy(true)
    setSaid('Taking it back…')
    const result = await undoAction({ id }).catch(() => null)
    if (result?.ok) {
      window.location.assign('/admin/tags/operations?done=undone')
      return
    }
    setBusy(false)
    setSaid(
      result?.kind === 'problems'
        ? result.problems.map(({ message }) => message).join('. ')
        : (result?.message ?? 'The newsroom did not answer. Try again.'),
    )
  }
  return (
    <>
      <button type="button" className={buttons.quiet} onClick={() => void undo()} aria-disabled={busy || undefined}>
        Take back<span className="visually-hidden">: {sentence}</span>
      </button>
      <span role="status">{said}</span>
    </>
  )
}
