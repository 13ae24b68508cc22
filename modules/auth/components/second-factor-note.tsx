import { londonDay } from '@/lib/dates'
import styles from './second-factor-note.module.css'

type Notice = { mode: 'required' | 'offered'; graceUntil: Date | null }

const wordsOf = ({ mode, graceUntil }: Notice): string => {
  if (mode === 'offered') return 'A second factor is offered here, not required, so a stolen password is enough to get in.'
  return graceUntil ? `Your role needs a second factor from ${londonDay(graceUntil)} on.` : 'Your role needs a second factor.'
}

/** On the desk of an editor or admin who has no second factor. */
export function SecondFactorNote({ notice }: { notice: Notice }) {
  return (
    <p className={styles.note}>
      {wordsOf(notice)} <a href="/admin/account#second-factor">Set one up</a>
    </p>
  )
}
