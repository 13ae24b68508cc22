import 'server-only'
import { db, type Tx } from '@/lib/db'
import { type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { NOT_AS_SEEN } from '@/modules/related/as-seen'
import { isAsSeen } from '@/modules/related/commands/read-list-stamp'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { MergeSeenInput, SplitSeenInput } from '../schema'
import type { Done } from '../views'
import { OPERATION_LIMITS } from './carry-out'
import { mergeIn } from './merge-tags'
import { splitIn } from './split-tag'

/**
 * Merges two tags as mergeTags does; where `stamp` says which preview was looked at, only when no list can have changed
 * since. Throws what mergeTags throws.
 */
export async function mergeAsSeen(actor: Actor, { stamp, ...input }: MergeSeenInput, now: Date): Promise<Outcome<Done>> {
  return changeAsSeen(actor, stamp, (tx) => mergeIn(tx, actor, input, { trial: false }, now))
}

/** The same of a split. Throws what splitTag throws. */
export async function splitAsSeen(actor: Actor, { stamp, ...input }: SplitSeenInput, now: Date): Promise<Outcome<Done>> {
  return changeAsSeen(actor, stamp, (tx) => splitIn(tx, actor, input, { trial: false }, now))
}

async function changeAsSeen(actor: Actor, stamp: string | undefined, change: (tx: Tx) => Promise<Outcome<Done>>): Promise<Outcome<Done>> {
  permit(actor, 'tag.edit')
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx, { says: 'a tag and all its stories' })
    return (await isAsSeen(tx, stamp)) ? change(tx) : refused(NOT_AS_SEEN)
  }, OPERATION_LIMITS)
}
