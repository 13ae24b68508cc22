'use client'
import type { Presence, Writer } from '@/modules/articles/sitting'
import { clockOnDay } from './clock'
import styles from './notices.module.css'
import type { Company } from './use-presence'
import type { Sitting } from './use-sitting'

/** Who else is there, where the text is, and what can be done about it. */
export function SittingNotices({ sitting, mayEdit }: { sitting: Sitting; mayEdit: boolean }) {
  const { company, autosave, backup } = sitting
  return (
    <>
      <WhoWrites company={company} mayEdit={mayEdit} />
      {autosave.trouble === 'signed-out' ? (
        <div className={styles.bad} role="alert">
          <p>
            You are signed out. Your text is kept on this device, and goes on being saved as soon as you are back:{' '}
            <a href="/sign-in" target="_blank" rel="noopener">
              sign in in a new tab
            </a>
            , then return here.
          </p>
        </div>
      ) : null}
      {autosave.trouble === 'refused' ? (
        <div className={styles.bad} role="alert">
          <p>Your text is kept on this device only. {autosave.message}</p>
        </div>
      ) : null}
      {backup.broughtBack ? (
        <div className={styles.plain} role="status">
          <p>Your text of {clockOnDay(backup.broughtBack)}, not yet a version, is here.</p>
          <button type="button" onClick={backup.leaveBack}>
            Go back to the saved version
          </button>
        </div>
      ) : null}
    </>
  )
}

function WhoWrites({ company, mayEdit }: { company: Company; mayEdit: boolean }) {
  const { presence, asking, isReading } = company
  if (presence === null || presence.pen === 'yours') return null
  const [writer] = presence.others
  if (asking !== '')
    return (
      <div className={styles.plain} role="status">
        <p>
          {asking === 'them' ? 'Asking for the story …' : `Asking ${asking} to hand over. What they have written becomes their version.`}
        </p>
      </div>
    )
  if (presence.pen === 'ended') return <Ended presence={presence} company={company} />
  if (!writer) return null
  return (
    <div className={styles.plain} role="status">
      <p>{inWords(writer)}</p>
      {mayEdit && !isReading ? (
        <>
          <button type="button" onClick={company.takeOver}>
            Take over
          </button>
          <button type="button" onClick={company.justRead}>
            Just read
          </button>
        </>
      ) : null}
    </div>
  )
}

/** "Sam is editing, last change 14:02." */
const inWords = ({ name, changedAt }: Writer): string =>
  changedAt ? `${name} is editing, last change ${clockOnDay(new Date(changedAt))}.` : `${name} has this story open for editing.`

function Ended({ presence, company }: { presence: Presence; company: Company }) {
  const { taken } = presence
  const when = taken ? ` at ${clockOnDay(new Date(taken.at))}` : ''
  const revision = taken?.revision ?? null
  return (
    <div className={styles.plain} role="status">
      <p>
        {taken?.byName ?? 'Somebody else'} took over{when}.{' '}
        {revision === null ? 'What you had not saved is kept for you.' : `Your text is kept as version ${revision}.`}
      </p>
      <button type="button" onClick={company.takeOver}>
        Take back
      </button>
    </div>
  )
}
