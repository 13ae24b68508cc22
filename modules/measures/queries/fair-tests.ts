import 'server-only'
import { z } from 'zod'
import { londonIsoDay } from '@/lib/dates'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { labelOfSetting } from '@/modules/related/setting-names'
import { type EngineSettings, engineSettingsOf } from '@/modules/related/settings'
import { readTried } from '@/modules/related/tried'
import { countArms, countArmsByDay } from '../count-arms'
import { compareArms, countedDays } from '../fair-test'
import type { FairTest, RunningTest } from '../views'

const PAST_SHOWN = 50

const rate = z.number().nullable()
const outcomeSchema = z.object({
  a: rate,
  b: rate,
  low: rate,
  high: rate,
  verdict: z.enum(['better', 'worse', 'same', 'few']),
  sums: z.object({ a: z.object({ seen: z.number(), pages: z.number() }), b: z.object({ seen: z.number(), pages: z.number() }) }),
})
const stateSchema = z.enum(['running', 'ended', 'taken'])
const endSchema = z.enum(['days', 'worse', 'by-hand', 'taken']).nullable()

type Row = Awaited<ReturnType<typeof db.relatedTest.findMany>>[number]

/** The fair test that runs, with what was counted until yesterday, and those before it, newest first. */
export async function readTests(
  actor: Actor,
  now: Date,
): Promise<{ version: number; settings: EngineSettings; running: RunningTest | null; past: FairTest[] }> {
  permit(actor, 'article.read')
  const [{ version, weights }, rows] = await Promise.all([
    db.relatedSettings.findUniqueOrThrow({ where: { id: 1 } }),
    db.relatedTest.findMany({ orderBy: { id: 'desc' }, take: PAST_SHOWN + 1 }),
  ])
  const settings = engineSettingsOf(weights)
  const row = rows.find(({ state }) => state === 'running')
  const past = rows.filter((one) => one !== row).slice(0, PAST_SHOWN)
  return {
    version,
    settings,
    running: row ? await readRunning(row, now) : null,
    past: past.map(pastTest),
  }
}

async function readRunning(row: Row, now: Date): Promise<RunningTest> {
  const span = countedDays(londonIsoDay(row.startedAt), row.days, londonIsoDay(now))
  const [{ a, b }, byDay] = await Promise.all([countArms(db, row, span), countArmsByDay(db, row, span)])
  const counts = { seen: { a: a.seen, b: b.seen }, pages: { a: a.pages, b: b.pages } }
  return { ...plain(row), comparison: compareArms(a, b), ...counts, byDay, left: span.left }
}

function pastTest(row: Row): FairTest {
  const kept = outcomeSchema.safeParse(row.outcome)
  if (!kept.success) return { ...plain(row), comparison: null, seen: { a: 0, b: 0 }, pages: { a: 0, b: 0 } }
  const { sums, ...comparison } = kept.data
  const counts = { seen: { a: sums.a.seen, b: sums.b.seen }, pages: { a: sums.a.pages, b: sums.b.pages } }
  return { ...plain(row), comparison, ...counts }
}

function plain(row: Row) {
  const { id, name, share, days, startedAt, startedBy, endedAt, endedBy } = row
  const tried = readTried(row.changes).map(({ key, from, to }) => ({ label: labelOfSetting(key), from, to }))
  const known = { state: stateSchema.parse(row.state), endedFor: endSchema.parse(row.endedFor) }
  return { id, name, share, days, startedAt, startedBy, endedAt, endedBy, ...known, tried }
}
