import 'server-only'
import { db } from '@/lib/db'
import { log } from '@/lib/log'
import { canSendMail, sendMail } from '@/lib/mail'
import { durationWords, type EngineState, FAILURES_ALARMING } from '../engine-state'
import { findEngineState } from '../queries/engine-health'

/** What a look at the worker came to. 'claimed': another server has told people, or is telling them. */
export type Watched = 'well' | 'alarmed' | 'claimed' | 'recovered'

/**
 * Looks whether the record of related lists is being kept, and tells every active editor and admin by mail when it is not,
 * or when the same event has failed again and again: once for each incident, whichever server notices, and once more when
 * it is over. Apart from the worker, so that it rings when no worker runs anywhere.
 */
export async function watchEngine(publicUrl: string, now: Date): Promise<Watched> {
  const [state, work] = await Promise.all([
    findEngineState(now),
    db.relatedWork.findUniqueOrThrow({ where: { id: 1 }, select: { failures: true, lastError: true, alarmSentAt: true } }),
  ])
  const isAlarming = state.state === 'stopped' || work.failures >= FAILURES_ALARMING
  if (isAlarming) return work.alarmSentAt === null ? alarm(state, publicUrl, now) : 'claimed'
  return work.alarmSentAt === null ? 'well' : recover(work.alarmSentAt, publicUrl, now)
}

async function alarm(state: EngineState, publicUrl: string, now: Date): Promise<Watched> {
  const { count } = await db.relatedWork.updateMany({ where: { id: 1, alarmSentAt: null }, data: { alarmSentAt: now } })
  if (count === 0) return 'claimed'
  log.error('the record of related lists is not being kept', { state: state.state, heartbeatAgeSeconds: state.heartbeatAgeSeconds })
  const told = await tellEverybody('The record of related lists stands still', [
    state.sentence,
    '',
    'Readers are not affected: pages ask the engine itself, and their lists are right.',
    'The log, the map and the forecasts rest on the record, and fall behind until it is kept again.',
    '',
    'What to do: see whether a server runs whose RELATED_WORKER is not off, and read its log.',
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
  log.info('the record of related lists is being kept again', { afterSeconds: seconds })
  await tellEverybody('The record of related lists is being kept again', [
    `It was over ${durationWords(seconds)} after we told you. What happened meanwhile is worked in now, in order.`,
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
