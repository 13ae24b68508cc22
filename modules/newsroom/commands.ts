import 'server-only'
import { db } from '@/lib/db'
import { Conflict, done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { readNewsroomSettings } from './queries'
import type { ChangeNewsroomInput, NewsroomSettings } from './schema'

/**
 * Changes how the newsroom works: the second reader, and what is shown before its first use. Counts from the next press on.
 * Throws NotAllowed, and Conflict when it was changed meanwhile.
 */
export async function changeNewsroomSettings(
  actor: Actor,
  input: ChangeNewsroomInput,
  now: Date,
): Promise<Outcome<{ version: number; changed: string[] }>> {
  permit(actor, 'settings.change')
  return db.$transaction(async (tx) => {
    const before = await readNewsroomSettings(tx)
    if (before.version !== input.version) throw new Conflict('The settings have been changed since you opened them. Look at them again.')
    const changed = changedSettings(before, input)
    if (changed.length === 0) return done({ version: before.version, changed })
    const version = before.version + 1
    const { count } = await tx.newsroomSettings.updateMany({
      where: { id: 1, version: before.version },
      data: { version, secondReader: input.secondReader, features: sorted(input.features), updatedAt: now, updatedBy: actor.name },
    })
    if (count !== 1) throw new Conflict('The settings have been changed since you opened them. Look at them again.')
    await recordEvent(tx, actor, 'newsroom.settings-changed', { type: 'system', id: 'newsroom' }, { version, changed })
    return done({ version, changed })
  })
}

const sorted = (features: readonly string[]): string[] => [...new Set(features)].sort()

/** What differs, in words for the history. */
function changedSettings(before: NewsroomSettings, { secondReader, features }: ChangeNewsroomInput): string[] {
  const on = sorted(features).filter((one) => !before.features.some((had) => had === one))
  const off = sorted(before.features).filter((one) => !features.some((has) => has === one))
  return [
    ...(before.secondReader === secondReader ? [] : [`second reader ${secondReader}`]),
    ...on.map((one) => `${one} on`),
    ...off.map((one) => `${one} off`),
  ]
}
