'use client'
import { type FormEvent, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { londonDay, londonTime } from '@/lib/dates'
import type { Problem } from '@/lib/errors'
import type { ActionResult } from '@/modules/auth/form-state'
import { createPreviewLinkAction, revokePreviewLinkAction } from '../actions'
import type { LinkState } from '../link-state'
import { LINK_HOURS_DEFAULT, LINK_LABEL_MAX_CHARACTERS } from '../schema'
import type { PreviewLinksView, PreviewLinkView } from '../views'
import { NewLink } from './new-link'
import styles from './preview-links.module.css'

/** Runs an act and says that it was done. Null when it was, else the problems of its fields. */
export type Act = (said: string, call: () => Promise<ActionResult<unknown>>) => Promise<Problem[] | null>

type Props = { articleId: string /** The newest version. */; revision: number; view: PreviewLinksView; act: Act }

/** Who may see the draft without an account, until when, and how often they did. Dates may be ISO text. */
export function PreviewLinks({ articleId, revision, view: { links, mayShare, blocked }, act }: Props) {
  const [made, setMade] = useState<{ label: string; url: string } | null>(null)
  return (
    <div className={styles.links}>
      {made ? <NewLink key={made.url} {...made} /> : null}
      {links.length > 0 ? (
        <ul>
          {links.map((link) => (
            <Link key={link.id} link={link} act={act} />
          ))}
        </ul>
      ) : null}
      {blocked ? <p className={styles.blocked}>{blocked}.</p> : null}
      {mayShare && !blocked ? <MakeLink articleId={articleId} revision={revision} act={act} onMade={setMade} /> : null}
    </div>
  )
}

const STATES: Record<LinkState, string> = {
  open: 'Open',
  revoked: 'Revoked',
  expired: 'Ended',
  blocked: 'Shows nothing: the story was closed or withdrawn after it was made',
}
const moment = (at: Date): string => `${londonTime(new Date(at))} on ${londonDay(new Date(at))}`

function Link({ link, act }: { link: PreviewLinkView; act: Act }) {
  const { label, revision, state, openings, openedAt, expiresAt, createdByName, mayRevoke } = link
  const revoke = () => act(`The link for ${label} shows nothing any more.`, () => revokePreviewLinkAction({ linkId: link.id }))
  return (
    <li>
      <p>
        <b>{label}</b>: {revision === null ? 'always the newest version' : `version ${revision}`}, made by {createdByName}.{' '}
        {state === 'open' ? `Open until ${moment(expiresAt)}.` : `${STATES[state]}.`}
      </p>
      {openings === 0 ? (
        <p className={styles.soft}>Not opened yet.</p>
      ) : (
        <details>
          <summary>{openings === 1 ? 'Opened once' : `Opened ${openings} times`}</summary>
          <ul>
            {openedAt.map((at, index) => (
              // Two may open it in the same millisecond.
              <li key={`${String(at)} ${index}`}>{moment(at)}</li>
            ))}
          </ul>
        </details>
      )}
      {state === 'open' && mayRevoke ? (
        <button type="button" className={buttons.text} onClick={() => void revoke()}>
          Revoke<span className="visually-hidden"> the link for {label}</span>
        </button>
      ) : null}
    </li>
  )
}

type MakeLinkProps = { articleId: string; revision: number; act: Act; onMade: (made: { label: string; url: string }) => void }

function MakeLink({ articleId, revision, act, onMade }: MakeLinkProps) {
  const id = useId()
  const [label, setLabel] = useState('')
  const [shows, setShows] = useState<'latest' | 'this'>('latest')
  const [hours, setHours] = useState(String(LINK_HOURS_DEFAULT))
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const found = await act('The link is made: copy it now.', async () => {
      const made = await createPreviewLinkAction({ articleId, label, shows: shows === 'latest' ? 'latest' : revision, hours })
      if (made.ok) onMade(made.value)
      return made
    })
    setProblems(found ?? [])
    if (found === null) setLabel('')
  }
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <label htmlFor={`${id}-label`}>Who is the link for?</label>
      <input
        id={`${id}-label`}
        value={label}
        maxLength={LINK_LABEL_MAX_CHARACTERS}
        autoComplete="off"
        onChange={(event) => setLabel(event.target.value)}
      />
      <label htmlFor={`${id}-shows`}>It shows</label>
      <select id={`${id}-shows`} value={shows} onChange={(event) => setShows(event.target.value === 'this' ? 'this' : 'latest')}>
        <option value="latest">always the newest version</option>
        <option value="this">version {revision} only</option>
      </select>
      <label htmlFor={`${id}-hours`}>For how many hours?</label>
      <input id={`${id}-hours`} inputMode="numeric" value={hours} autoComplete="off" onChange={(event) => setHours(event.target.value)} />
      <div role="alert">
        {problems.map(({ field, message }) => (
          <p key={`${field} ${message}`} className={styles.problem}>
            {message}
          </p>
        ))}
      </div>
      <button type="submit" className={buttons.quiet}>
        Make a preview link
      </button>
    </form>
  )
}
