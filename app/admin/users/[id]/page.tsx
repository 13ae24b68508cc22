import type { Metadata } from 'next'
import { countTimesSetBy } from '@/modules/articles/queries/times-of-person'
import { readFactorsOf } from '@/modules/auth/queries'
import { requireActor } from '@/modules/auth/session'
import { ChangeUserForm, ResetFactorsForm, ResetPasswordForm } from '@/modules/users/components/change-user-form'
import { getUser, hasDutiesShown, type UserView } from '@/modules/users/queries'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from '../users.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Account' }

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  const { id } = await params
  try {
    const user = await getUser(actor, id)
    const [hasDuties, factors, times] = await Promise.all([
      hasDutiesShown(actor),
      readFactorsOf(actor, id),
      countTimesSetBy(actor, id, new Date()),
    ])
    return <User user={user} hasDuties={hasDuties || user.duties.length > 0} factors={factors} times={times} own={actor.id === user.id} />
  } catch (error) {
    return <Refused error={error} />
  }
}

type Factors = { codes: boolean; passkeys: number }

function wordsOf({ codes, passkeys }: Factors): string {
  const parts = [
    ...(codes ? ['codes from an app'] : []),
    ...(passkeys > 0 ? [passkeys === 1 ? 'one passkey' : `${passkeys} passkeys`] : []),
  ]
  return `Set up: ${parts.join(' and ')}.`
}

/** Nobody who closes an account should have to guess what goes on without it. */
function Times({ name, active, times }: { name: string; active: boolean; times: number }) {
  if (times === 0) return null
  const what = times === 1 ? `One time set by ${name} still comes` : `${times} times set by ${name} still come`
  const where = active ? '/admin/calendar?view=list' : '/admin/articles?show=left-times'
  return (
    <p>
      {what}, {active ? 'also if you close this account' : 'though this account is closed'}: stories are published or withdrawn then.{' '}
      <a href={where}>{active ? 'See the calendar' : 'See them'}</a>
    </p>
  )
}

type UserProps = { user: UserView; hasDuties: boolean; factors: Factors; times: number; own: boolean }

function User({ user, hasDuties, factors, times, own }: UserProps) {
  const { id, email, name, role, active, duties } = user
  const account = { id, email, name, role, active, duties }
  return (
    <AdminPage title={name} lead={email} aside={<a href="/admin/users">All people</a>}>
      <div className={styles.narrow}>
        <Times name={name} active={active} times={times} />
        <ChangeUserForm account={account} hasDuties={hasDuties} />
        {own ? (
          <p>
            Your own password and second factors are under <a href="/admin/account">Your account</a>.
          </p>
        ) : (
          <Secrets account={account} factors={factors} />
        )}
      </div>
    </AdminPage>
  )
}

/** What an admin may take away for somebody who lost it. */
function Secrets({ account, factors }: { account: Parameters<typeof ResetPasswordForm>[0]['account']; factors: Factors }) {
  return (
    <>
      <section aria-labelledby="password">
        <h2 id="password">Password</h2>
        <ResetPasswordForm account={account} />
      </section>
      <section aria-labelledby="factors">
        <h2 id="factors">Second factor</h2>
        {factors.codes || factors.passkeys > 0 ? (
          <ResetFactorsForm account={account} words={wordsOf(factors)} />
        ) : (
          <p>{account.name} has none set up.</p>
        )}
      </section>
    </>
  )
}
