import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireActor } from '@/modules/auth/session'
import { PageEditor } from '@/modules/editor/components/page-editor'
import { getSitePageForEditing } from '@/modules/pages/queries'
import { SITE_PAGE_KEYS } from '@/modules/pages/schema'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'Edit page' }

export default async function EditPagePage({ params }: { params: Promise<{ key: string }> }) {
  const actor = await requireActor()
  const { key: asked } = await params
  const key = SITE_PAGE_KEYS.find((each) => each === asked)
  if (!key) notFound()
  const page = await getSitePageForEditing(actor, key).catch((error: unknown) => ({ error }))
  if ('error' in page) return <Refused error={page.error} />
  return (
    <AdminPage title={`Edit “${page.title}”`} aside={<a href="/admin/pages">All pages</a>}>
      <PageEditor page={page} path={`/${key}`} />
    </AdminPage>
  )
}
