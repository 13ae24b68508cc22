'use client'
import type { FormEvent } from 'react'
import buttons from '@/components/button.module.css'
import { SignOutButton } from '@/modules/auth/components/sign-out-button'
import { BACKUP_PREFIX } from './saving/backup-store'

/** Ends the session, and takes the unsaved words kept on this device with it, after asking where there are some. */
export function SignOut() {
  return (
    <div onSubmit={leave}>
      <SignOutButton className={buttons.text} />
    </div>
  )
}

function leave(event: FormEvent) {
  // Signing out goes on without a new document, so the browser itself would not ask.
  const unsaved = document.querySelector('[data-unsaved]') !== null
  if (unsaved && !window.confirm('This story has words that are not saved. Sign out and lose them?')) event.preventDefault()
  else forgetAll()
}

function forgetAll() {
  try {
    for (const store of [localStorage, sessionStorage])
      for (const name of Object.keys(store)) if (name.startsWith(BACKUP_PREFIX)) store.removeItem(name)
  } catch {
    // Switched off: nothing was kept.
  }
}
