'use client'
import { useActionState, useState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { londonDay } from '@/lib/dates'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { editPictureAction } from '../actions'
import {
  ALT_MAX_CHARACTERS,
  CAPTION_MAX_CHARACTERS,
  CONSENT_BY_MAX_CHARACTERS,
  CREDIT_MAX_CHARACTERS,
  FILE_NAME_MAX_CHARACTERS,
} from '../schema'
import type { LibraryPicture } from '../views'
import styles from './library.module.css'

type FieldProps = {
  state: FormState
  name: keyof LibraryPicture
  label: string
  hint?: string
  max?: number
  type?: 'date'
  readOnly: boolean
}

/** What is known of a picture. What was typed stays after a refusal. */
export function PictureForm({ picture, readOnly }: { picture: LibraryPicture; readOnly: boolean }) {
  const [state, action] = useActionState(editPictureAction, emptyFormState as FormState<never>)
  const field = (props: Omit<FieldProps, 'state' | 'readOnly'>) => (
    <TextField {...props} state={state} readOnly={readOnly} stored={picture} />
  )
  return (
    <form action={action} className={styles.form} key={JSON.stringify(state.values)} noValidate>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="id" value={picture.id} />
      <input type="hidden" name="version" value={picture.version} />
      {field({ name: 'fileName', label: 'Name', hint: 'To find it again. Readers do not see it.', max: FILE_NAME_MAX_CHARACTERS })}
      {field({
        name: 'alt',
        label: 'Text for people who cannot see it',
        hint: 'What it shows. Each story that uses it starts from this and may say it better.',
        max: ALT_MAX_CHARACTERS,
      })}
      {field({ name: 'caption', label: 'Caption', hint: 'A first idea for each story.', max: CAPTION_MAX_CHARACTERS })}
      {field({ name: 'credit', label: 'Credit', hint: 'Who made it. Readers see it under the picture.', max: CREDIT_MAX_CHARACTERS })}
      {field({
        name: 'rightsUntil',
        label: 'Last day it may be shown',
        hint: 'Empty: no end. The day after, it leaves the site by itself.',
        type: 'date',
      })}
      <Consent state={state} picture={picture} readOnly={readOnly} />
      {readOnly ? null : (
        <button type="submit" className={buttons.solid}>
          Save picture
        </button>
      )}
    </form>
  )
}

const inWords = (day: string): string => londonDay(new Date(`${day}T12:00:00Z`))

function Consent({ state, picture, readOnly }: { state: FormState; picture: LibraryPicture; readOnly: boolean }) {
  const sent = Object.keys(state.values).length > 0
  const [family, setFamily] = useState(sent ? state.values.showsFamily === 'on' : picture.showsFamily)
  const field = (props: Omit<FieldProps, 'state' | 'readOnly'>) => (
    <TextField {...props} state={state} readOnly={readOnly} stored={picture} />
  )
  return (
    <fieldset className={styles.consent}>
      <legend>Consent</legend>
      <label className={styles.check}>
        <input
          type="checkbox"
          name="showsFamily"
          checked={family}
          disabled={readOnly}
          onChange={(event) => setFamily(event.target.checked)}
        />
        <span>A child or a family can be recognised in it</span>
      </label>
      {picture.consentWithdrawn ? (
        <p>
          The consent was withdrawn on {inWords(picture.consentWithdrawnOn)}. Only one that was given after that day brings the picture
          back.
        </p>
      ) : null}
      <div hidden={!family} className={styles.form}>
        {field({ name: 'consentBy', label: 'Who consented', hint: 'For the newsroom only.', max: CONSENT_BY_MAX_CHARACTERS })}
        {field({ name: 'consentOn', label: 'Day they consented', type: 'date' })}
        {field({
          name: 'consentUntil',
          label: 'Last day the consent holds',
          hint: 'The day after, it leaves the site by itself.',
          type: 'date',
        })}
      </div>
    </fieldset>
  )
}

function TextField({ state, stored, name, label, hint, max, type, readOnly }: FieldProps & { stored: LibraryPicture }) {
  const typed = state.values[name]
  return (
    <LabelledField name={name} label={label} {...(hint && { hint })} problem={problemFor(state, name)}>
      {(control) => (
        <input
          {...control}
          type={type ?? 'text'}
          defaultValue={typeof typed === 'string' ? typed : String(stored[name])}
          maxLength={max}
          readOnly={readOnly}
          autoComplete="off"
        />
      )}
    </LabelledField>
  )
}
