import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { permit } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { CreateUserForm } from '@/modules/users/components/create-user-form'
import { NotForYou, orNotForYou } from '../../_parts/not-for-you'
import styles from '../users.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'New account' }

export default async function NewUserPage() {
  const actor = await requireActor()
  const allowed = await orNotForYou((async () => permit(actor, 'user.create'))())
  if (allowed instanceof Error) return <NotForYou refusal={allowed} />
  return (
    <div className={styles.narrow}>
      <PageHead title="New account" kicker={<a href="/admin/users">People</a>}>
        <p>A password is made for it and shown to you once.</p>
      </PageHead>
      <CreateUserForm />
    </div>
  )
}
