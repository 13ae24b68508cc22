'use client'
import type { LeftOutBy } from '../../related-answer'
import type { FormExclusion } from '../../story-form'
import { Verb } from './link-list'
import styles from './related-panel.module.css'
import type { Hand } from './use-hand'

type LeftOutProps = { exclusions: readonly FormExclusion[]; by: readonly LeftOutBy[]; hand: Hand; readOnly: boolean }

/** Stories that never stand in this list, nor this one in theirs: by this story's editor, or by that of the other. */
export function LeftOut({ exclusions, by, hand, readOnly }: LeftOutProps) {
  const theirs = by.filter((story) => !exclusions.some(({ target }) => target.id === story.id))
  if (exclusions.length + theirs.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="left-out">
      <h3 id="left-out" tabIndex={-1}>
        Left out
      </h3>
      <p className={styles.parts}>Neither lists the other, once this story is published.</p>
      <ul className={styles.pins} aria-label="Left out">
        {exclusions.map(({ target, note }) => (
          <li key={target.id}>
            <p className={styles.headline}>{target.headline}</p>
            {note ? <p className={styles.parts}>{note}</p> : null}
            {readOnly ? null : (
              <p className={styles.verbs}>
                <Verb word="Put back" of={target.headline} onPress={() => hand.putBack(target)} />
              </p>
            )}
          </li>
        ))}
        {theirs.map((story) => (
          <li key={story.id}>
            <p className={styles.headline}>{story.headline}</p>
            <p className={styles.parts}>
              It leaves this story out, and that holds both ways. <a href={`/admin/articles/${story.id}?panel=related`}>Change it there</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
