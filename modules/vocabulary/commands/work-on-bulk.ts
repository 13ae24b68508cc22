import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import { type Actor, systemActor } from '@/modules/access/actor'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { renewOpenStories } from '@/modules/articles/commands/renew-open-stories'
import { lockStories, replaceTags } from '@/modules/articles/commands/replace-tags'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { changesOf, STORIES_PER_STEP, whoAsked, wishesLeft } from './bulk-changes'
import { fileReplacements, planUndo } from './operation'

/** Nobody sits before this work: it may wait for a change of the whole site, a little less than a transaction lasts. */
const LOCK_WAIT_MS = 15_000

export type BulkStep = 'idle' | 'worked' | 'later'

/**
 * Does one step of the oldest operation under way: up to 200 stories, in a transaction of its own. Any number of servers may
 * ask; one works at a time, and one that is killed has done its step or none of it, so that the next goes on there.
 * Between two steps everybody else's publications go through.
 */
export async function workOnBulk(now: Date): Promise<BulkStep> {
  const waiting = await db.tagOperation.findFirst({
    where: { kind: 'bulk', state: { in: ['running', 'undoing'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  if (!waiting) return 'idle'
  try {
    return await inTransaction((tx) => step(tx, waiting.id, now))
  } catch (error) {
    if (error instanceof Conflict) return 'later'
    throw error
  }
}

async function step(tx: Tx, id: string, now: Date): Promise<BulkStep> {
  await lockVocabulary(tx, { waitMs: LOCK_WAIT_MS })
  // Another server has it, or somebody has stopped it meanwhile.
  const [operation] = await tx.$queryRaw<Operation[]>(Prisma.sql`
    select id::text as id, state, created_by_id::text as "createdById", created_by_name as "createdByName", undone_by_name as "undoneByName" from tag_operation
    where id = ${id}::uuid and state in ('running', 'undoing') for update skip locked`)
  if (!operation) return 'later'
  const pages = operation.state === 'running' ? await stepOn(tx, operation, now) : await stepBack(tx, operation, now)
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

/** The next stories of those that are done, or are not. */
async function nextStories(tx: Tx, id: string, isDone: boolean): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select distinct article_id::text as id from tag_operation_story
    where operation_id = ${id}::uuid and (done_at is not null) = ${isDone}::boolean order by 1 limit ${STORIES_PER_STEP}`)
  const ids = rows.map((row) => row.id)
  await lockStories(tx, ids)
  return ids
}

async function stepOn(tx: Tx, operation: Operation, now: Date): Promise<string[]> {
  const { id } = operation
  const actor = await whoAsked(tx, operation)
  if (!actor) {
    const failure = `${operation.createdByName} may not do this any more`
    await tx.tagOperation.update({ where: { id }, data: { state: 'stopped', endedAt: now, failure }, select: { id: true } })
    await tellOf(tx, systemActor(operation.createdByName, 'tagging in bulk, stopped'), operation, 'stopped')
    return []
  }
  const ids = await nextStories(tx, id, false)
  const wishes = await wishesLeft(tx, id, ids)
  // Worked out again: a story may have been written, tagged or closed since it was planned.
  const coming = await changesOf(tx, actor, wishes, now)
  await renewOpenStories(tx, actor, [...new Set(coming.changes.map((change) => change.articleId))], now)
  const { changes } = await changesOf(tx, actor, wishes, now)
  await tx.tagOperationStory.deleteMany({ where: { operationId: id, articleId: { in: ids }, doneAt: null } })
  const pages = await replaceTags(tx, changes, { raiseVersion: true })
  await fileReplacements(tx, id, changes, now)
  const ended = ids.length < STORIES_PER_STEP
  await tx.tagOperation.update({
    where: { id },
    data: { done: { increment: ids.length }, stepAt: now, ...(ended && { state: 'done', endedAt: now }) },
    select: { id: true },
  })
  if (ended) await tellOf(tx, actor, operation, 'ended')
  return pages
}

/** The record of related lists goes by the audit: it looks at them once all is done. */
async function tellOf(tx: Tx, actor: Actor, { id }: Operation, act: 'ended' | 'stopped' | 'undone'): Promise<void> {
  const { total, done } = await tx.tagOperation.findUniqueOrThrow({ where: { id }, select: { total: true, done: true } })
  await recordEvent(tx, actor, 'tag.bulk', { type: 'system', id }, { act, stories: act === 'stopped' ? done : total })
}

async function stepBack(tx: Tx, operation: Operation, now: Date): Promise<string[]> {
  const { id } = operation
  const actor = systemActor(operation.undoneByName ?? operation.createdByName, 'a change of many stories, taken back')
  const ids = await nextStories(tx, id, true)
  await renewOpenStories(tx, actor, ids, now)
  const changes = ids.length > 0 ? await planUndo(tx, id, { articleIds: ids }) : []
  const pages = await replaceTags(tx, changes, { raiseVersion: true })
  await tx.tagOperationStory.updateMany({ where: { operationId: id, articleId: { in: ids } }, data: { doneAt: null } })
  const ended = ids.length < STORIES_PER_STEP
  await tx.$executeRaw(Prisma.sql`
    update tag_operation set done = greatest(0, done - ${ids.length}::int), step_at = ${now}::timestamptz,
      state = case when ${ended}::boolean then 'undone' else state end, undone_at = case when ${ended}::boolean then ${now}::timestamptz end
    where id = ${id}::uuid`)
  if (ended) await tellOf(tx, actor, operation, 'undone')
  return pages
}
