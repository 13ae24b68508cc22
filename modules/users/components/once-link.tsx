'use client'

import { useEffect, useRef } from 'react'
import styles from './once-password.module.css'

type Invited = { email: string; sent: boolean; link: string | null }

/** What became of an invitation: it was sent, or here is its link, shown this once. */
export function OnceLink({ invited, transport }: { invited: Invited; transport: string }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section ref={box} className={styles.box} tabIndex={-1} aria-labelledby="once-link">
      <h2 id="once-link">{invited.sent ? `The invitation of ${invited.email} is on its way` : `The invitation of ${invited.email}`}</h2>
      {invited.sent ? (
        <p>By mail ({transport}). The link in it works once, for 72 hours.</p>
      ) : (
        <>
          <p>No mail could be sent. Hand this link over yourself; it works once, for 72 hours:</p>
          <p>
            <code data-once-link>{invited.link}</code>
          </p>
          <p>It is shown only now. Whoever has it can take the invitation up: give it to nobody else.</p>
        </>
      )}
      <p>
        <a href="/admin/users">Back to the list</a>
      </p>
    </section>
  )
}
