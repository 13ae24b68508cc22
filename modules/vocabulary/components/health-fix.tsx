'use client'
import { useEffect, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import { switchRelatingAction } from '@/modules/tags/actions'
import { retireAction, undoAction } from '../actions'
import type { HealthName } from '../health-views'
import styles from './health.module.css'

type Said = { text: string; back: (() => Promise<Said>) | null; over: boolean }
const nothing: Said = { text: '', back: null, over: false }

type Answer<T> = { ok: true; value: T } | { ok: false; kind: string; problems?: readonly { message: string }[]; message?: string }

/** What became of a press, in words; `done` says what follows where it was done. */
async function said<T>(asked: Promise<Answer<T>>, done: (value: T) => Said): Promise<Said> {
  const answer = await asked.catch(() => null)
  if (answer?.ok) return done(answer.value)
  const why = answer?.problems?.map(({ message }) => message).join('. ') ?? answer?.message
  return { ...nothing, text: why ?? 'The newsroom did not answer. Try again.' }
}

async function retire({ id, version }: HealthName): Promise<Said> {
  const undo = (operation: string) => () =>
    said(undoAction({ id: operation }), () => ({ ...nothing, text: 'Taken back: it is in use again.' }))
  return said(retireAction({ id, version, successorSlug: null }), ({ operation }) => ({
    text: 'Retired: it is not offered any more.',
    back: undo(operation),
    over: true,
  }))
}

async function quiet({ id, version }: HealthName): Promise<Said> {
  const undo = (next: number) => () =>
    said(switchRelatingAction({ id, version: next, doNotRelate: false }), () => ({
      ...nothing,
      text: 'Taken back: stories relate on it again.',
    }))
  return said(switchRelatingAction({ id, version, doNotRelate: true }), (value) => ({
    text: 'Stories do not relate on it any more. Readers keep its page.',
    back: undo(value.version),
    over: true,
  }))
}

const PRESSES = { retire: { words: 'Retire', act: retire }, quiet: { words: 'Do not relate on it', act: quiet } }

/**
 * One press that mends a row, and the way back. What it did is said in its place, and takes the focus. No forecast is shown:
 * tags that are to relate no more are those of thousands of stories, nobody could publish while their lists are worked out,
 * and Undo gives every list back. Whoever wants to see them first has the tag's own form.
 */
export function HealthFix({ kind, tag, row }: { kind: 'retire' | 'quiet'; tag: HealthName /** Id of what names the row. */; row: string }) {
  const [state, setState] = useState<Said>(nothing)
  const [busy, setBusy] = useState(false)
  const answer = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (state.text !== '') answer.current?.focus()
  }, [state])
  const press = async (act: () => Promise<Said>) => {
    if (busy) return
    setBusy(true)
    setState(await act())
    setBusy(false)
  }
  const { words, act } = PRESSES[kind]
  const { back } = state
  return (
    <div className={styles.fix}>
      {state.over ? null : (
        <button
          type="button"
          className={buttons.quiet}
          aria-disabled={busy || undefined}
          aria-describedby={row}
          onClick={() => void press(() => act(tag))}
        >
          {words}
        </button>
      )}
      <p ref={answer} role="status" tabIndex={-1}>
        {busy ? 'Working …' : state.text}
      </p>
      {back && !busy ? (
        <button type="button" className={buttons.quiet} aria-describedby={row} onClick={() => void press(back)}>
          Undo
        </button>
      ) : null}
    </div>
  )
}
