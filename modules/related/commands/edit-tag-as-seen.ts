import 'server-only'
import { db } from '@/lib/db'
import { type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { editTagIn } from '@/modules/tags/commands/edit-tag'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { NOT_AS_SEEN } from '../as-seen'
import type { EditTagSeenInput } from '../schema'
import { isAsSeen } from './read-list-stamp'

/**
 * Changes a tag as editTag does; where `stamp` says which forecast was looked at, only when no list can have changed since.
 * Throws what editTag throws.
 */
export async function editTagAsSeen(
  actor: Actor,
  { stamp, ...input }: EditTagSeenInput,
  _now: Date,
): Promise<Outcome<{ id: number; slug: string; version: number }>> {
  return db.$transaction(
    async (tx) => {
      await lockVocabulary(tx, { says: 'a tag and all its stories' })
      return (await isAsSeen(tx, stamp)) ? editTagIn(tx, actor, input) : refused(NOT_AS_SEEN)
    },
    { timeout: 60_000 },
  )
}
