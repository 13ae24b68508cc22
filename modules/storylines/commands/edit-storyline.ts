import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { editTagIn } from '@/modules/tags/commands/edit-tag'
import type { EditStorylineInput } from '../schema'
import { demandStorylineVersion, loadStoryline, republishStoryline, type StoredStoryline, writeStoryline } from './change-storyline'

/**
 * Changes a storyline’s name and summary, and whether it goes on. Readers have the change at once. Refuses a stale
 * version, of the storyline or of its tag. Throws NotFound, NotAllowed, Conflict.
 */
export async function editStoryline(
  actor: Actor,
  input: EditStorylineInput,
  now: Date,
): Promise<Outcome<{ slug: string; version: number }>> {
  return db.$transaction(
    async (tx) => {
      permit(actor, 'tag.edit')
      const before = await loadStoryline(tx, input.tagId)
      demandStorylineVersion(before, input.version)
      if (input.label !== before.label) {
        const renamed = await rename(tx, actor, input)
        if (!renamed.ok) return renamed
      }
      const after = { summary: input.summary, open: input.state === 'open' }
      const reworded = after.summary !== before.summary
      if (!reworded && after.open === before.open) return done({ slug: before.slug, version: before.version })
      const version = await writeStoryline(tx, actor, before, after, now)
      await record(tx, actor, before, { version, reworded, open: after.open })
      await republishStoryline(tx, before)
      return done({ slug: before.slug, version })
    },
    { timeout: 60_000 },
  )
}

/** The name is the tag’s; everything else about the tag stays. */
async function rename(tx: Tx, actor: Actor, { tagId, tagVersion, label }: EditStorylineInput): Promise<Outcome<unknown>> {
  const tag = await tx.tag.findUniqueOrThrow({
    where: { id: tagId },
    select: { description: true, doNotRelate: true, broader: { select: { slug: true } }, aliases: { select: { alias: true } } },
  })
  const { description, doNotRelate, broader, aliases } = tag
  return editTagIn(tx, actor, {
    id: tagId,
    version: tagVersion,
    type: 'storyline',
    label,
    description,
    doNotRelate,
    broaderSlug: broader?.slug ?? null,
    aliases: aliases.map(({ alias }) => alias),
  })
}

type Change = { version: number; reworded: boolean; open: boolean }

async function record(tx: Tx, actor: Actor, before: StoredStoryline, { version, reworded, open }: Change): Promise<void> {
  const entity = { type: 'tag', id: String(before.tagId) } as const
  if (reworded) await recordEvent(tx, actor, 'storyline.changed', entity, { version, changed: ['summary'] })
  if (open !== before.open) await recordEvent(tx, actor, open ? 'storyline.reopened' : 'storyline.closed', entity, { version })
}
