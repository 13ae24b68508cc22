import type { Metadata } from 'next'
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
    const [hasDuties, factors] = await Promise.all([hasDutiesShown(actor), readFactorsOf(actor, id)])
    return <User user={user} hasDuties={hasDuties || user.duties.length > 0} factors={factors} />
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

function User({ user, hasDuties, factors }: { user: UserView; hasDuties: boolean; factors: Factors }) {
  const { id, email, name, role, active, duties } = user
  const account = { id, email, name, role, active, duties }
  return (
    <AdminPage title={name} lead={email} aside={<a href="/admin/users">All people</a>}>
      <div className={styles.narrow}>
        <ChangeUserForm account={account} hasDuties={hasDuties} />
        <section aria-labelledby="password">
          <h2 id="password">Password</h2>
          <ResetPasswordForm account={account} />
        </section>
        <section aria-labelledby="factors">
          <h2 id="factors">Second factor</h2>
          {factors.codes || factors.passkeys > 0 ? (
            <ResetFactorsForm account={account} words={wordsOf(factors)} />
          ) : (
            <p>{name} has none set up.</p>
          )}
        </section>
      </div>
    </AdminPage>
  )
}
