import type { Metadata } from 'next'
import { NotAllowed } from '@/lib/errors'
import { cleanLine } from '@/lib/text'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { NewStorylineForm } from '@/modules/storylines/components/new-storyline-form'
import { TAG_LABEL_MAX_CHARACTERS } from '@/modules/tags/schema'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'New storyline' }

type Props = { searchParams: Promise<{ about?: string | string[] }> }

export default async function NewStorylinePage({ searchParams }: Props) {
  const actor = await requireActor()
  if (!can(actor, 'tag.edit')) return <Refused error={new NotAllowed('You may not make storylines. Ask an editor or an admin.')} />
  const { about } = await searchParams
  const label = cleanLine(String(about ?? '').replace(/\p{Surrogate}/gu, '')).slice(0, TAG_LABEL_MAX_CHARACTERS)
  return (
    <AdminPage
      title="New storyline"
      lead="Readers see it once a live story belongs to it."
      aside={<a href="/admin/storylines">All storylines</a>}
    >
      <NewStorylineForm label={label} />
    </AdminPage>
  )
}
