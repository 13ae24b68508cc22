'use client'

import { useEffect, useRef } from 'react'
import styles from './once-password.module.css'

/** A new password, shown this once: it is kept nowhere. */
export function OncePassword({ email, password }: { email: string; password: string }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section ref={box} className={styles.box} tabIndex={-1} aria-labelledby="once-password">
      <h2 id="once-password">The password of {email}</h2>
      <p>
        <code data-generated-password>{password}</code>
      </p>
      <p>Give it to them by another way than email. It is shown only now: after you leave this page nobody can look it up.</p>
      <p>
        <a href="/admin/users">Back to the list</a>
      </p>
    </section>
  )
}
