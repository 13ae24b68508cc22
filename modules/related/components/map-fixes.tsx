'use client'

import { useEffect, useId, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import type { CurateAct } from '@/modules/articles/schema'
import { curateAction } from '../actions'
import type { MapFix } from '../map-fix'
import styles from './map-fixes.module.css'

type Said = { text: string; undo: MapFix | null; over: boolean }
const nothing: Said = { text: '', undo: null, over: false }

type Props = {
  fixes: readonly MapFix[]
  /** Id of what names the row. */
  row: string
  /** More than one of a kind: one is chosen, then pressed. */
  choose: boolean
}

/** What can be done about one row of the map, one press each. What a press did is said in its place, and takes the focus. */
export function MapFixes({ fixes, row, choose }: Props) {
  const [said, setSaid] = useState<Said>(nothing)
  const [busy, setBusy] = useState(false)
  const answer = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said.text !== '') answer.current?.focus()
  }, [said])

  const act = async (fix: MapFix, what: CurateAct, success: Said) => {
    if (busy) return
    setBusy(true)
    setSaid(await curate(fix.articleId, what, success))
    setBusy(false)
  }
  const press = (fix: MapFix) => void act(fix, fix.act, { text: fix.done, undo: fix.undo ? fix : null, over: true })
  const undo = (fix: MapFix) => fix.undo && void act(fix, fix.undo, { text: 'Undone: the list is as it was.', undo: null, over: false })

  return (
    <div className={styles.fixes}>
      {said.over ? null : choose ? (
        <Choice fixes={fixes} row={row} busy={busy} press={press} />
      ) : (
        <Presses fixes={fixes} row={row} busy={busy} press={press} />
      )}
      <p ref={answer} role="status" tabIndex={-1} className={styles.said}>
        {busy ? 'Working …' : said.text}
      </p>
      {said.undo && !busy ? (
        <button type="button" className={buttons.quiet} aria-describedby={row} onClick={() => said.undo && undo(said.undo)}>
          Undo
        </button>
      ) : null}
    </div>
  )
}

async function curate(id: string, act: CurateAct, success: Said): Promise<Said> {
  const failed = (text: string): Said => ({ text, undo: null, over: false })
  try {
    const result = await curateAction({ id, act })
    if (result.ok) return result.value.changed ? success : { ...success, text: 'It was so already: nothing changed.', undo: null }
    return failed(result.kind === 'problems' ? result.problems.map(({ message }) => `${message}.`).join(' ') : result.message)
  } catch {
    return failed('The newsroom did not answer. Try again.')
  }
}

type Presses = { fixes: readonly MapFix[]; row: string; busy: boolean; press: (fix: MapFix) => void }

function Presses({ fixes, row, busy, press }: Presses) {
  return (
    <ul className={styles.presses}>
      {fixes.map((fix) => (
        <li key={`${fix.articleId} ${fix.label}`}>
          <button
            type="button"
            className={buttons.quiet}
            aria-disabled={busy || undefined}
            aria-describedby={row}
            onClick={() => press(fix)}
          >
            {fix.label}
          </button>
          {fix.effect ? <p className={styles.effect}>{fix.effect}</p> : null}
        </li>
      ))}
    </ul>
  )
}

function Choice({ fixes, row, busy, press }: Presses) {
  const id = useId()
  const [at, setAt] = useState(0)
  const chosen = fixes[at]
  if (!chosen) return null
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>Which list</label>
      <select id={id} value={at} aria-describedby={row} onChange={(event) => setAt(Number(event.target.value))}>
        {fixes.map((fix, place) => (
          <option key={fix.articleId} value={place}>
            {fix.label}
          </option>
        ))}
      </select>
      <p className={styles.effect}>{chosen.effect}</p>
      <button
        type="button"
        className={buttons.quiet}
        aria-disabled={busy || undefined}
        aria-describedby={row}
        onClick={() => press(chosen)}
      >
        Leave it out there
      </button>
    </div>
  )
}
