import type { Metadata } from 'next'
import { requireActor } from '@/modules/auth/session'
import { ChangeUserForm, ResetPasswordForm } from '@/modules/users/components/change-user-form'
import { getUser, type UserView } from '@/modules/users/queries'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from '../users.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Account' }

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  const { id } = await params
  try {
    return <User user={await getUser(actor, id)} />
  } catch (error) {
    return <Refused error={error} />
  }
}

function User({ user: { id, email, name, role, active } }: { user: UserView }) {
  return (
    <AdminPage title={name} lead={email} aside={<a href="/admin/users">All people</a>}>
      <div className={styles.narrow}>
        <ChangeUserForm account={{ id, email, name, role, active }} />
        <section aria-labelledby="password">
          <h2 id="password">Password</h2>
          <ResetPasswordForm account={{ id, email, name, role, active }} />
        </section>
      </div>
    </AdminPage>
  )
}
