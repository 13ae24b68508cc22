'use client'
import { type FormEvent, useState } from 'react'
import { whyNotAction } from '../../actions'
import type { Story } from '../writing/use-story'
import styles from './related-panel.module.css'
import { relatedQuestion } from './use-related'

/** "Why not this one?": a headline in, the points, the cap or the rule that kept it out. */
export function WhyNot({ articleId, story }: { articleId: string | null; story: Story }) {
  const [typed, setTyped] = useState('')
  const [answer, setAnswer] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const headline = typed.replace(/\s+/g, ' ').trim()
    if (headline === '') return
    const found = await whyNotAction({ story: relatedQuestion(articleId, story.form), headline }).catch(() => null)
    setAnswer(found?.ok ? found.value.sentence : 'The newsroom did not answer. Try again.')
  }
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
        {answer}
      </p>
    </form>
  )
}
