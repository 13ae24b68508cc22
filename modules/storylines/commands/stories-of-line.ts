import 'server-only'
import { db } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { retagStoryIn } from '@/modules/articles/commands/retag-story'
import { recordEvent } from '@/modules/audit/commands'
import type { StoryOfLineInput } from '../schema'
import { loadStoryline } from './change-storyline'

/** `published`: readers have the change; false for a story that is not live. */
export type LineChanged = { slug: string; published: boolean }

// As long as a publication may take.
const LIMITS = { maxWait: 10_000, timeout: 30_000 }

/**
 * Adds a story to a storyline: it gets the tag, and a live one has it for readers at once, without its other
 * unpublished changes. Throws NotFound, NotAllowed, Conflict.
 */
export async function addStory(actor: Actor, input: StoryOfLineInput, now: Date): Promise<Outcome<LineChanged>> {
  return change(actor, input, 'stories', now)
}

/** Takes a story out of a storyline, likewise. Its place in the order by hand is kept in case it comes back. */
export async function removeStory(actor: Actor, input: StoryOfLineInput, now: Date): Promise<Outcome<LineChanged>> {
  return change(actor, input, 'stories taken out', now)
}

async function change(
  actor: Actor,
  { tagId, storyId }: StoryOfLineInput,
  what: 'stories' | 'stories taken out',
  now: Date,
): Promise<Outcome<LineChanged>> {
  return db.$transaction(async (tx) => {
    permit(actor, 'tag.edit')
    const { slug, version } = await loadStoryline(tx, tagId)
    const tags = what === 'stories' ? { add: [slug], remove: [] } : { add: [], remove: [slug] }
    const retagged = await retagStoryIn(tx, actor, { id: storyId, ...tags }, now)
    if (!retagged.ok) return retagged
    if (retagged.value.changed)
      await recordEvent(tx, actor, 'storyline.changed', { type: 'tag', id: String(tagId) }, { version, changed: [what] })
    return done({ slug, published: retagged.value.published })
  }, LIMITS)
}
