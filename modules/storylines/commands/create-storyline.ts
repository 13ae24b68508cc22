import 'server-only'
import { db } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { createTagIn } from '@/modules/tags/commands/create-tag'
import type { CreateStorylineInput } from '../schema'
import { loadStoryline, writeStoryline } from './change-storyline'

/** Makes a storyline and its tag. Readers learn of it with the first live story that carries the tag. */
export async function createStoryline(
  actor: Actor,
  { label, summary }: CreateStorylineInput,
  now: Date,
): Promise<Outcome<{ tagId: number; slug: string }>> {
  return db.$transaction(async (tx) => {
    permit(actor, 'tag.edit')
    const fields = { aliases: [], description: '', broaderSlug: null, doNotRelate: false }
    const tag = await createTagIn(tx, actor, { label, type: 'storyline', ...fields })
    if (!tag.ok) return tag
    const { id: tagId, slug } = tag.value
    const version = await writeStoryline(tx, actor, await loadStoryline(tx, tagId), { summary }, now)
    await recordEvent(tx, actor, 'storyline.created', { type: 'tag', id: String(tagId) }, { version, label })
    return done({ tagId, slug })
  })
}
