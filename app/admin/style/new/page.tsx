import type { Metadata } from 'next'
import { NotAllowed } from '@/lib/errors'
import { can, deeds } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { RuleForm } from '@/modules/style/components/rule-form'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'New rule' }

export default async function NewRulePage() {
  const actor = await requireActor()
  if (!can(actor, 'style.edit')) return <Refused error={new NotAllowed(`You may not ${deeds['style.edit']}. Ask an editor or an admin.`)} />
  return (
    <AdminPage
      title="New rule"
      lead="It is used in every story from the next pause in typing on."
      aside={<a href="/admin/style">All rules</a>}
    >
      <RuleForm rule={null} />
    </AdminPage>
  )
}
