'use client'
import { useEffect, useState } from 'react'
import type { LinkRef } from '@/modules/related/forecast'
import { linkedFromAction } from '../../actions'
import styles from './related-panel.module.css'

/** Live stories whose readers are led to this one, now. Asked again after every publication. */
export function LinkedFrom({ articleId, version }: { articleId: string; version: number }) {
  const [answer, setAnswer] = useState<{ stories: LinkRef[]; all: boolean } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to ask again
  useEffect(() => {
    let here = true
    void linkedFromAction({ id: articleId })
      .then((found) => here && found.ok && setAnswer(found.value))
      .catch(() => undefined)
    return () => {
      here = false
    }
  }, [articleId, version])
  if (!answer) return null
  return (
    <details className={styles.details}>
      <summary>Linked from {answer.stories.length === 1 ? '1 story' : `${answer.stories.length} stories`}</summary>
      {answer.stories.length === 0 ? (
        <p className={styles.parts}>No live story lists it. A tag that others carry brings it into their lists.</p>
      ) : (
        <ul aria-label="Linked from">
          {answer.stories.map((story) => (
            <li key={story.number}>
              <a href={`/news/${story.slug}`} target="_blank" rel="noreferrer">
                {story.headline}
              </a>
            </li>
          ))}
        </ul>
      )}
      {answer.all ? null : <p className={styles.parts}>Only the newest stories were asked.</p>}
    </details>
  )
}
