import 'server-only'
import { db } from '@/lib/db'
import { Conflict, done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { ChangeStyleSettingsInput } from '../schema'

/** Sets the reading age that stories should need at most. Advice, never a lock. */
export async function changeStyleSettings(
  actor: Actor,
  { version, readingAge }: ChangeStyleSettingsInput,
  now: Date,
): Promise<Outcome<{ version: number }>> {
  permit(actor, 'style.edit')
  return db.$transaction(async (tx) => {
    const kept = await tx.styleSettings.updateMany({
      where: { id: 1, version },
      data: { readingAge, version: version + 1, updatedAt: now, updatedBy: actor.name },
    })
    if (kept.count === 0) throw new Conflict('Somebody has changed this since you opened it. Open the page again.')
    await recordEvent(tx, actor, 'style.target-set', { type: 'system', id: 'style' }, { readingAge })
    return done({ version: version + 1 })
  })
}
