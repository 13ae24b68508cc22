import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { OrderStorylineInput } from '../schema'
import { demandStorylineVersion, loadStoryline, republishStoryline, writeStoryline } from './change-storyline'

/**
 * Puts the stories of a storyline in order: by date, or by hand as `sequence` says, first to last. A story that is
 * not of the line is left out; one that is not named follows by date. Going back to dates keeps the order by hand for
 * another time. Refuses a stale version. Throws NotFound, NotAllowed, Conflict.
 */
export async function orderStoryline(
  actor: Actor,
  input: OrderStorylineInput,
  now: Date,
): Promise<Outcome<{ version: number; byHand: boolean }>> {
  return db.$transaction(async (tx) => {
    permit(actor, 'tag.edit')
    const before = await loadStoryline(tx, input.tagId)
    demandStorylineVersion(before, input.version)
    const { byHand } = input
    const sequence = byHand ? await membersAmong(tx, before.tagId, input.sequence) : before.sequence
    const same = byHand === before.byHand && sequence.join() === before.sequence.join()
    if (same) return done({ version: before.version, byHand })
    const version = await writeStoryline(tx, actor, before, { byHand, sequence }, now)
    await recordEvent(tx, actor, 'storyline.changed', { type: 'tag', id: String(before.tagId) }, { version, changed: ['order'] })
    await republishStoryline(tx, before)
    return done({ version, byHand })
  })
}

/** Those of `ids` that carry the tag in their newest save or in what readers have, each once, in the order given. */
async function membersAmong(tx: Tx, tagId: number, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select a.id::text from article a join revision_tag r on r.tag_id = ${tagId} and r.revision_id in (a.head_revision_id, a.live_revision_id)
    where a.id = any (${[...ids]}::uuid[]) group by 1`)
  const members = new Set(rows.map((row) => row.id))
  return [...new Set(ids)].filter((id) => members.has(id))
}
