import 'server-only'
import type { Actor } from '@/modules/access/actor'
import { getArticleForEditing } from '@/modules/articles/queries'
import { getWorkflow } from '@/modules/articles/queries/workflow'
import { getOwnCopy, type OwnCopy } from '@/modules/articles/queries/working-copies'
import type { EditableStory } from '@/modules/articles/views'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'
import { commentsOf } from '@/modules/comments/queries'
import type { CommentsView } from '@/modules/comments/views'
import { readFeaturesInUse } from '@/modules/newsroom/queries'
import type { Feature } from '@/modules/newsroom/schema'

export type OpenedStory = {
  story: EditableStory
  copy: OwnCopy | null
  workflow: StoryWorkflow
  comments: CommentsView
  features: Feature[]
}

/** A story as the editor page opens it. Throws NotFound. */
export async function openStory(actor: Actor, id: string, now: Date): Promise<OpenedStory> {
  const story = await getArticleForEditing(actor, id)
  const [copy, workflow, comments, features] = await Promise.all([
    getOwnCopy(actor, story.id),
    getWorkflow(actor, story.id, now),
    commentsOf(actor, story.id, now),
    readFeaturesInUse(actor),
  ])
  return { story, copy, workflow, comments, features: [...features] }
}
