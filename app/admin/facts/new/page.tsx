import type { Metadata } from 'next'
import { NotAllowed } from '@/lib/errors'
import { can } from '@/modules/access/permissions'
import { FactForm } from '@/modules/articles/components/facts/fact-form'
import { requireActor } from '@/modules/auth/session'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'New fact' }

export default async function NewFactPage() {
  const actor = await requireActor()
  if (!can(actor, 'record.edit')) return <Refused error={new NotAllowed('You may not enter facts. Ask an editor or an admin.')} />
  return (
    <AdminPage title="New fact" lead="Readers see it once a live story embeds it." aside={<a href="/admin/facts">All facts</a>}>
      <FactForm fact={null} />
    </AdminPage>
  )
}
