import type { Metadata } from 'next'
import { londonDay, londonTime } from '@/lib/dates'
import { env } from '@/lib/env'
import { ConfirmIdentity } from '@/modules/auth/components/confirm-identity'
import { AddPasskey, SetUpCodes } from '@/modules/auth/components/set-up-factors'
import { factorWords } from '@/modules/auth/factor-words'
import { passkeyOrigin, passkeySite } from '@/modules/auth/passkey-site'
import { listOwnSessions, type OwnFactors, type OwnSession, readOwnFactors } from '@/modules/auth/queries'
import { requireActor } from '@/modules/auth/session'
import {
  EndOtherSessions,
  EndSession,
  NewRecoveryCodes,
  OwnNameForm,
  OwnPasswordForm,
  RemoveCodes,
  RemovePasskey,
  RenamePasskey,
} from '@/modules/users/components/own-account-forms'
import { getOwnAccount } from '@/modules/users/queries'
import { AdminPage } from '../_parts/admin-page'
import styles from './account.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Your account' }

const NEXT = { href: '/admin/account', label: 'Back to your account' }

/** One's own name, password, second factors and sign-ins. */
export default async function AccountPage() {
  const actor = await requireActor()
  const now = new Date()
  const [account, factors, sessions] = await Promise.all([getOwnAccount(actor), readOwnFactors(actor, now), listOwnSessions(actor, now)])
  const { publicUrl } = env()
  const site = { origin: passkeyOrigin(publicUrl), passkeys: passkeySite(publicUrl) !== null }
  return (
    <AdminPage title="Your account" lead={`${account.email}, ${actor.role}`}>
      <div className={styles.page}>
        <section aria-labelledby="you">
          <h2 id="you">You</h2>
          <OwnNameForm name={account.name} />
          {account.linkedTo ? <p className={styles.note}>You also sign in with {account.linkedTo}.</p> : null}
        </section>
        <Sessions sessions={sessions} />
        {factors.fresh ? (
          <Guarded factors={factors} site={site} browser={sessions.find((one) => one.isThis)?.browser ?? ''} />
        ) : (
          <>
            <ConfirmIdentity
              hasFactor={factors.hasFactor}
              hasCodes={factors.codesSince !== null}
              hasPasskey={factors.passkeys.length > 0}
              {...site}
            />
            <section aria-labelledby="second-factor">
              <h2 id="second-factor">Second factor</h2>
              <p>{stateOf(factors)}</p>
            </section>
          </>
        )}
      </div>
    </AdminPage>
  )
}

/** What an account has, in a sentence. */
function stateOf({ codesSince, passkeys, recoveryLeft, mustHave, graceUntil }: OwnFactors): string {
  const parts = [
    ...(codesSince ? ['codes from an app'] : []),
    ...(passkeys.length > 0 ? [passkeys.length === 1 ? 'one passkey' : `${passkeys.length} passkeys`] : []),
  ]
  if (parts.length > 0) return `You have ${parts.join(' and ')}, and ${recoveryLeft} recovery codes left.`
  if (!mustHave) return 'You have none. It protects your account when somebody learns your password.'
  return `Your role needs one here${graceUntil ? ` from ${londonDay(graceUntil)} on` : ''}. Set one up now.`
}

const moment = (at: Date) => (
  <time dateTime={at.toISOString()}>
    {londonDay(at)}, {londonTime(at)}
  </time>
)

function Sessions({ sessions }: { sessions: OwnSession[] }) {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <ul className={styles.list}>
        {sessions.map(({ id, browser, factors, createdAt, lastSeenAt, isThis }) => (
          <li key={id}>
            <p>
              <b>{browser}</b>
              {isThis ? ' (this one)' : ''}
              <br />
              Since {moment(createdAt)}, by {factorWords(factors)}. Last click {moment(lastSeenAt)}.
            </p>
            {isThis ? null : <EndSession id={id} about={`${browser}, since ${londonDay(createdAt)}, ${londonTime(createdAt)}`} />}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? <EndOtherSessions /> : <p className={styles.note}>Nowhere else.</p>}
    </section>
  )
}

type GuardedProps = { factors: OwnFactors; site: { origin: string | null; passkeys: boolean }; browser: string }

/** What may be changed within ten minutes of proving who one is. */
function Guarded({ factors, site, browser }: GuardedProps) {
  return (
    <>
      <section aria-labelledby="password-part">
        <h2 id="password-part">Password</h2>
        <OwnPasswordForm />
      </section>
      <section aria-labelledby="second-factor">
        <h2 id="second-factor">Second factor</h2>
        <p>{stateOf(factors)}</p>
        <h3>Codes from an app</h3>
        {factors.codesSince ? (
          <>
            <p>Asked for at every sign-in since {moment(factors.codesSince)}.</p>
            <RemoveCodes />
          </>
        ) : (
          <SetUpCodes next={NEXT} />
        )}
        {site.passkeys ? <Passkeys factors={factors} origin={site.origin} browser={browser} /> : null}
        {factors.hasFactor ? (
          <>
            <h3>Recovery codes</h3>
            <p>{factors.recoveryLeft} of them are left. New ones make the old ones useless.</p>
            <NewRecoveryCodes />
          </>
        ) : null}
      </section>
    </>
  )
}

function Passkeys({ factors, origin, browser }: { factors: OwnFactors; origin: string | null; browser: string }) {
  return (
    <>
      <h3>Passkeys</h3>
      <p>A passkey signs you in without a password, with the finger, face or PIN of your device.</p>
      <ul className={styles.list}>
        {factors.passkeys.map(({ id, name, createdAt, lastUsedAt }, index) => (
          <li key={id}>
            <div>
              <RenamePasskey id={id} name={name} number={index + 1} />
              <p>
                Added {moment(createdAt)}. {lastUsedAt ? <>Last used {moment(lastUsedAt)}.</> : 'Not used yet.'}
              </p>
            </div>
            <RemovePasskey id={id} name={name} />
          </li>
        ))}
      </ul>
      <AddPasskey next={NEXT} origin={origin} suggested={browser} />
    </>
  )
}
