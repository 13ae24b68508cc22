import 'server-only'
import type { Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import { NOT_AS_SEEN } from '@/modules/related/as-seen'
import { isAsSeen } from '@/modules/related/commands/read-list-stamp'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { BulkActInput, BulkStartInput } from '../bulk-input'
import { retiredSince } from './bulk-changes'
import { loadOperation, type OperationState, type StoredOperation } from './operation'
import { permitBulk } from './plan-bulk'

export type BulkState = OperationState | 'planned'
export type BulkNow = { id: string; state: BulkState }

/**
 * Begins a planned operation, or goes on with one that was stopped, with taking it back where that is what stopped: the
 * servers do the rest, step by step. Where `stamp` says which forecast was looked at, only when no list can have changed
 * since. Throws NotFound, NotAllowed, Conflict.
 */
export const startBulk = (actor: Actor, { stamp, ...input }: BulkStartInput, now: Date): Promise<Outcome<BulkNow>> =>
  move(actor, input, { from: ['planned', 'stopped'], to: 'running', now, stamp })

/** Ends the work after the step that is under way. What was done stays, and can be undone. */
export const stopBulk = (actor: Actor, input: BulkActInput, now: Date): Promise<Outcome<BulkNow>> =>
  move(actor, input, { from: ['running'], to: 'stopped', now })

/** Gives every story back what the operation took and takes what it gave, step by step; what was written since stays. */
export const undoBulk = (actor: Actor, input: BulkActInput, now: Date): Promise<Outcome<BulkNow>> =>
  move(actor, input, { from: ['done', 'stopped'], to: 'undoing', now })

/** Leaves the stories that could not be changed as they are: what was done stays, and nobody is told of the others any more. */
export const settleBulk = (actor: Actor, input: BulkActInput, now: Date): Promise<Outcome<BulkNow>> =>
  move(actor, input, { from: ['stopped'], to: 'done', now })

type Move = { from: readonly BulkState[]; to: 'running' | 'stopped' | 'undoing' | 'done'; now: Date; stamp?: string | undefined }

async function move(actor: Actor, { id }: BulkActInput, { from, to: asked, now, stamp }: Move): Promise<Outcome<BulkNow>> {
  permitBulk(actor)
  return inTransaction(async (tx) => {
    if (stamp !== undefined) await lockVocabulary(tx)
    if (!(await isAsSeen(tx, stamp))) return refused(NOT_AS_SEEN)
    const operation = await loadBulk(tx, id)
    const stoppedInUndo = operation.state === 'stopped' && operation.undoneByName !== null
    const to = asked === 'running' && stoppedInUndo ? 'undoing' : asked
    // Pressed twice: it is as was asked.
    if (operation.state === to) return done({ id, state: to })
    if (!from.includes(operation.state)) throw new Conflict(STATE_WORDS[operation.state])
    const retired = to === 'running' ? await retiredSince(tx, id) : []
    if (retired.length > 0) return refused({ field: '', message: retiredWords(retired) })
    await tx.tagOperation.update({
      where: { id },
      data: {
        state: to,
        failure: null,
        endedAt: to === 'stopped' || to === 'done' ? now : null,
        ...(to === 'undoing' && { undoneByName: actor.name }),
      },
      select: { id: true },
    })
    // What was never done will not be: it leaves no trace in the stories' histories.
    // A second try at taking it back keeps the rows of what the first took back.
    const dropsPlans = to === 'done' || (to === 'undoing' && operation.undoneByName === null)
    if (dropsPlans) await tx.tagOperationStory.deleteMany({ where: { operationId: id, doneAt: null } })
    // Tried again, or left alone.
    await tx.tagOperationStory.updateMany({ where: { operationId: id, failure: { not: null } }, data: { failure: null } })
    const { total, done: count } = await tx.tagOperation.findUniqueOrThrow({ where: { id }, select: { total: true, done: true } })
    await recordEvent(tx, actor, 'tag.bulk', { type: 'system', id }, { act: ACTS[to], stories: to === 'running' ? total : count })
    return done({ id, state: to })
  })
}

const ACTS = { running: 'started', stopped: 'stopped', undoing: 'undoing', done: 'settled' } as const

const retiredWords = (labels: readonly string[]): string =>
  `${labels.map((label) => `“${label}”`).join(', ')} ${labels.length === 1 ? 'was' : 'were'} retired since this was planned. Plan it again with a tag that is in use`

const STATE_WORDS: Record<BulkState, string> = {
  planned: 'This has not been begun yet.',
  running: 'This is under way. Stop it first.',
  done: 'This is done already.',
  stopped: 'This was stopped already.',
  undoing: 'This is being undone.',
  undone: 'This was undone already.',
}

/** Loads and locks the operation. Throws NotFound. */
export async function loadBulk(tx: Tx, id: string): Promise<Omit<StoredOperation, 'state'> & { state: BulkState }> {
  const operation = await loadOperation(tx, id)
  if (operation.kind !== 'bulk') throw new NotFound('There is no such change of tags.')
  return operation
}
