import type { Metadata } from 'next'
import { NotAllowed } from '@/lib/errors'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { StoryEditor } from '@/modules/editor/components/story-editor'
import { listTagsForPicker } from '@/modules/tags/queries'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'New story' }

export default async function NewStoryPage() {
  const actor = await requireActor()
  if (!can(actor, 'article.create'))
    return <Refused error={new NotAllowed('You may read stories, and not start one. Ask an editor or an admin.')} />
  const tags = await listTagsForPicker(actor)
  const publish = can(actor, 'article.publish')
  const may = {
    edit: true,
    publish,
    withdraw: can(actor, 'article.withdraw'),
    changeSlug: can(actor, 'article.change-slug'),
    createTag: can(actor, 'tag.create'),
    delete: can(actor, 'article.delete-own'),
  }
  return <StoryEditor stored={null} tags={tags} personId={actor.id} may={may} />
}
