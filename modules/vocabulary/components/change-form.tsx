'use client'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import type { Problem } from '@/lib/errors'
import type { ActionResult } from '@/modules/auth/form-state'
import { asSeen } from '@/modules/related/as-seen'
import { ForecastList } from '@/modules/related/components/forecast-list'
import {
  mergeAction,
  previewMergeAction,
  previewRenameAction,
  previewRetireAction,
  previewSplitAction,
  renameAction,
  retireAction,
  splitAction,
} from '../actions'
import type { Done, Effect, Preview } from '../views'
import styles from './change-form.module.css'

export type ChangeAct = 'merge' | 'rename' | 'retire' | 'split'
type Answer<T> = Promise<ActionResult<T>>
type Fields = Record<string, string | string[]>

/** What the form asks, and does; the schema of each reads its fields. */
const ASK: Record<ChangeAct, (fields: never) => Answer<Preview>> = {
  merge: previewMergeAction,
  rename: previewRenameAction,
  retire: previewRetireAction,
  split: previewSplitAction,
}
const CARRY_OUT: Record<ChangeAct, (fields: never) => Answer<Done>> = {
  merge: mergeAction,
  rename: renameAction,
  retire: retireAction,
  split: splitAction,
}

type ChangeFormProps = {
  act: ChangeAct
  /** Of the press that does it: "Merge the two tags". */
  doIt: string
  tag: { id: number; version: number }
  children: (problems: readonly Problem[]) => ReactNode
}

/** A change of the vocabulary: what it does is shown first, and only what was shown can be done. */
export function ChangeForm({ act, doIt, tag, children }: ChangeFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [seen, setSeen] = useState<Preview | null>(null)
  const [said, setSaid] = useState('')

  const send = async <T,>(action: (fields: never) => Answer<T>, saying: string): Promise<T | null> => {
    if (!form.current) return null
    setSaid(saying)
    setProblems([])
    const result = await action(fieldsOf(form.current) as never).catch(() => null)
    setSaid('')
    if (result?.ok) return result.value
    setSeen(null)
    setProblems(
      result?.kind === 'problems'
        ? result.problems
        : [{ field: '', message: result?.message ?? 'The newsroom did not answer. Try again.' }],
    )
    return null
  }
  const look = async (event: FormEvent) => {
    event.preventDefault()
    if (said !== '' || !form.current) return
    const asked = JSON.stringify(fieldsOf(form.current))
    const preview = await send(ASK[act], 'Working out what changes…')
    // Another choice made meanwhile has not been looked at.
    if (preview && JSON.stringify(fieldsOf(form.current)) === asked) setSeen(preview)
  }
  const carryOut = async () => {
    if (said !== '' || !seen) return
    const again: { preview: Preview | null } = { preview: null }
    const done = await send(
      (fields) =>
        asShown(act, fields, seen, (now) => {
          again.preview = now
        }),
      'Changing it for readers…',
    )
    // Something else was published since: what it does now has to be looked at first.
    if (!done) setSeen(again.preview)
    if (done) window.location.assign(`/admin/tags/operations?done=${act}`)
  }
  return (
    // What was shown belongs to what was entered: another choice has to be looked at again.
    <form ref={form} className={styles.form} onSubmit={(event) => void look(event)} onChange={() => setSeen(null)} noValidate>
      <ErrorSummary problems={problems} />
      <input type="hidden" name="id" value={tag.id} />
      <input type="hidden" name="version" value={tag.version} />
      {children(problems)}
      <button type="submit" className={seen ? buttons.quiet : buttons.solid} aria-disabled={said !== '' || undefined}>
        See what changes
      </button>
      <p role="status">{said}</p>
      {seen ? (
        <section id="forecast" tabIndex={-1} className={styles.preview} aria-labelledby="preview">
          <h2 id="preview">What changes</h2>
          <EffectList effect={seen.effect} />
          {seen.lists ? <ForecastList forecast={seen.lists} /> : null}
          <button type="button" className={buttons.solid} onClick={() => void carryOut()} aria-disabled={said !== '' || undefined}>
            {doIt}
          </button>
          <p>It can be taken back under “Changes of the vocabulary”.</p>
        </section>
      ) : null}
    </form>
  )
}

/** Carries it out as it was shown; `onOther` is told what it does now, where that had to be worked out again. */
async function asShown(act: ChangeAct, fields: never, seen: Preview, onOther: (now: Preview) => void): Answer<Done> {
  if (!seen.lists) return CARRY_OUT[act](fields)
  let effect = seen.effect
  return asSeen({
    seen: seen.lists,
    carryOut: (stamp) => CARRY_OUT[act]({ ...(fields as Fields), stamp } as never),
    lookAgain: async () => {
      const again = await ASK[act](fields)
      if (!again.ok) return again
      if (!again.value.lists) throw new Error('a preview came without its lists')
      effect = again.value.effect
      return { ok: true, value: again.value.lists }
    },
    onOther: (lists) => onOther({ effect, lists }),
  })
}

/** A field that may be there more than once is a list: only the stories of a split are. */
function fieldsOf(form: HTMLFormElement): Fields {
  const data = new FormData(form)
  const fields: Fields = Object.fromEntries([...data.entries()].map(([name, value]) => [name, String(value)]))
  if (form.querySelector('[name="storyIds"]')) fields.storyIds = data.getAll('storyIds').map(String)
  return fields
}

const counted = (count: number, one: string, many: string) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

function EffectList({ effect }: { effect: Effect }) {
  const { live, notLive, addresses, also } = effect
  return (
    <ul className={styles.effect}>
      <li>
        {live + notLive === 0
          ? 'No story’s tags change.'
          : `The tags of ${counted(live, 'live story', 'live stories')} and of ${counted(notLive, 'draft or withdrawn story', 'drafts and withdrawn stories')} change.`}
      </li>
      {addresses.map(({ from, to }) => (
        <li key={from}>
          <code>{from}</code> leads to <code>{to}</code>, its feeds too.
        </li>
      ))}
      {also.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
