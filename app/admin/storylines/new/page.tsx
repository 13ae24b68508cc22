import type { Metadata } from 'next'
import { NotAllowed } from '@/lib/errors'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { NewStorylineForm } from '@/modules/storylines/components/new-storyline-form'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'New storyline' }

export default async function NewStorylinePage() {
  const actor = await requireActor()
  if (!can(actor, 'tag.edit')) return <Refused error={new NotAllowed('You may not make storylines. Ask an editor or an admin.')} />
  return (
    <AdminPage
      title="New storyline"
      lead="Readers see it once a live story belongs to it."
      aside={<a href="/admin/storylines">All storylines</a>}
    >
      <NewStorylineForm />
    </AdminPage>
  )
}
