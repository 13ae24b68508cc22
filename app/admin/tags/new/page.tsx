import type { Metadata } from 'next'
import { NotAllowed } from '@/lib/errors'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { TagForm } from '@/modules/tags/components/tag-form'
import { listTagsForPicker } from '@/modules/tags/queries'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'New tag' }

export default async function NewTagPage() {
  const actor = await requireActor()
  if (!can(actor, 'tag.create')) return <Refused error={new NotAllowed('You may not create tags. Ask an editor or an admin.')} />
  const broader = (await listTagsForPicker(actor)).map(({ slug, label, type, aliases }) => ({ slug, label, type, aliases }))
  return (
    <AdminPage title="New tag" lead="Readers see a tag once a live story carries it.">
      <TagForm tag={null} broader={broader} />
    </AdminPage>
  )
}
