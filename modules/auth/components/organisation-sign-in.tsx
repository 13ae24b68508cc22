'use client'

import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { ORGANISATION_FAULT_MESSAGE } from '../sign-in-messages'
import styles from './factors.module.css'

/**
 * Goes to the organisation's own sign-in. A press and no form: the policy of these pages lets forms lead only to this
 * site, and the organisation's is another.
 */
export function OrganisationSignIn({ name, from }: { name: string; from: string | null }) {
  const [state, setState] = useState<'' | 'pending' | 'failed'>('')
  const go = async () => {
    if (state === 'pending') return
    setState('pending')
    try {
      const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
      const body = new URLSearchParams({ csrfToken, callbackUrl: from ?? '/admin', json: 'true' })
      const answer = await fetch('/api/auth/signin/organisation', { method: 'POST', body })
      const { url } = (await answer.json()) as { url?: string }
      if (!answer.ok || !url || new URL(url, window.location.href).searchParams.has('error')) throw new Error('no way there')
      window.location.assign(url)
    } catch {
      setState('failed')
    }
  }
  return (
    <div>
      <button type="button" className={`${buttons.quiet} ${styles.wide}`} onClick={go} aria-disabled={state === 'pending' || undefined}>
        Continue with {name}
      </button>
      <div role="alert">{state === 'failed' ? <p className={styles.problem}>{ORGANISATION_FAULT_MESSAGE}</p> : null}</div>
    </div>
  )
}
