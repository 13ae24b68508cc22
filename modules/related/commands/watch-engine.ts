import 'server-only'
import { londonDay, londonTime } from '@/lib/dates'
import { db } from '@/lib/db'
import { log } from '@/lib/log'
import { canSendMail, sendMail } from '@/lib/mail'
import { durationWords, type EngineState } from '../engine-state'
import { findEngineState } from '../queries/engine-health'

/** What a look at the worker came to. 'claimed': another server has told people, or is telling them. */
export type Watched = 'well' | 'alarmed' | 'claimed' | 'recovered'

/**
 * Looks whether the record of related lists is being kept, and tells every active editor and admin by mail when it is not,
 * when the same event has failed again and again, or when the nightly check did not run or found stories wrongly filed: once for each incident, whichever server notices, and once more when
 * it is over. Apart from the worker, so that it rings when no worker runs anywhere.
 */
export async function watchEngine(publicUrl: string, now: Date): Promise<Watched> {
  const [state, work] = await Promise.all([findEngineState(now), db.relatedWork.findUniqueOrThrow({ where: { id: 1 }, select: SELECTED })])
  if (state.alarm) return work.alarmSentAt === null ? alarm(state, work, publicUrl, now) : 'claimed'
  return work.alarmSentAt === null ? 'well' : recover(work.alarmSentAt, publicUrl, now)
}

const SELECTED = { failures: true, lastCheckAt: true, disagreements: true, lastRebuildAt: true, alarmSentAt: true } as const
type Work = { failures: number; lastCheckAt: Date | null; disagreements: number; lastRebuildAt: Date | null }

const SUBJECT = { record: 'The record of related lists stands still', check: 'The nightly check of related news needs a look' } as const
const TO_DO = {
  record: [
    'Readers are not affected: pages ask the engine itself, and their lists are right.',
    'The log, the map and the forecasts rest on the record, and fall behind until it is kept again.',
    '',
    'What to do: see whether a server runs whose RELATED_WORKER is not off, and read its log.',
  ],
  check: [
    'Pages are served as before. Until the count and the check run again, nobody knows whether every story is filed as its tags say.',
    '',
    'What to do: see whether a server runs through the night, and read its log for “nightly work failed”.',
  ],
} as const

const when = (at: Date | null): string => (at === null ? 'never' : `${londonDay(at)}, ${londonTime(at)}`)

/** How the engine stands, in figures: as on the page on health. */
async function figures({ eventsWaiting, heartbeatAgeSeconds }: EngineState, work: Work): Promise<string[]> {
  const { _max: newest } = await db.relatedShown.aggregate({ _max: { computedAt: true } })
  return [
    `Last sign of life: ${heartbeatAgeSeconds === null ? 'none yet' : `${durationWords(heartbeatAgeSeconds)} ago`}`,
    `Newest entry: ${when(newest.computedAt)}`,
    `Events that wait: ${eventsWaiting}`,
    `Failures in a row: ${work.failures}`,
    `Last check of the postings: ${when(work.lastCheckAt)}, wrongly filed then: ${work.disagreements}`,
    `Last rebuild: ${when(work.lastRebuildAt)}`,
  ]
}

async function alarm(state: EngineState, work: Work, publicUrl: string, now: Date): Promise<Watched> {
  const { count } = await db.relatedWork.updateMany({ where: { id: 1, alarmSentAt: null }, data: { alarmSentAt: now } })
  if (count === 0) return 'claimed'
  log.error('related news needs somebody', { state: state.state, about: state.about, heartbeatAgeSeconds: state.heartbeatAgeSeconds })
  const told = await tellEverybody(SUBJECT[state.about], [
    state.sentence,
    '',
    ...TO_DO[state.about],
    '',
    ...(await figures(state, work)),
    '',
    `How it stands now: ${publicUrl}/admin/health`,
    '',
    'You get one message now and one when it is over.',
  ])
  // Nobody heard it: the next look rings again.
  if (!told) await db.relatedWork.updateMany({ where: { id: 1, alarmSentAt: now }, data: { alarmSentAt: null } })
  return 'alarmed'
}

async function recover(alarmSentAt: Date, publicUrl: string, now: Date): Promise<Watched> {
  const { count } = await db.relatedWork.updateMany({ where: { id: 1, alarmSentAt }, data: { alarmSentAt: null } })
  if (count === 0) return 'claimed'
  const seconds = Math.max(0, Math.round((now.getTime() - alarmSentAt.getTime()) / 1_000))
  log.info('related news is in order again', { afterSeconds: seconds })
  await tellEverybody('Related news is in order again', [
    `It was over ${durationWords(seconds)} after we told you. The record is being kept; what happened meanwhile is worked in, in order.`,
    '',
    `How it stands now: ${publicUrl}/admin/health`,
  ])
  return 'recovered'
}

/** One message to each. False when there was somebody to tell and a way to do it, and nobody could be reached. */
async function tellEverybody(subject: string, lines: readonly string[]): Promise<boolean> {
  const people = await db.user.findMany({
    where: { active: true, role: { in: ['editor', 'admin'] } },
    select: { email: true },
    orderBy: { email: 'asc' },
  })
  if (!canSendMail() || people.length === 0) {
    log.warn('nobody was told by mail', { people: people.length, mail: canSendMail() })
    return true
  }
  const sent = await Promise.all(people.map(({ email }) => tell(email, subject, lines)))
  return sent.some(Boolean)
}

async function tell(to: string, subject: string, lines: readonly string[]): Promise<boolean> {
  try {
    await sendMail({ to, subject: `Throughline: ${subject}`, text: `${lines.join('\n')}\n` })
    return true
  } catch (error) {
    log.error('a mail could not be sent', { error: error instanceof Error ? error.message : String(error) })
    return false
  }
}
