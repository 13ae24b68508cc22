/** What the editor page knows of the stored story, and how each act changes that. Pure. */
import type { EditableStory } from '@/modules/articles/views'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'

export type Known = Pick<
  EditableStory,
  | 'id'
  | 'version'
  | 'revision'
  | 'state'
  | 'slug'
  | 'liveSlug'
  | 'hasUnpublishedChanges'
  | 'firstPublishedAt'
  | 'withdrawnAt'
  | 'withdrawnReason'
>

export function knownOf(story: EditableStory): Known {
  const { id, version, revision, state, slug, liveSlug, hasUnpublishedChanges, firstPublishedAt, withdrawnAt, withdrawnReason } = story
  return { id, version, revision, state, slug, liveSlug, hasUnpublishedChanges, firstPublishedAt, withdrawnAt, withdrawnReason }
}

/** What the workflow says of the story, for a page whose words are the newest. */
export function knownOfWorkflow(now: StoryWorkflow): Known {
  const { id, version, revision, state, slug, hasUnpublishedChanges, firstPublishedAt, withdrawnAt, withdrawnReason } = now
  const liveSlug = state === 'live' ? slug : null
  return { id, version, revision, state, slug, liveSlug, hasUnpublishedChanges, firstPublishedAt, withdrawnAt, withdrawnReason }
}

/** What a save answers: modules/editor/commands.ts says what each part means. */
export type Saved = { id: string; version: number; revision: number; slug: string; changed: boolean; existing: Known | null }

/** After a save; `before` is null for the first one. */
export function afterSave(before: Known | null, { changed, existing, ...saved }: Saved): Known {
  if (existing) return existing
  if (before) return { ...before, ...saved, hasUnpublishedChanges: before.state === 'live' && (changed || before.hasUnpublishedChanges) }
  const never = { liveSlug: null, firstPublishedAt: null, withdrawnAt: null, withdrawnReason: null }
  return { ...saved, ...never, state: 'draft', hasUnpublishedChanges: false }
}

export const afterPublication = (before: Known, now: { version: number; slug: string; firstPublishedAt: Date }): Known => ({
  ...before,
  ...now,
  liveSlug: now.slug,
  state: 'live',
  hasUnpublishedChanges: false,
})

export const afterWithdrawal = (before: Known, reason: string, now: Date): Known => ({
  ...before,
  state: 'withdrawn',
  liveSlug: null,
  hasUnpublishedChanges: false,
  withdrawnReason: reason,
  withdrawnAt: now,
})

export const afterReturn = (before: Known): Known => ({
  ...before,
  state: 'live',
  liveSlug: before.slug,
  hasUnpublishedChanges: false,
  withdrawnAt: null,
  withdrawnReason: null,
})

export const afterMove = (before: Known, slug: string): Known => ({ ...before, slug, liveSlug: before.state === 'live' ? slug : null })
