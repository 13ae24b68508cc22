'use client'

import { useEffect, useState } from 'react'
import buttons from '@/components/button.module.css'
import { readProgressAction, startCheckAction } from '../actions'
import { progressSentence } from '../link-words'
import type { LinkProgress } from '../views'
import styles from './links.module.css'

const ASK_EVERY_MS = 3_000

/** How far the check is, or when the last one was; and a press that starts one. */
export function CheckProgress({ first, mayStart }: { first: LinkProgress; mayStart: boolean }) {
  const [progress, setProgress] = useState(first)
  const [refusal, setRefusal] = useState('')
  const [watching, setWatching] = useState(first.running)

  useEffect(() => {
    if (!watching) return
    const timer = setInterval(async () => {
      const result = await readProgressAction({}).catch(() => null)
      if (!result?.ok) return
      setProgress(result.value)
      if (!result.value.running) setWatching(false)
    }, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [watching])

  const start = async () => {
    if (watching) return
    const result = await startCheckAction({}).catch(() => null)
    setRefusal(result?.ok ? '' : result && 'message' in result ? result.message : 'The newsroom did not answer. Try again.')
    if (result?.ok) setWatching(true)
  }

  const ended = !progress.running && !watching && progress.finishedAt !== first.finishedAt
  return (
    <div className={styles.progress}>
      <p role="status">{watching && !progress.running ? 'The check begins.' : progressSentence(progress)}</p>
      {ended ? (
        <p>
          <a href="/admin/links">Show what it found</a>
        </p>
      ) : null}
      {mayStart ? (
        <button type="button" className={buttons.quiet} aria-disabled={watching || undefined} onClick={() => void start()}>
          Check all links now
        </button>
      ) : null}
      {refusal ? <p role="alert">{refusal}</p> : null}
    </div>
  )
}
