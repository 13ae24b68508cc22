'use client'
import { useEffect, useRef } from 'react'
import type { Story } from '../writing/use-story'
import { clockOnDay } from './clock'
import styles from './notices.module.css'
import { SittingNotices } from './sitting-notices'
import type { Saving } from './use-saving'
import type { Sitting } from './use-sitting'

type NoticesProps = { story: Story; saving: Saving; sitting: Sitting; mayEdit: boolean; onGoTo: (field: string) => void }

/** What just happened, what went wrong, and what can be taken back: always in the same place, above the story. */
export function Notices({ story, saving, sitting, mayEdit, onGoTo }: NoticesProps) {
  const { backup } = sitting
  return (
    <div className={styles.notices}>
      <Problems saving={saving} onGoTo={onGoTo} />
      <SittingNotices sitting={sitting} mayEdit={mayEdit} />
      {saving.failure ? (
        <div className={styles.bad} role="alert">
          <p>{saving.failure}</p>
        </div>
      ) : null}
      {saving.published && !story.isDirty ? (
        <p className={styles.good}>
          Published. <a href={saving.published}>View the story</a>
        </p>
      ) : null}
      {saving.known?.state === 'withdrawn' ? (
        <p className={styles.plain}>
          <b>Withdrawn.</b> Readers see a page that says so, with this reason: {saving.known.withdrawnReason}
        </p>
      ) : null}
      {story.paste.filled ? (
        <div className={styles.plain}>
          <p>Filled in: {story.paste.filled}.</p>
          <button type="button" onClick={story.paste.undo}>
            Undo paste
          </button>
          <button type="button" onClick={story.paste.dismiss}>
            Keep it
          </button>
        </div>
      ) : null}
      {backup.found ? (
        <div className={styles.plain}>
          <p>
            This device has words of yours that were not saved, from {clockOnDay(backup.found.at)}: “
            {backup.found.form.headline || 'no headline'}”.
          </p>
          <button type="button" onClick={backup.restore}>
            Bring them back
          </button>
          <button type="button" onClick={backup.discard}>
            Delete them
          </button>
        </div>
      ) : null}
    </div>
  )
}

/** Each problem leads to its field. Takes the focus when it appears. */
function Problems({ saving, onGoTo }: { saving: Saving; onGoTo: (field: string) => void }) {
  const box = useRef<HTMLDivElement>(null)
  const { problems } = saving
  useEffect(() => {
    if (problems.length > 0) box.current?.focus()
  }, [problems])
  if (problems.length === 0) return null
  return (
    <div ref={box} className={styles.bad} tabIndex={-1} role="alert" aria-labelledby="problems-title">
      <h2 id="problems-title">There is a problem</h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.message}`}>
            {problem.field ? (
              <a
                href={`#${problem.field}`}
                onClick={(event) => {
                  event.preventDefault()
                  onGoTo(problem.field)
                }}
              >
                {problem.message}
              </a>
            ) : (
              problem.message
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
