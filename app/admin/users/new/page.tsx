import type { Metadata } from 'next'
import { permit } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { CreateUserForm } from '@/modules/users/components/create-user-form'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from '../users.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'New account' }

export default async function NewUserPage() {
  const actor = await requireActor()
  try {
    permit(actor, 'user.create')
  } catch (error) {
    return <Refused error={error} />
  }
  return (
    <AdminPage title="New account" lead="A password is made for it and shown to you once." aside={<a href="/admin/users">All people</a>}>
      <div className={styles.narrow}>
        <CreateUserForm />
      </div>
    </AdminPage>
  )
}
