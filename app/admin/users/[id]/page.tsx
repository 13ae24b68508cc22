import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/page-head'
import { NotFound } from '@/lib/errors'
import { requireActor } from '@/modules/auth/session'
import { ChangeUserForm, ResetPasswordForm } from '@/modules/users/components/change-user-form'
import { getUser } from '@/modules/users/queries'
import { NotForYou, orNotForYou } from '../../_parts/not-for-you'
import styles from '../users.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Account' }

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  const { id } = await params
  const user = await orNotForYou(
    getUser(actor, id).catch((error: unknown) => {
      if (error instanceof NotFound) notFound()
      throw error
    }),
  )
  if (user instanceof Error) return <NotForYou refusal={user} />
  const { email, name, role, active } = user
  return (
    <div className={styles.narrow}>
      <PageHead title={name} kicker={<a href="/admin/users">People</a>}>
        <p>{email}</p>
      </PageHead>
      <ChangeUserForm account={{ id, email, name, role, active }} />
      <section aria-labelledby="password">
        <h2 id="password">Password</h2>
        <ResetPasswordForm account={{ id, email, name, role, active }} />
      </section>
    </div>
  )
}
