'use client'
import { useEffect, useState } from 'react'
import type { LinkRef } from '@/modules/related/forecast'
import { ask } from './ask'
import styles from './related-panel.module.css'

/** Live stories whose readers are led to this one, now. Asked again after every publication. */
export function LinkedFrom({ articleId, version }: { articleId: string; version: number }) {
  const [answer, setAnswer] = useState<{ stories: LinkRef[]; all: boolean } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to ask again
  useEffect(() => {
    const old = new AbortController()
    void ask('linked-from', { id: articleId }, old.signal).then((found) => {
      if (!old.signal.aborted && found?.ok) setAnswer(found.value)
    })
    return () => old.abort()
  }, [articleId, version])
  if (!answer) return null
  const { stories, all } = answer
  return (
    <details className={styles.details} data-linked-from="">
      <summary>
        Linked from {all ? '' : 'at least '}
        {stories.length === 1 ? '1 story' : `${stories.length} stories`}
      </summary>
      {stories.length === 0 ? (
        <p className={styles.parts}>No live story lists it. A tag that others carry brings it into their lists.</p>
      ) : (
        <ul aria-label="Linked from">
          {stories.map((story) => (
            <li key={story.number}>
              <a href={`/news/${story.slug}`} target="_blank" rel="noreferrer">
                {story.headline}
              </a>
            </li>
          ))}
        </ul>
      )}
      {all ? null : <p className={styles.parts}>Very many stories share its tags: only the newest of them were asked.</p>}
    </details>
  )
}
