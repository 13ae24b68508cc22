'use client'
import { type ReactNode, useState } from 'react'
import buttons from '@/components/button.module.css'

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
