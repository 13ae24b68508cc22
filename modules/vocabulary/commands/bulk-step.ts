import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { expirePages } from '@/lib/page-cache'
import { type Actor, systemActor } from '@/modules/access/actor'
import { renewOpenStories } from '@/modules/articles/commands/renew-open-stories'
import { lockStories, replaceTags } from '@/modules/articles/commands/replace-tags'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { storiesWord } from '../bulk-words'
import { changesOf, STORIES_PER_STEP, whoAsked, wishesLeft } from './bulk-changes'
import { fileReplacements, planUndo } from './operation'

/** Nobody sits before this work: it may wait for a change of the whole site, a little less than a transaction lasts. */
const LOCK_WAIT_MS = 15_000

export type BulkStep = 'idle' | 'worked' | 'later'

/** One step: the next 200 stories, or only these. Throws what went wrong, with nothing written; Conflict while others publish. */
export async function takeStep(tx: Tx, id: string, now: Date, only?: readonly string[]): Promise<BulkStep> {
  await lockVocabulary(tx, { waitMs: LOCK_WAIT_MS })
  // Another server has it, or somebody has stopped it meanwhile.
  const [operation] = await tx.$queryRaw<Operation[]>(Prisma.sql`
    select id::text as id, state, created_by_id::text as "createdById", created_by_name as "createdByName", undone_by_name as "undoneByName" from tag_operation
    where id = ${id}::uuid and state in ('running', 'undoing') for update skip locked`)
  if (!operation) return 'later'
  const pages = operation.state === 'running' ? await stepOn(tx, operation, now, only) : await stepBack(tx, operation, now, only)
  await expirePages(tx, pages)
  return 'worked'
}

type Operation = {
  id: string
  state: 'running' | 'undoing'
  createdById: string | null
  createdByName: string
  undoneByName: string | null
}

/** The next stories of those that are done, or are not; those that a fault kept back are passed over. */
async function nextStories(tx: Tx, id: string, isDone: boolean, only?: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select distinct article_id::text as id from tag_operation_story
    where operation_id = ${id}::uuid and (done_at is not null) = ${isDone}::boolean and failure is null
      and (${only === undefined}::boolean or article_id = any (${[...(only ?? [])]}::uuid[])) order by 1 limit ${STORIES_PER_STEP}`)
  const ids = rows.map((row) => row.id)
  await lockStories(tx, ids)
  return ids
}

/** How many stories are still to go, and how many were passed over. */
async function whatIsLeft(tx: Tx, id: string, isDone: boolean): Promise<{ left: number; failed: number }> {
  const [row] = await tx.$queryRaw<{ left: number; failed: number }[]>(Prisma.sql`
    select count(*) filter (where failure is null)::int as left, count(distinct article_id) filter (where failure is not null)::int as failed
    from tag_operation_story where operation_id = ${id}::uuid and (done_at is not null) = ${isDone}::boolean`)
  return row ?? { left: 0, failed: 0 }
}

/** Where nothing is left to go through: over, or stopped because of what was passed over. Answers what is told of it. */
async function endOf(tx: Tx, { id, state }: Operation, now: Date): Promise<'ended' | 'undone' | 'stopped' | null> {
  const { left, failed } = await whatIsLeft(tx, id, state === 'undoing')
  if (left > 0) return null
  if (failed > 0) {
    const failure = `${storiesWord(failed)} could not be changed`
    await tx.tagOperation.update({ where: { id }, data: { state: 'stopped', endedAt: now, failure }, select: { id: true } })
    return 'stopped'
  }
  const data = state === 'undoing' ? { state: 'undone', undoneAt: now } : { state: 'done', endedAt: now }
  await tx.tagOperation.update({ where: { id }, data, select: { id: true } })
  return state === 'undoing' ? 'undone' : 'ended'
}

async function stepOn(tx: Tx, operation: Operation, now: Date, only?: readonly string[]): Promise<string[]> {
  const { id } = operation
  const actor = await whoAsked(tx, operation)
  if (!actor) {
    const failure = `${operation.createdByName} may not do this any more`
    await tx.tagOperation.update({ where: { id }, data: { state: 'stopped', endedAt: now, failure }, select: { id: true } })
    await tellOf(tx, systemActor(operation.createdByName, 'tagging in bulk, stopped'), operation, 'stopped')
    return []
  }
  const ids = await nextStories(tx, id, false, only)
  const wishes = await wishesLeft(tx, id, ids)
  // Worked out again: a story may have been written, tagged or closed since it was planned.
  const coming = await changesOf(tx, actor, wishes, now)
  await renewOpenStories(tx, actor, [...new Set(coming.changes.map((change) => change.articleId))], now)
  const { changes } = await changesOf(tx, actor, wishes, now)
  await tx.tagOperationStory.deleteMany({ where: { operationId: id, articleId: { in: ids }, doneAt: null } })
  const pages = await replaceTags(tx, changes, { raiseVersion: true })
  await fileReplacements(tx, id, changes, now)
  await tx.tagOperation.update({ where: { id }, data: { done: { increment: ids.length }, stepAt: now }, select: { id: true } })
  const end = await endOf(tx, operation, now)
  if (end) await tellOf(tx, actor, operation, end)
  return pages
}

/** The record of related lists goes by the audit: it looks at them once all is done. */
export async function tellOf(tx: Tx, actor: Actor, { id }: Pick<Operation, 'id'>, act: 'ended' | 'stopped' | 'undone'): Promise<void> {
  const { total, done } = await tx.tagOperation.findUniqueOrThrow({ where: { id }, select: { total: true, done: true } })
  await recordEvent(tx, actor, 'tag.bulk', { type: 'system', id }, { act, stories: act === 'stopped' ? done : total })
}

async function stepBack(tx: Tx, operation: Operation, now: Date, only?: readonly string[]): Promise<string[]> {
  const { id } = operation
  const actor = systemActor(operation.undoneByName ?? operation.createdByName, 'a change of many stories, taken back')
  const ids = await nextStories(tx, id, true, only)
  await renewOpenStories(tx, actor, ids, now)
  const changes = ids.length > 0 ? await planUndo(tx, id, { articleIds: ids }) : []
  const pages = await replaceTags(tx, changes, { raiseVersion: true })
  await tx.tagOperationStory.updateMany({ where: { operationId: id, articleId: { in: ids } }, data: { doneAt: null } })
  await tx.$executeRaw(Prisma.sql`
    update tag_operation set done = greatest(0, done - ${ids.length}::int), step_at = ${now}::timestamptz where id = ${id}::uuid`)
  const end = await endOf(tx, operation, now)
  if (end) await tellOf(tx, actor, operation, end)
  return pages
}
