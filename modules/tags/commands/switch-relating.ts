import 'server-only'
import { db, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { SwitchRelatingInput } from '../schema'
import { republishTag } from './edit-tag'
import { lockVocabulary } from './publish-vocabulary'

export type Switched = { id: number; version: number; doNotRelate: boolean }

/**
 * Switches whether stories relate on a tag, and nothing else of it: related lists follow in the same transaction.
 * Throws NotFound, NotAllowed, and Conflict for a stale version.
 */
export async function switchRelating(
  actor: Actor,
  { id, version, doNotRelate }: SwitchRelatingInput,
  _now: Date,
): Promise<Outcome<Switched>> {
  permit(actor, 'tag.edit')
  return db.$transaction(
    async (tx: Tx) => {
      await lockVocabulary(tx, { says: 'a tag and all its stories' })
      const tag = await tx.tag.findUnique({
        where: { id },
        select: { label: true, version: true, broaderId: true, doNotRelate: true, mergedIntoId: true },
      })
      if (!tag || tag.mergedIntoId !== null) throw new NotFound('There is no such tag.')
      if (tag.version !== version) throw new Conflict(`“${tag.label}” has been changed since you opened it. Look at it again.`)
      if (tag.doNotRelate === doNotRelate) return done({ id, version, doNotRelate })
      const next = version + 1
      await tx.tag.update({ where: { id, version }, data: { doNotRelate, version: next }, select: { id: true } })
      await recordEvent(tx, actor, 'tag.changed', { type: 'tag', id: String(id) }, { version: next, changed: ['do not relate'] })
      await republishTag(tx, { id, broaderId: tag.broaderId }, { broaderId: tag.broaderId }, [])
      return done({ id, version: next, doNotRelate })
    },
    { timeout: 60_000 },
  )
}
