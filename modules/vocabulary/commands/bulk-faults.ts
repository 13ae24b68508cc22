import 'server-only'
import { isDatabaseAway } from '@/lib/database-fault'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { log } from '@/lib/log'
import { systemActor } from '@/modules/access/actor'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { type BulkFault, storiesWord } from '../bulk-words'
import { STORIES_PER_STEP } from './bulk-changes'
import { type BulkStep, takeStep, tellOf } from './bulk-step'

/** Each story is tried so often: the first time it may have been the database that was busy. */
const ATTEMPTS = 2
/** Stories in a row that fail before it is not they: the operation is stopped, and the others are not tried. */
export const FAULTS_IN_A_ROW = 5
const LOGGED_MAX_CHARACTERS = 500

/** What a fault said, its end: for the log alone, since these are the database's words. */
const said = (error: unknown): string => (error instanceof Error ? error.message : String(error)).trim().slice(-LOGGED_MAX_CHARACTERS)

/**
 * The stories of a step that failed, each in a transaction of its own. Those that fail again are marked with the kind of the
 * fault and passed over, what it said is logged; the operation ends as stopped, and its page says which stories they are.
 * Throws only where that cannot be written down either: the database is away.
 */
export async function oneByOne(id: string, fault: unknown, now: Date): Promise<BulkStep> {
  log.warn('a step of tagging in bulk failed; its stories are tried one by one', { operation: id, error: said(fault) })
  let inARow = 0
  for (let count = 0; count < STORIES_PER_STEP && inARow < FAULTS_IN_A_ROW; count += 1) {
    const articleId = await firstLeft(id)
    if (articleId === null) break
    const outcome = await tryOne(id, articleId, now)
    if (typeof outcome !== 'string') {
      await passOver(id, articleId, outcome.fault)
      inARow += 1
    } else if (outcome === 'worked') inARow = 0
    else return outcome
  }
  if (inARow >= FAULTS_IN_A_ROW) await stopFor(id, `${storiesWord(inARow)} in a row could not be changed, and no others were tried`, now)
  return 'worked'
}

async function firstLeft(id: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ articleId: string }[]>(Prisma.sql`
    select s.article_id::text as "articleId" from tag_operation_story s join tag_operation o on o.id = s.operation_id
    where o.id = ${id}::uuid and s.failure is null
      and case o.state when 'running' then s.done_at is null when 'undoing' then s.done_at is not null else false end
    order by s.article_id limit 1`)
  return row?.articleId ?? null
}

async function tryOne(id: string, articleId: string, now: Date): Promise<BulkStep | { fault: unknown }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction((tx) => takeStep(tx, id, now, [articleId]))
    } catch (error) {
      if (error instanceof Conflict) return 'later'
      if (attempt === ATTEMPTS) return { fault: error }
    }
  }
}

async function passOver(id: string, articleId: string, fault: unknown): Promise<void> {
  const failure: BulkFault = isDatabaseAway(fault) ? 'busy' : 'fault'
  log.error('tagging in bulk passed over a story that could not be changed', { operation: id, story: articleId, error: said(fault) })
  await db.$executeRaw(Prisma.sql`
    update tag_operation_story s set failure = ${failure} from tag_operation o
    where o.id = s.operation_id and o.id = ${id}::uuid and s.article_id = ${articleId}::uuid
      and case o.state when 'running' then s.done_at is null when 'undoing' then s.done_at is not null else false end`)
}

async function stopFor(id: string, failure: string, now: Date): Promise<void> {
  await db.$transaction(async (tx: Tx) => {
    const rows = await tx.$queryRaw<{ name: string }[]>(Prisma.sql`
      update tag_operation set state = 'stopped', failure = ${failure}, ended_at = ${now}::timestamptz
      where id = ${id}::uuid and state in ('running', 'undoing') returning created_by_name as name`)
    const [operation] = rows
    if (operation) await tellOf(tx, systemActor(operation.name, 'tagging in bulk, stopped'), { id }, 'stopped')
  })
}
