'use client'
import { useEffect, useId, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import styles from './preview-links.module.css'

/** A new link, shown this once: what is kept of it opens nothing. */
export function NewLink({ label, url }: { label: string; url: string }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => field.current?.select(), [])
  const copy = async () => {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(url)
      setCopied(true)
    } catch {
      // Not allowed here: the link is selected, and the keyboard copies it.
    }
  }
  return (
    <div className={styles.made}>
      <label htmlFor={id}>The link for {label}. It is shown only now.</label>
      <input ref={field} id={id} readOnly value={url} />
      <div>
        <button type="button" className={buttons.quiet} onClick={() => void copy()}>
          Copy the link
        </button>{' '}
        <span role="status">{copied ? 'Copied.' : ''}</span>
      </div>
    </div>
  )
}
