import { Section } from '@/components/section'
import { Outcome } from '@/modules/inspections/components/outcome-mark'
import type { OutcomeKind } from '@/modules/inspections/outcome'
import styles from './outcome-words.module.css'

const MEANINGS: { kind: OutcomeKind; meaning: string }[] = [
  {
    kind: 'positive',
    meaning:
      'Support usually leads to good experiences and outcomes, and leaders are acting where it does not. Next full inspection within approximately five years.',
  },
  {
    kind: 'inconsistent',
    meaning:
      'It depends on the child, the place or the service. The partners must work together to improve it. Next full inspection within approximately three years.',
  },
  {
    kind: 'failings',
    meaning:
      'Failings serious enough to cause significant concern. A priority action plan is required, a monitoring inspection within approximately 18 months and a full one within approximately three years.',
  },
]

/** The three outcomes of a full inspection since 2023, in plain words. */
export function OutcomeWords() {
  return (
    <Section id="words" title="What the words mean">
      <ul className={styles.words}>
        {MEANINGS.map(({ kind, meaning }) => (
          <li key={kind}>
            <Outcome kind={kind} />
            <p>{meaning}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
