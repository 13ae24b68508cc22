'use client'
import { type FormEvent, useState } from 'react'
import { matchHeadlinesAction } from '../../actions'
import styles from './related-panel.module.css'
import type { Hand } from './use-hand'

const isAddress = (typed: string): boolean => /^https?:\/\/\S/i.test(typed.trim())

/** A story by its headline, matched or kept until there is one; or, where an address is typed, a link to another site. */
export function AddLink({ articleId, hand }: { articleId: string | null; hand: Hand }) {
  const [typed, setTyped] = useState('')
  const [words, setWords] = useState('')
  const [datedOn, setDatedOn] = useState('')
  const [problem, setProblem] = useState('')
  const outside = isAddress(typed)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const headline = typed.replace(/\s+/g, ' ').trim()
    if (headline === '') return
    if (outside && words.trim() === '') return setProblem('Enter the words of the link')
    setProblem('')
    setTyped('')
    setWords('')
    setDatedOn('')
    if (outside) return hand.add({ headline: words.trim(), target: null, url: headline, datedOn })
    const found = await matchHeadlinesAction({ articleId, headlines: [headline] }).catch(() => null)
    hand.add({ headline, target: found?.ok ? (found.value[0]?.target ?? null) : null })
  }
  return (
    <form className={styles.add} onSubmit={submit} noValidate>
      <label htmlFor="pin-headline">Add a story by its title, or paste an address</label>
      <div>
        <input id="pin-headline" value={typed} maxLength={2000} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        <button type="submit">Add</button>
      </div>
      {outside ? (
        <>
          <label htmlFor="pin-words">The words of the link</label>
          {problem ? (
            <p id="pin-problem" className={styles.problem} role="alert">
              {problem}
            </p>
          ) : null}
          <div>
            <input
              id="pin-words"
              value={words}
              maxLength={200}
              autoComplete="off"
              aria-describedby={problem ? 'pin-problem' : undefined}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          <label htmlFor="pin-date">Its date, if it has one</label>
          <div>
            <input id="pin-date" type="date" value={datedOn} onChange={(event) => setDatedOn(event.target.value)} />
          </div>
        </>
      ) : null}
    </form>
  )
}
