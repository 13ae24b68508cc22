import { londonDay, londonTime } from '@/lib/dates'
import type { ChangeView } from '../queries/list-changes'
import styles from './change-list.module.css'

/** Changed lists in words, in the order given. `named`: each says whose list it is. */
export function ChangeList({ changes, named = true }: { changes: readonly ChangeView[]; named?: boolean }) {
  return (
    <ol className={styles.changes}>
      {changes.map((change) => (
        <li key={change.id}>
          <time dateTime={change.at.toISOString()}>
            {londonDay(change.at)}, {londonTime(change.at)}
          </time>
          <div>
            <p>
              {named ? <Whose story={change.story} /> : 'It'} {change.what}
            </p>
            <Because causes={change.because} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Whose({ story }: { story: ChangeView['story'] }) {
  return story.id ? <a href={`/admin/related/log?story=${story.id}`}>{story.headline}</a> : <b>{story.headline}</b>
}

function Because({ causes }: { causes: readonly string[] }) {
  const [only] = causes
  if (!only) return null
  if (causes.length === 1) return <p className={styles.because}>Because {only}</p>
  return (
    <>
      <p className={styles.because}>Because</p>
      <ul className={styles.causes}>
        {causes.map((cause) => (
          <li key={cause}>{cause}</li>
        ))}
      </ul>
    </>
  )
}
