'use client'
import { type ReactNode, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { PanelField, PanelForm } from '@/components/panel-form'
import forms from '@/components/panel-form.module.css'
import { londonTime } from '@/lib/dates'
import { type Problem, problemOf } from '@/lib/errors'
import { readLondonTime, type Which } from '@/modules/workflow/london-time'
import styles from './workflow.module.css'

type TextFieldProps = {
  id?: string
  label: string
  type?: 'text' | 'date' | 'time'
  value: string
  problem?: string | undefined
  max?: number
  onChange: (value: string) => void
}

/** A label, what is wrong, and the field. */
export function TextField({ id, label, type = 'text', value, problem, max, onChange }: TextFieldProps) {
  return (
    <PanelField {...(id && { id })} label={label} problem={problem}>
      {(control) => (
        <input
          {...control}
          type={type}
          value={value}
          maxLength={max}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </PanelField>
  )
}

export type Clock = { day: string; time: string; which?: Which }
export const noClock: Clock = { day: '', time: '' }

/** What a form sends of a clock: without an answer to a question that was not asked. */
export const sentClock = ({ day, time, which }: Clock) => ({ day, time, ...(which && { which }) })

type ClockFieldsProps = { id?: string; legend: string; clock: Clock; problems: readonly Problem[]; onChange: (clock: Clock) => void }

/** A day and a time as London's clocks show them; where they go back, which of the two is meant. */
export function ClockFields({ id, legend, clock, problems, onChange }: ClockFieldsProps) {
  const name = useId()
  const complete = clock.day !== '' && clock.time !== ''
  const read = complete ? readLondonTime({ day: clock.day, time: clock.time }) : null
  const gap = read && 'problem' in read && read.problem === 'gap' ? read.message : undefined
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className={styles.clock}>
        <TextField
          {...(id && { id })}
          label="Day"
          type="date"
          value={clock.day}
          problem={problemOf(problems, 'day')}
          onChange={(day) => onChange({ day, time: clock.time })}
        />
        <TextField
          label="London time"
          type="time"
          value={clock.time}
          problem={gap ?? problemOf(problems, 'time')}
          onChange={(time) => onChange({ day: clock.day, time })}
        />
      </div>
      {read && 'twice' in read ? (
        <fieldset>
          <legend>{read.message}</legend>
          {(['first', 'second'] as const).map((which) => (
            <label key={which} className={forms.choice}>
              <input type="radio" name={name} checked={clock.which === which} onChange={() => onChange({ ...clock, which })} />
              <span>
                {which === 'first' ? 'The first' : 'The second'}, {londonTime(read.twice[which])}{' '}
                {which === 'first' ? 'summer time, before the clocks go back' : 'after the clocks have gone back'}
              </span>
            </label>
          ))}
          {problemOf(problems, 'which') ? <p className={forms.problem}>{problemOf(problems, 'which')}</p> : null}
        </fieldset>
      ) : null}
    </fieldset>
  )
}

type AskProps = {
  /** The press that opens the question. */
  button: string
  label: string
  field: string
  submit: string
  busy: boolean
  max: number
  onSubmit: (text: string) => Promise<Problem[] | null>
  /** What else is asked, and the names of those fields. */
  children?: (problems: readonly Problem[]) => ReactNode
  also?: readonly string[]
}

/** A press that asks for a line first. */
export function Ask({ button, label, field, submit, busy, max, onSubmit, children, also = [] }: AskProps) {
  const id = useId()
  const [asking, setAsking] = useState(false)
  const [text, setText] = useState('')
  const open = () => {
    setAsking(true)
    requestAnimationFrame(() => document.getElementById(id)?.focus())
  }
  if (!asking)
    return (
      <button type="button" className={buttons.quiet} aria-disabled={busy || undefined} onClick={open}>
        {button}
      </button>
    )
  const send = async () => {
    const problems = await onSubmit(text)
    if (problems === null) setAsking(false)
    return problems
  }
  return (
    <PanelForm submit={submit} busy={busy} shown={[field, ...also]} onSubmit={send} onCancel={() => setAsking(false)}>
      {(problems) => (
        <>
          <TextField id={id} label={label} value={text} max={max} problem={problemOf(problems, field)} onChange={setText} />
          {children?.(problems)}
        </>
      )}
    </PanelForm>
  )
}
