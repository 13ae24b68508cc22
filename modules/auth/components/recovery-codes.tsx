'use client'

import { useEffect, useRef } from 'react'
import buttons from '@/components/button.module.css'
import styles from './factors.module.css'

/** Recovery codes, shown this once: they are kept only as hashes. None: the factor alone was added. */
export function RecoveryCodes({ codes, done, next }: { codes: readonly string[]; done: string; next: { href: string; label: string } }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section ref={box} tabIndex={-1} className={styles.box} aria-labelledby="recovery-codes">
      <h3 id="recovery-codes">{done}</h3>
      {codes.length > 0 ? (
        <>
          <p>Keep these recovery codes where you find them without your telephone. Each signs you in once. They are shown only now.</p>
          <ul className={styles.codes} data-recovery-codes>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p>
        <a className={buttons.solid} href={next.href}>
          {next.label}
        </a>
      </p>
    </section>
  )
}
