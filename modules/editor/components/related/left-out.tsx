'use client'
import type { FormExclusion } from '../../story-form'
import { Verb } from './link-list'
import styles from './related-panel.module.css'
import type { Hand } from './use-hand'

/** Stories that never stand in this list, nor this one in theirs. */
export function LeftOut({ exclusions, hand, readOnly }: { exclusions: readonly FormExclusion[]; hand: Hand; readOnly: boolean }) {
  if (exclusions.length === 0) return null
  return (
    <>
      <h3>Left out</h3>
      <p className={styles.hint}>Neither of the two lists the other, once this story is published.</p>
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
      </ul>
    </>
  )
}
