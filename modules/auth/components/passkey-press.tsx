'use client'

import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { type ReactNode, useState } from 'react'
import buttons from '@/components/button.module.css'
import { addPasskeyAction, answerWithPasskeyAction, askForPasskeyAction, beginPasskeyAction, confirmByPasskeyAction } from '../actions'
import { emptyFormState, type FormState } from '../form-state'
import styles from './factors.module.css'

/** A bare address: browsers give passkeys to names only. */
const isBareAddress = (host: string): boolean => /^[\d.]+$|^\[/.test(host)

/** What the browser's own dialogue ended with, in words. */
function wordsFor(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidStateError') return 'This device has a passkey for your account already.'
  if (name === 'NotAllowedError' || name === 'AbortError')
    return 'Nothing was done: the browser was told no, or waited too long. Try again when you are ready.'
  return 'The browser could not use a passkey. Try again, or use another way.'
}

type Answered = { ok: true } | { ok: false; message: string }
const said = (state: FormState<unknown>): Answered =>
  state.value === null ? { ok: false, message: state.problems[0]?.message ?? 'That did not work. Try again.' } : { ok: true }

function formWith(fields: Record<string, string | null>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) if (value !== null) form.set(name, value)
  return form
}

type PressProps = {
  label: string
  weight: 'solid' | 'quiet'
  origin: string | null
  work: () => Promise<Answered>
  disabledWhy?: string | undefined
}

/** One press that talks to the browser's passkeys, and says what came of it. `origin`: where passkeys work, if not under a bare address. */
function PasskeyPress({ label, weight, origin, work }: PressProps) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<ReactNode>(null)
  const press = async () => {
    if (pending) return
    setProblem(null)
    if (isBareAddress(window.location.hostname)) {
      setProblem(
        origin ? (
          <>
            Passkeys need a name, not a bare address. Open <a href={origin + window.location.pathname}>{origin}</a> for them.
          </>
        ) : (
          'Passkeys need a name, not a bare address.'
        ),
      )
      return
    }
    if (!browserSupportsWebAuthn()) return setProblem('This browser has no passkeys. Use another way.')
    setPending(true)
    try {
      const answered = await work()
      if (!answered.ok) setProblem(answered.message)
    } catch (error) {
      setProblem(wordsFor(error))
    } finally {
      setPending(false)
    }
  }
  return (
    <div>
      <button type="button" className={`${buttons[weight]} ${styles.wide}`} onClick={press} aria-disabled={pending || undefined}>
        {label}
      </button>
      <div role="alert">{problem ? <p className={styles.problem}>{problem}</p> : null}</div>
      <p className={styles.progress} role="status">
        {pending ? 'Waiting for your device …' : ''}
      </p>
    </div>
  )
}

/** Signs in with a passkey alone, or gives the second factor with one. */
export function PasskeySignIn({ from, origin, label }: { from: string | null; origin: string | null; label: string }) {
  const work = async (): Promise<Answered> => {
    const asked = await askForPasskeyAction(emptyFormState, new FormData())
    if (!asked.value) return said(asked)
    const answer = await startAuthentication({ optionsJSON: asked.value })
    const used = await answerWithPasskeyAction(emptyFormState, formWith({ answer: JSON.stringify(answer), from }))
    if (used.value) window.location.assign(used.value.path)
    return said(used)
  }
  return <PasskeyPress label={label} weight="quiet" origin={origin} work={work} />
}

/** Proves again who somebody is; `then` goes on. */
export function PasskeyConfirm({ origin, then }: { origin: string | null; then: () => void }) {
  const work = async (): Promise<Answered> => {
    const asked = await askForPasskeyAction(emptyFormState, new FormData())
    if (!asked.value) return said(asked)
    const answer = await startAuthentication({ optionsJSON: asked.value })
    const confirmed = said(await confirmByPasskeyAction(emptyFormState, formWith({ answer: JSON.stringify(answer) })))
    if (confirmed.ok) then()
    return confirmed
  }
  return <PasskeyPress label="Confirm with a passkey" weight="quiet" origin={origin} work={work} />
}

/** Makes a passkey on this device and adds it under `name()`. `then` gets the recovery codes, if there are new ones. */
export function PasskeyAdd({ origin, name, then }: { origin: string | null; name: () => string; then: (codes: string[]) => void }) {
  const work = async (): Promise<Answered> => {
    // Before the device makes one: a passkey that is then refused would stay on it.
    if (name().trim() === '') return { ok: false, message: 'Enter a name, such as “Work laptop”' }
    const asked = await beginPasskeyAction(emptyFormState, new FormData())
    if (!asked.value) return said(asked)
    const answer = await startRegistration({ optionsJSON: asked.value })
    const added = await addPasskeyAction(emptyFormState, formWith({ answer: JSON.stringify(answer), name: name() }))
    if (added.value) then(added.value.recoveryCodes)
    return said(added)
  }
  return <PasskeyPress label="Add a passkey" weight="quiet" origin={origin} work={work} />
}
