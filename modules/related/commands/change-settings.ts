import 'server-only'
import { db, type Prisma, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, refused } from '@/lib/errors'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { NOT_AS_SEEN } from '../as-seen'
import { recountIn } from '../commands'
import type { ChangeSettingsInput, RestoreSettingsInput } from '../schema'
import { changedSettings } from '../setting-names'
import { type EngineSettings, engineSettingsOf } from '../settings'
import { isAsSeen } from './read-list-stamp'

export type ChangedSettings = { version: number; changed: string[] }
const TEST_RUNS = 'A fair test is running, and what it compares must not change: end it first, under Fair tests.'
const LIMITS = { timeout: 600_000, maxWait: 10_000 }

/**
 * Changes the engine's numbers, counts every tag's points by them and brings every list in step, in one transaction. The
 * version before stays and can be had back. Where `stamp` says which forecast was looked at, only when no list can have changed
 * since. Throws NotAllowed, and Conflict when the settings were changed meanwhile.
 */
export async function changeSettings(actor: Actor, input: ChangeSettingsInput, now: Date): Promise<Outcome<ChangedSettings>> {
  permit(actor, 'settings.change')
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx, { says: 'new weights' })
    return (await isAsSeen(tx, input.stamp)) ? changeSettingsIn(tx, actor, input, now) : refused(NOT_AS_SEEN)
  }, LIMITS)
}

/** Puts back what the settings were in an earlier version, as a new one. Throws NotFound, NotAllowed, Conflict. */
export async function restoreSettings(actor: Actor, { version, to }: RestoreSettingsInput, now: Date): Promise<Outcome<ChangedSettings>> {
  permit(actor, 'settings.change')
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx, { says: 'new weights' })
    const row = await tx.relatedSettingsVersion.findUnique({ where: { version: to }, select: { weights: true } })
    if (!row) throw new NotFound('There is no such version of the settings.')
    return changeSettingsIn(tx, actor, { version, settings: engineSettingsOf(row.weights) }, now)
  }, LIMITS)
}

/** The change inside a transaction that holds the vocabulary lock: a forecast runs it and takes it back. */
export async function changeSettingsIn(
  tx: Tx,
  actor: Actor,
  { version, settings }: ChangeSettingsInput,
  now: Date,
): Promise<Outcome<ChangedSettings>> {
  permit(actor, 'settings.change')
  const stored = await tx.relatedSettings.findUniqueOrThrow({ where: { id: 1 } })
  if (stored.version !== version) throw new Conflict('The settings have been changed since you opened them. Look at them again.')
  if (stored.trial !== null) return refused({ field: '', message: TEST_RUNS })
  const changed = changedSettings(engineSettingsOf(stored.weights), settings)
  if (changed.length === 0) return done({ version, changed })
  const next = version + 1
  await write(tx, actor, next, settings, now)
  await recordEvent(tx, actor, 'related.settings-changed', { type: 'system', id: 'related' }, { version: next, changed })
  await recountIn(tx, actor, 'exactly')
  await expirePages(tx, [pageTag.allRelated])
  return done({ version: next, changed })
}

async function write(tx: Tx, actor: Actor, version: number, settings: EngineSettings, now: Date): Promise<void> {
  const weights = settings as unknown as Prisma.InputJsonObject
  await tx.relatedSettings.update({ where: { id: 1 }, data: { version, weights }, select: { id: true } })
  await tx.relatedSettingsVersion.create({ data: { version, weights, at: now, byName: actor.name }, select: { version: true } })
}
