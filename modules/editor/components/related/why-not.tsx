'use client'
import { type FormEvent, useState } from 'react'
import type { Verdict, WhyNot as WhyNotAnswer } from '@/modules/related/views'
import type { Story } from '../writing/use-story'
import { ask, refusalOf } from './ask'
import { Verb } from './link-list'
import styles from './related-panel.module.css'
import type { Hand } from './use-hand'
import { relatedQuestion } from './use-related'

/** Those that a pin would not change, or that have another way out. */
const NOT_TO_PIN: readonly Verdict[] = ['listed', 'pinned', 'pin-waits', 'itself', 'not-found', 'not-live', 'alone', 'excluded']

type WhyNotProps = { articleId: string | null; story: Story; hand: Hand; readOnly: boolean }

/** "Why not this one?": a headline in, the points, the cap or the rule that kept it out. */
export function WhyNot({ articleId, story, hand, readOnly }: WhyNotProps) {
  const [typed, setTyped] = useState('')
  const [answer, setAnswer] = useState<{ said: string; found: WhyNotAnswer | null }>({ said: '', found: null })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const headline = typed.replace(/\s+/g, ' ').trim()
    if (headline === '') return
    const found = await ask('why-not', { story: relatedQuestion(articleId, story.form), headline })
    setAnswer(found?.ok ? { said: found.value.sentence, found: found.value } : { said: refusalOf(found), found: null })
  }
  /** What was said is about a list that is another one now. */
  const done = (act: () => void) => {
    act()
    setAnswer({ said: '', found: null })
    setTyped('')
    document.getElementById('why-not')?.focus()
  }
  const { found } = answer
  const target = found?.target ? { id: found.target.id, headline: found.target.headline, live: found.target.live } : null
  const leftOutHere = target !== null && story.form.exclusions.some((one) => one.target.id === target.id)
  return (
    <form className={styles.add} onSubmit={submit}>
      <label htmlFor="why-not">Why not this one?</label>
      <div>
        <input
          id="why-not"
          value={typed}
          maxLength={200}
          autoComplete="off"
          placeholder="Headline of a story"
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit">Ask</button>
      </div>
      <p role="status" className={styles.answer}>
        {answer.said}
      </p>
      {found && target && !readOnly ? (
        <p className={styles.verbs}>
          {leftOutHere ? <Verb word="Put back" of={target.headline} onPress={() => done(() => hand.putBack(target))} /> : null}
          {NOT_TO_PIN.includes(found.verdict) || leftOutHere ? null : (
            <Verb word="Pin it" of={target.headline} onPress={() => done(() => hand.pin(target, target))} />
          )}
        </p>
      ) : null}
    </form>
  )
}
