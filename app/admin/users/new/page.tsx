import type { Metadata } from 'next'
import { mailTransportWords } from '@/lib/mail'
import { ROLES } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { InviteForm } from '@/modules/users/components/invite-form'
import { hasDutiesShown } from '@/modules/users/queries'
import { mayGiveRole } from '@/modules/users/role-order'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from '../users.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Invite somebody' }

export default async function NewUserPage() {
  const actor = await requireActor()
  try {
    permit(actor, 'user.create')
  } catch (error) {
    return <Refused error={error} />
  }
  const roles = ROLES.filter((role) => mayGiveRole(actor.role, role))
  return (
    <AdminPage
      title="Invite somebody"
      lead="They choose their own password behind a link that works once, for 72 hours."
      aside={<a href="/admin/users">All people</a>}
    >
      <div className={styles.narrow}>
        <InviteForm hasDuties={await hasDutiesShown(actor)} transport={mailTransportWords()} roles={roles} />
      </div>
    </AdminPage>
  )
}
