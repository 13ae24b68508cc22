import type { Metadata } from 'next'
import { can, permit } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { ImportStories } from '@/modules/editor/components/import/import-stories'
import { AdminPage } from '../_parts/admin-page'
import { Refused } from '../_parts/refused'

export const metadata: Metadata = { title: 'Import stories' }

/** Stories from files: looked at first, stored in a second step. */
export default async function ImportPage() {
  const actor = await requireActor()
  try {
    permit(actor, 'import.run')
  } catch (error) {
    return <Refused error={error} />
  }
  return (
    <AdminPage title="Import stories" lead="You see first what would come of it. Nothing is stored until you say so.">
      <ImportStories mayPublish={can(actor, 'article.publish')} />
    </AdminPage>
  )
}
