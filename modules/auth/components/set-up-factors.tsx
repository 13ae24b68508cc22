'use client'

import { useActionState, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { beginCodesAction, confirmCodesAction } from '../actions'
import { emptyFormState, type FormState, problemFor } from '../form-state'
import styles from './factors.module.css'
import { PasskeyAdd } from './passkey-press'
import { RecoveryCodes } from './recovery-codes'

type Next = { href: string; label: string }
type Begun = { secret: string; qr: { size: number; d: string } }
type Made = { recoveryCodes: string[] }

/** Codes of an authenticator app: a picture to scan or a secret to type, a first code, then the recovery codes. */
export function SetUpCodes({ next }: { next: Next }) {
  const [begun, begin, beginning] = useActionState(beginCodesAction, emptyFormState as FormState<Begun>)
  const [made, confirm, confirming] = useActionState(confirmCodesAction, emptyFormState as FormState<Made>)
  if (made.value) return <RecoveryCodes codes={made.value.recoveryCodes} done="Codes are set up" next={next} />
  if (!begun.value)
    return (
      <form action={begin}>
        <ErrorSummary problems={begun.problems} />
        <button type="submit" className={buttons.solid} aria-disabled={beginning || undefined}>
          Set up an app
        </button>
      </form>
    )
  const { secret, qr } = begun.value
  return (
    <div className={styles.box}>
      <p>Scan this with an authenticator app.</p>
      <svg
        className={styles.qr}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label="QR code for your app"
        shapeRendering="crispEdges"
      >
        <path d={qr.d} fill="currentColor" />
      </svg>
      <p>
        Or type this secret into it:
        <br />
        <code className={styles.secret} data-code-secret>
          {secret}
        </code>
      </p>
      <form action={confirm} noValidate className={styles.form}>
        <ErrorSummary problems={made.problems} idFor={() => 'first-code'} />
        <LabelledField name="code" id="first-code" label="Code from the app" hint="Six digits." problem={problemFor(made, 'code')}>
          {(control) => <input {...control} type="text" inputMode="numeric" autoComplete="one-time-code" />}
        </LabelledField>
        <button type="submit" className={buttons.solid} aria-disabled={confirming || undefined}>
          Turn codes on
        </button>
      </form>
    </div>
  )
}

/** A name, and a press that makes a passkey on this device. */
export function AddPasskey({ next, origin, suggested }: { next: Next; origin: string | null; suggested: string }) {
  const field = useRef<HTMLInputElement>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes) return <RecoveryCodes codes={codes} done="The passkey was added" next={next} />
  return (
    <div className={styles.form}>
      <LabelledField
        name="name"
        id="passkey-name"
        label="Name of the passkey"
        hint="So that you can tell it from others, such as “Work laptop”."
      >
        {(control) => <input {...control} ref={field} type="text" autoComplete="off" maxLength={60} defaultValue={suggested} />}
      </LabelledField>
      <PasskeyAdd origin={origin} name={() => field.current?.value ?? ''} then={setCodes} />
    </div>
  )
}
