import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, type Prisma, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, refused } from '@/lib/errors'
import { type Actor, systemActor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { NOT_AS_SEEN } from '@/modules/related/as-seen'
import { changeSettingsIn } from '@/modules/related/commands/change-settings'
import { endTestIn, type TestEnd } from '@/modules/related/commands/fair-test'
import { forecastEveryList } from '@/modules/related/commands/forecast-settings'
import { isAsSeen } from '@/modules/related/commands/read-list-stamp'
import type { Forecast } from '@/modules/related/forecast'
import { engineSettingsOf } from '@/modules/related/settings'
import { readTried, withTried } from '@/modules/related/tried'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { countArms } from '../count-arms'
import { compareArms, countedDays } from '../fair-test'
import type { FairTestInput, TakeTestInput } from '../schema'

const LIMITS = { timeout: 600_000, maxWait: 10_000 }
/** The daily look waits for whoever is ahead, but not so long that the worker seems to stand still. */
const WATCH_WAIT_MS = 30_000

type Test = { id: number; name: string; share: number; days: number; startedAt: Date }

/** Ends it with what was counted until now: every page has the list of the settings again. */
async function endIn(tx: Tx, actor: Actor, test: Test, why: TestEnd, now: Date): Promise<void> {
  const { from, to } = countedDays(londonIsoDay(test.startedAt), test.days, londonIsoDay(now))
  const { a, b } = await countArms(tx, test, { from, to })
  await endTestIn(
    tx,
    actor,
    test,
    { why, outcome: { from, to, sums: { a, b }, ...compareArms(a, b) } satisfies Prisma.InputJsonObject },
    now,
  )
}

/** Ends the running test by hand and keeps what was counted. Throws NotFound, NotAllowed, and Conflict when it ended meanwhile. */
export async function endTest(actor: Actor, { id }: FairTestInput, now: Date): Promise<Outcome<{ id: number }>> {
  permit(actor, 'settings.change')
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx, { says: 'new weights' })
    const test = await getTest(tx, id)
    if (test.state !== 'running') throw new Conflict('This test has ended already. Look at it again.')
    await endIn(tx, actor, test, 'by-hand', now)
    return done({ id })
  }, LIMITS)
}

/**
 * Makes the tried numbers those of the whole site, as a new version of the settings that can be taken back; a test that
 * still runs ends with it. Of a test that ended long ago, the numbers it tried and no others. Where `stamp` says which forecast
 * was looked at, only when no list can have changed since. Throws NotFound, NotAllowed, Conflict.
 */
export async function takeTest(actor: Actor, { id, stamp }: TakeTestInput, now: Date): Promise<Outcome<{ version: number }>> {
  permit(actor, 'settings.change')
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx, { says: 'new weights' })
    return (await isAsSeen(tx, stamp)) ? takeIn(tx, actor, id, now) : refused(NOT_AS_SEEN)
  }, LIMITS)
}

/** What taking it would do to every list of the site. Throws NotFound, NotAllowed. */
export async function forecastTaking(actor: Actor, { id }: FairTestInput, now: Date): Promise<Outcome<Forecast>> {
  permit(actor, 'settings.change')
  return forecastEveryList((tx) => takeIn(tx, trial, id, now), now)
}

const trial = systemActor('Throughline', 'a forecast, taken back')

async function takeIn(tx: Tx, actor: Actor, id: number, now: Date): Promise<Outcome<{ version: number }>> {
  const test = await getTest(tx, id)
  if (test.state === 'running') await endIn(tx, actor, test, 'taken', now)
  const { version, weights } = await tx.relatedSettings.findUniqueOrThrow({ where: { id: 1 } })
  const settings = withTried(engineSettingsOf(weights), readTried(test.changes))
  const outcome = await changeSettingsIn(tx, actor, { version, settings }, now)
  if (!outcome.ok) return outcome
  await tx.relatedTest.update({ where: { id }, data: { state: 'taken' }, select: { id: true } })
  return done({ version: outcome.value.version })
}

async function getTest(tx: Tx, id: number) {
  const test = await tx.relatedTest.findUnique({ where: { id } })
  if (!test) throw new NotFound('There is no such test.')
  return test
}

/**
 * The daily look at the running test: it ends when its days are over, or as soon as B is clearly worse. Looking more often
 * does no harm. Answers why it ended; null when it goes on, or none runs.
 */
export async function watchTest(now: Date): Promise<TestEnd | null> {
  const running = await db.relatedTest.findFirst({ where: { state: 'running' } })
  if (!running) return null
  const { from, to, isOver } = countedDays(londonIsoDay(running.startedAt), running.days, londonIsoDay(now))
  const { a, b } = await countArms(db, running, { from, to })
  const why = compareArms(a, b).verdict === 'worse' ? 'worse' : isOver ? 'days' : null
  if (why === null) return null
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx, { says: 'new weights', waitMs: WATCH_WAIT_MS })
    const test = await getTest(tx, running.id)
    if (test.state !== 'running') return null
    await endIn(tx, systemActor('Throughline', 'the daily look at fair tests'), test, why, now)
    return why
  }, LIMITS)
}
