import { redirect } from 'next/navigation'
import { requireActor } from '@/modules/auth/session'

/** Publishing happens in the editor: this is the address of its panel. */
export default async function PublishPage({ params }: { params: Promise<{ id: string }> }) {
  await requireActor()
  const { id } = await params
  redirect(`/admin/articles/${encodeURIComponent(id)}?panel=workflow`)
}
