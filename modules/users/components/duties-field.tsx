import { DUTIES, type Duty } from '@/modules/access/actor'
import styles from './duties-field.module.css'

/** What each duty is for, in one line. */
export const DUTY_WORDS: Record<Duty, string> = {
  sub: 'House style: edits and approves other people’s stories',
  'tag-editor': 'Vocabulary: makes and changes tags',
  'data-editor': 'Records: changes inspection records',
}

/** What somebody looks after beside their role. */
export function DutiesField({ value }: { value: readonly string[] }) {
  return (
    <fieldset className={styles.field} id="duties">
      <legend>Duties</legend>
      <p className={styles.hint}>What they look after beside their role. Editors and admins may do all of it already.</p>
      {DUTIES.map((duty) => (
        <label key={`${duty} ${value.includes(duty)}`}>
          <input type="checkbox" name="duties" value={duty} defaultChecked={value.includes(duty)} />
          {DUTY_WORDS[duty]}
        </label>
      ))}
    </fieldset>
  )
}
