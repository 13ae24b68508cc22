import type { Metadata } from 'next'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { StoryEditor } from '@/modules/editor/components/story-editor'
import { openStory } from '@/modules/editor/queries/open-story'
import { listTagsForPicker } from '@/modules/tags/queries'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'Edit story' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ panel?: string | string[] }> }

export default async function EditStoryPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { id } = await params
  const { panel } = await searchParams
  const [opened, tags] = await Promise.all([
    openStory(actor, id, new Date()).catch((error: unknown) => ({ error })),
    listTagsForPicker(actor),
  ])
  if ('error' in opened) return <Refused error={opened.error} />
  const { story, copy, comments, workflow, features } = opened
  const own = story.createdById === actor.id
  const may = {
    edit: story.canEdit,
    publish: can(actor, 'article.publish'),
    withdraw: can(actor, 'article.withdraw'),
    changeSlug: can(actor, 'article.change-slug'),
    createTag: can(actor, 'tag.create'),
    delete: can(actor, own ? 'article.delete-own' : 'article.delete-any'),
  }
  return (
    <StoryEditor
      key={story.id}
      stored={story}
      copy={copy}
      tags={tags}
      personId={actor.id}
      may={may}
      panel={typeof panel === 'string' ? panel : ''}
      comments={comments}
      workflow={workflow}
      features={features}
    />
  )
}
