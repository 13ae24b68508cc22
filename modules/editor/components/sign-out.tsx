'use client'
import buttons from '@/components/button.module.css'
import { SignOutButton } from '@/modules/auth/components/sign-out-button'
import { BACKUP_PREFIX } from './backup-store'

/** Ends the session, and takes the unsaved words kept on this device with it. */
export function SignOut() {
  return (
    <div onSubmit={forgetAll}>
      <SignOutButton className={buttons.text} />
    </div>
  )
}

function forgetAll() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(BACKUP_PREFIX)) localStorage.removeItem(name)
  } catch {
    // Switched off: nothing was kept.
  }
}
