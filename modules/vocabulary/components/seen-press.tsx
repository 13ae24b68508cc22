'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { seeProposalAction } from '../actions'

/** "Seen": what became of a proposal leaves one's desk. */
export function SeenPress({ id, label }: { id: string; label: string }) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const see = async () => {
    if (busy) return
    setBusy(true)
    await seeProposalAction({ id }).catch(() => null)
    setBusy(false)
    router.refresh()
  }
  return (
    <button type="button" className={buttons.quiet} onClick={() => void see()} aria-disabled={busy || undefined}>
      Seen<span className="visually-hidden">: {label}</span>
    </button>
  )
}
