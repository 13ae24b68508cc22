import styles from './many.module.css'
import { MANY_BOX, MANY_FORM } from './many-names'

/** Ticks a story of a list for what is done to several at once. */
export function StoryBox({ id, version, headline }: { id: string; version: number; headline: string }) {
  return (
    <input
      type="checkbox"
      className={styles.box}
      form={MANY_FORM}
      name={MANY_BOX}
      value={`${id} ${version}`}
      aria-label={`Choose “${headline || 'story without a headline'}”`}
    />
  )
}
