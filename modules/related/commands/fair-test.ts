import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict, done, type Outcome, refused } from '@/lib/errors'
import { expirePages, pageTag } from '@/lib/page-cache'
import { type Actor, systemActor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { EventPayload } from '@/modules/audit/events'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { NOT_AS_SEEN } from '../as-seen'
import type { Forecast } from '../forecast'
import type { StartTestInput } from '../schema'
import { engineSettingsOf } from '../settings'
import { triedChanges } from '../tried'
import { forecastEveryList } from './forecast-settings'
import { isAsSeen } from './read-list-stamp'

const trial = systemActor('Throughline', 'a forecast, taken back')
/** Longer than anybody waits for the lock. */
const LIMITS = { timeout: 60_000, maxWait: 10_000 }
const engine = { type: 'system', id: 'related' } as const

/**
 * Begins to try other numbers on a share of the pages, chosen by story number: their lists are other ones from the next
 * view on, the same for everybody. One test at a time. Where `stamp` says which forecast was looked at, only when no list can
 * have changed since. Throws NotAllowed, and Conflict when the settings were changed meanwhile.
 */
export async function startTest(actor: Actor, input: StartTestInput, now: Date): Promise<Outcome<{ id: number }>> {
  permit(actor, 'settings.change')
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx, { says: 'new weights' })
    return (await isAsSeen(tx, input.stamp)) ? startTestIn(tx, actor, input, now) : refused(NOT_AS_SEEN)
  }, LIMITS)
}

/** What beginning it would do to every list of the site, on the very pages it would choose. Throws NotAllowed, Conflict. */
export async function forecastTest(actor: Actor, input: StartTestInput, now: Date): Promise<Outcome<Forecast>> {
  permit(actor, 'settings.change')
  return forecastEveryList((tx) => startTestIn(tx, trial, input, now), now)
}

/** The start inside a transaction that holds the vocabulary lock. */
async function startTestIn(tx: Tx, actor: Actor, input: StartTestInput, now: Date): Promise<Outcome<{ id: number }>> {
  const stored = await tx.relatedSettings.findUniqueOrThrow({ where: { id: 1 } })
  if (stored.version !== input.version) throw new Conflict('The settings have been changed since you opened them. Look at them again.')
  if (stored.trial !== null) return refused({ field: '', message: 'A fair test is running already: end it first.' })
  const { name, share, days, changes: given } = input
  const settings = engineSettingsOf(stored.weights)
  const tried = engineSettingsOf({ ...settings, ...given, halfLives: { ...settings.halfLives, ...given.halfLives } })
  const changes = triedChanges(settings, tried)
  if (changes.length === 0) return refused({ field: '', message: 'Change at least one number: there is nothing to try.' })
  // Not a sequence: a forecast, which is taken back, has to choose the pages that the start will choose.
  const last = await tx.relatedTest.aggregate({ _max: { id: true } })
  const id = (last._max.id ?? 0) + 1
  await tx.relatedTest.create({
    data: { id, name, share, days, changes, startedAt: now, startedBy: actor.name },
    select: { id: true },
  })
  const running = { test: id, share, weights: tried as unknown as Prisma.InputJsonObject }
  await tx.relatedSettings.update({ where: { id: 1 }, data: { trial: running }, select: { id: true } })
  await recordEvent(tx, actor, 'related.test-started', engine, {
    test: id,
    name,
    share,
    days,
    changed: changes.map(({ key }) => key),
  })
  await expirePages(tx, [pageTag.allRelated])
  return done({ id })
}

export type TestEnd = EventPayload<'related.test-ended'>['for']

/**
 * Ends the running test inside a transaction that holds the vocabulary lock: every page has the list of the settings again.
 * `outcome`: what was counted, kept with it.
 */
export async function endTestIn(
  tx: Tx,
  actor: Actor,
  test: { id: number; name: string },
  { why, outcome }: { why: TestEnd; outcome: Prisma.InputJsonObject },
  now: Date,
): Promise<void> {
  await tx.relatedTest.update({
    where: { id: test.id, state: 'running' },
    data: { state: why === 'taken' ? 'taken' : 'ended', endedAt: now, endedBy: actor.name, endedFor: why, outcome },
    select: { id: true },
  })
  await tx.relatedSettings.update({ where: { id: 1 }, data: { trial: Prisma.DbNull }, select: { id: true } })
  await recordEvent(tx, actor, 'related.test-ended', engine, { test: test.id, name: test.name, for: why })
  await expirePages(tx, [pageTag.allRelated])
}
