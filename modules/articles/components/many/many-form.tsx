'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import { LabelledField } from '@/components/labelled-field'
import type { Problem } from '@/lib/errors'
import { changeManyAction } from '../../calendar-actions'
import { adminArticlePath } from '../../paths'
import styles from './many.module.css'
import { MANY_BOX, MANY_FORM } from './many-names'

export type ManyAct = 'submit' | 'approve' | 'schedule' | 'withdraw'
type Result = { done: { id: string; headline: string }[]; kept: { id: string; headline: string; message: string }[] }

const NAMES: Record<ManyAct, string> = { submit: 'Submit for review', approve: 'Approve', schedule: 'Schedule', withdraw: 'Withdraw' }
const DONE: Record<ManyAct, string> = { submit: 'submitted for review', approve: 'approved', schedule: 'scheduled', withdraw: 'withdrawn' }
const stories = (count: number): string => (count === 1 ? 'One story' : `${count} stories`)

/** What is chosen in the list, as "id version" of each. */
function useChosen(form: React.RefObject<HTMLFormElement | null>) {
  const [chosen, setChosen] = useState<{ id: string; version: number }[]>([])
  useEffect(() => {
    const read = () => {
      if (!form.current) return
      const boxes = new FormData(form.current).getAll(MANY_BOX).map((value) => String(value).split(' '))
      setChosen(boxes.map(([id = '', version]) => ({ id, version: Number(version) })))
    }
    read()
    document.addEventListener('change', read)
    return () => document.removeEventListener('change', read)
  }, [form])
  return [chosen, setChosen] as const
}

/** One act over the stories that are ticked. It appears with the first tick; what could not be done is listed with the reason. */
export function ManyForm({
  acts,
  tagsPath = null,
}: {
  acts: readonly ManyAct[] /** Where tags of several stories are changed, for those who may. */
  tagsPath?: string | null
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useChosen(form)
  const [open, setOpen] = useState<'schedule' | 'withdraw' | null>(null)
  const [pending, setPending] = useState(false)
  const [said, setSaid] = useState<{ act: ManyAct; result: Result } | null>(null)
  const [problems, setProblems] = useState<readonly Problem[]>([])

  const run = async (act: ManyAct, details: Record<string, string> = {}) => {
    if (pending) return
    setPending(true)
    setProblems([])
    try {
      const answer = await changeManyAction({ act, stories: chosen, ...details } as Parameters<typeof changeManyAction>[0])
      if (!answer.ok) {
        setProblems(answer.kind === 'problems' ? answer.problems : [{ field: '', message: answer.message }])
        return
      }
      setSaid({ act, result: answer.value })
      setOpen(null)
      for (const box of document.querySelectorAll<HTMLInputElement>(`input[form=${MANY_FORM}]`)) box.checked = false
      setChosen([])
      router.refresh()
    } catch {
      setProblems([{ field: '', message: 'The newsroom could not be reached. Open the list again to see what was done.' }])
    } finally {
      setPending(false)
    }
  }
  const press = (act: ManyAct) => (act === 'schedule' || act === 'withdraw' ? setOpen(open === act ? null : act) : void run(act))
  const loose = problems.filter((problem) => problem.field === '' || !['day', 'time', 'which', 'reason'].includes(problem.field))
  return (
    <section className={styles.many} aria-label="Several stories at once" data-empty={(chosen.length === 0 && !said) || undefined}>
      <form id={MANY_FORM} ref={form} onSubmit={(event) => event.preventDefault()} />
      <p role="status">{chosen.length > 0 ? `${stories(chosen.length)} chosen` : said ? summary(said) : ''}</p>
      {said && chosen.length === 0 && said.result.kept.length > 0 ? <Kept kept={said.result.kept} /> : null}
      {chosen.length > 0 ? (
        <>
          <div className={styles.presses}>
            {acts.map((act) => (
              <button
                key={act}
                type="button"
                className={buttons.quiet}
                aria-disabled={pending || undefined}
                aria-expanded={act === 'schedule' || act === 'withdraw' ? open === act : undefined}
                onClick={() => press(act)}
              >
                {NAMES[act]}
              </button>
            ))}
            {tagsPath ? (
              <a className={buttons.quiet} href={`${tagsPath}?stories=${chosen.map(({ id }) => id).join(',')}`}>
                Change tags
              </a>
            ) : null}
          </div>
          {open ? (
            <Details key={open} act={open} pending={pending} problems={problems} onSend={(details) => void run(open, details)} />
          ) : null}
          {loose.length > 0 ? <p role="alert">{loose.map((problem) => problem.message).join('. ')}</p> : null}
        </>
      ) : null}
    </section>
  )
}

const summary = ({ act, result }: { act: ManyAct; result: Result }): string =>
  [
    result.done.length > 0 ? `${stories(result.done.length)} ${DONE[act]}.` : '',
    result.kept.length > 0 ? `${stories(result.kept.length)} not ${DONE[act]}:` : '',
  ]
    .filter(Boolean)
    .join(' ')

function Kept({ kept }: { kept: Result['kept'] }) {
  return (
    <ul className={styles.kept}>
      {kept.map(({ id, headline, message }) => (
        <li key={id}>
          <a href={adminArticlePath(id)}>{headline || 'A story without a headline'}</a>: {message}
        </li>
      ))}
    </ul>
  )
}

type DetailsProps = {
  act: 'schedule' | 'withdraw'
  pending: boolean
  problems: readonly Problem[]
  onSend: (details: Record<string, string>) => void
}

/** What a time or a withdrawal needs to know. */
function Details({ act, pending, problems, onSend }: DetailsProps) {
  const id = useId()
  const problem = (field: string) => problems.find((one) => one.field === field)?.message
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const names = act === 'schedule' ? ['day', 'time', 'which'] : ['reason']
    onSend(Object.fromEntries(names.map((name) => [name, String(fields.get(name) ?? '')]).filter(([, value]) => value !== '')))
  }
  return (
    <form className={styles.details} onSubmit={send} noValidate>
      {act === 'schedule' ? (
        <>
          <LabelledField name="day" id={`${id}-day`} label="Day" problem={problem('day')}>
            {(control) => <input {...control} type="date" />}
          </LabelledField>
          <LabelledField name="time" id={`${id}-time`} label="London time" problem={problem('time')}>
            {(control) => <input {...control} type="time" />}
          </LabelledField>
          {problem('which') ? (
            <LabelledField name="which" id={`${id}-which`} label="Which of the two" problem={problem('which')}>
              {(control) => (
                <select {...control} defaultValue="">
                  <option value="">Choose</option>
                  <option value="first">The first, summer time</option>
                  <option value="second">The second, winter time</option>
                </select>
              )}
            </LabelledField>
          ) : null}
        </>
      ) : (
        <LabelledField name="reason" id={`${id}-reason`} label="Reason, which readers will see" problem={problem('reason')}>
          {(control) => <input {...control} type="text" />}
        </LabelledField>
      )}
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        {act === 'schedule' ? 'Schedule them' : 'Withdraw them'}
      </button>
    </form>
  )
}
