import 'server-only'
import { londonDay, londonTime } from '@/lib/dates'
import type { Prisma, Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { ScheduleInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { changeOf, publishingProblemsOf } from './publish-article'
import { publisherOf, readByTwo } from './second-reader'
import type { ScheduledAct } from './waiting-times'

/** What is to be done at the time, beside the words: as it was agreed when the time was set, over the words of `revision`. */
export type How = { change?: 'minor' | 'told'; note?: string; reason?: string; urgent?: string; revision?: number }
export type Scheduled = { id: string; version: number; scheduleId: string; at: Date }

/**
 * Sets the time at which a story is published or withdrawn by itself, or another time where one waits already. What keeps
 * a story from being published keeps it from being scheduled, and is asked again at the time: the newest words go out then,
 * unless somebody who may not publish has changed them meanwhile (words-since.ts).
 * Throws NotFound, NotAllowed, Conflict.
 */
export async function scheduleStory(actor: Actor, input: ScheduleInput, now: Date): Promise<Outcome<Scheduled>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    permit(actor, input.act === 'publish' ? 'article.publish' : 'article.withdraw')
    await demandVersion(tx, actor, article, input.version, now)
    await demandTransition(tx, actor, article, `schedule-${input.act}`)
    const problems = timeProblems(article, input, now)
    if (problems.length > 0) return refused(...problems)
    const how = await (input.act === 'publish' ? howToPublish(tx, actor, article, input, now) : howToWithdraw(input))
    if (!how.ok) return how
    return done(await setTime(tx, actor, article, { act: input.act, at: input.at, how: how.value }, now))
  })
}

/** Why a story cannot be published or withdrawn at that time; [] when it can. */
export function timeProblems(article: StoredArticle, { act, at }: { act: ScheduledAct; at: Date }, now: Date): Problem[] {
  const problem = (message: string): Problem[] => [{ field: 'time', message }]
  if (at <= now) return problem('Enter a time that is still to come')
  const waits = (which: ScheduledAct) => article.schedules.find((one) => one.act === which)?.dueAt
  if (act === 'withdraw') {
    const publishAt = waits('publish')
    if (article.state === 'draft' && !publishAt) return problem('Set the time it is published first')
    return publishAt && at <= publishAt ? problem(`It is published at ${moment(publishAt)}: withdraw it after that`) : []
  }
  const { embargoUntil } = article
  if (embargoUntil && at < embargoUntil) return problem(`It is under embargo until ${moment(embargoUntil)}: publish it then or later`)
  const withdrawAt = waits('withdraw')
  return withdrawAt && at >= withdrawAt ? problem(`It is withdrawn at ${moment(withdrawAt)}: publish it before that`) : []
}

const moment = (at: Date): string => `${londonTime(at)} on ${londonDay(at)}`

async function howToPublish(tx: Tx, actor: Actor, article: StoredArticle, input: ScheduleInput, now: Date): Promise<Outcome<How>> {
  const change = changeOf(article, input)
  if (!change.ok) return change
  const problems = publishingProblemsOf(article)
  if (problems.length > 0) return refused(...problems)
  const urgent = input.urgent ?? ''
  const read = await readByTwo(tx, article, { urgent, publisher: publisherOf(actor) }, now)
  if (!read.ok) return read
  const { kind, note } = change.value ?? {}
  return done({ ...(kind && { change: kind }), ...(note && { note }), ...(urgent && { urgent }) })
}

function howToWithdraw({ reason }: ScheduleInput): Outcome<How> {
  return reason ? done({ reason }) : refused({ field: 'reason', message: 'Enter why the story is withdrawn; readers will see it' })
}

type Time = { act: ScheduledAct; at: Date; how: How }

/** One waiting row for each story and act: the same one when the time is moved. Who sets it answers for it. */
export async function setTime(tx: Tx, actor: Actor, article: StoredArticle, { act, at, how }: Time, now: Date): Promise<Scheduled> {
  const { id } = article
  const version = await updateArticle(tx, article, now, {})
  const by = publisherOf(actor)
  const agreed: How = { ...how, revision: article.headRevision.number }
  const row = {
    dueAt: at,
    how: agreed as Prisma.InputJsonObject,
    createdById: by.id,
    createdByName: by.name,
    createdAt: now,
    toldAt: null,
    tellAfter: null,
  }
  const before = article.schedules.find((one) => one.act === act)
  // One that failed has been seen to.
  await tx.schedule.updateMany({ where: { articleId: id, act, state: 'failed' }, data: { state: 'cancelled', endedAt: now } })
  const { id: scheduleId } = before
    ? await tx.schedule.update({ where: { id: before.id }, data: row, select: { id: true } })
    : await tx.schedule.create({ data: { ...row, articleId: id, act }, select: { id: true } })
  const from = before && { from: before.dueAt.toISOString() }
  await recordEvent(tx, actor, 'article.scheduled', { type: 'article', id }, { version, act, at: at.toISOString(), ...from })
  return { id, version, scheduleId, at }
}
