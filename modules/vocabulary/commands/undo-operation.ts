import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { renewOpenStories } from '@/modules/articles/commands/renew-open-stories'
import { dropRefusals, lockStories } from '@/modules/articles/commands/replace-tags'
import { recordEvent } from '@/modules/audit/commands'
import { loadNames } from '@/modules/tags/commands/create-tag'
import { whileNobodyTags } from '@/modules/tags/commands/hold-tags'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { takenNames } from '@/modules/tags/rules'
import { circleIn, type Edge, freshEdges } from '../circles'
import type { UndoInput } from '../schema'
import type { Done } from '../views'
import { diffVocabulary, type Kept, keptSchema, type VocabularyState } from '../vocabulary-diff'
import { changeStories, OPERATION_LIMITS, republish } from './carry-out'
import { loadOperation, markUndone, planUndo, type StoredOperation, storiesIn } from './operation'
import { putBack, readVocabularyState, takePointsBack } from './vocabulary-state'

/** Thrown to take back what was tried; the problems are outside. */
class TakenBack extends Error {}

/**
 * Takes a merge, a new name, a retirement or a split back, in one transaction: names, addresses, places, and the tags of
 * stories, those written since by the rule of decision 0025.3. Refused where something later rests on it. Throws NotFound.
 */
export async function undoOperation(actor: Actor, input: UndoInput, now: Date): Promise<Outcome<Done>> {
  permit(actor, 'tag.edit')
  let problems: Problem[] = []
  try {
    return await db.$transaction(async (tx) => {
      const outcome = await undoIn(tx, actor, input, now)
      if (outcome.ok) return outcome
      problems = outcome.problems
      throw new TakenBack()
    }, OPERATION_LIMITS)
  } catch (error) {
    if (error instanceof TakenBack) return refused(...problems)
    throw error
  }
}

async function undoIn(tx: Tx, actor: Actor, { id }: UndoInput, now: Date): Promise<Outcome<Done>> {
  await lockVocabulary(tx, { says: 'a tag and all its stories' })
  const operation = await loadOperation(tx, id)
  const refusal = refusalOf(operation)
  if (refusal) return refused({ field: '', message: refusal })
  const { diff, refused: refusedTags }: Kept = keptSchema.parse(operation.before)
  const before = await readVocabularyState(tx)
  const later = laterChange({ diff }, before)
  if (later) return refused({ field: '', message: later })
  await putBack(tx, diff)
  if (refusedTags) await dropRefusals(tx, refusedTags.tagId, refusedTags.articleIds)
  const after = await readVocabularyState(tx)
  const back = diffVocabulary(before, after)
  const backs = back.fields.map((field) => field.id)
  const problems = [...(await namesTaken(tx, backs)), ...circles(before, after)]
  if (problems.length > 0) return refused(...problems)
  // Of a merge too: a page opened since holds the tag that stayed, and would write it back unseen.
  const ids = await storiesOf(tx, id)
  await lockStories(tx, ids)
  await renewOpenStories(tx, actor, ids, now)
  await whileNobodyTags(tx)
  const given = givenTag(operation)
  const changes = await planUndo(tx, id, given === null ? {} : { carrying: given })
  const { pages } = await changeStories(tx, changes, { trial: false, raiseVersion: operation.kind === 'split' })
  const more = await republish(tx, back)
  await takePointsBack(tx, diff)
  await markUndone(tx, id, actor, now)
  const stories = storiesIn(changes)
  const tagId = mainTag(operation)
  await recordEvent(tx, actor, 'tag.operation-undone', { type: 'tag', id: String(tagId) }, { operation: id, kind: operation.kind, stories })
  await expirePages(tx, [...pages, ...more])
  return done({ operation: id, slug: String(after.tags[String(tagId)]?.slug ?? ''), stories })
}

async function storiesOf(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.tagOperationStory.findMany({ where: { operationId: id }, distinct: ['articleId'], select: { articleId: true } })
  return rows.map((row) => row.articleId)
}

function refusalOf({ kind, state }: StoredOperation): string | null {
  if (kind === 'bulk') return 'A change of many stories is taken back on its own page'
  if (state === 'undone') return 'This has been taken back already'
  return state === 'done' ? null : 'This is still under way. Wait until it has ended'
}

/** What was done later with the same tags, and has to be taken back first; null where nothing was. */
function laterChange({ diff }: Pick<Kept, 'diff'>, now: Awaited<ReturnType<typeof readVocabularyState>>): string | null {
  for (const { id, field, is } of diff.fields) {
    const tag = now.tags[String(id)]
    if (field === 'mergedIntoId' && tag?.mergedIntoId !== is)
      return `What “${tag?.label}” was merged into has been merged itself since. Take that back first`
    if (field !== 'mergedIntoId' && field !== 'points' && field !== 'inheritedPoints' && tag?.mergedIntoId)
      if (!diff.fields.some((one) => one.id === id && one.field === 'mergedIntoId'))
        return `“${tag.label}” has been merged into another tag since. Take that back first`
    if ((field === 'slug' || field === 'label') && tag?.[field] !== is)
      return field === 'label'
        ? `“${is}” is called “${tag?.label}” since. Take that back first`
        : `“${tag?.label}” has been given another address since. Take that back first`
  }
  return null
}

/** A name that comes back and that another tag has got since. */
async function namesTaken(tx: Tx, ids: readonly number[]): Promise<Problem[]> {
  const all = await loadNames(tx)
  const back = all.filter((tag) => ids.includes(tag.id))
  return back
    .flatMap((tag) => takenNames(tag, all))
    .map(({ name, holder }) => {
      return { field: '', message: `“${name}” would come back, and another tag has that name now: ${holder}. Take it from that one first` }
    })
}

/** What would lead round in a circle as it comes back: somebody has led one of the tags elsewhere since. */
function circles(before: VocabularyState, after: VocabularyState): Problem[] {
  const labels = (way: readonly number[]) => way.map((id) => `“${after.tags[String(id)]?.label ?? 'a tag'}”`).join(' → ')
  const comingBack = (edges: (state: VocabularyState) => Edge[]) => circleIn(edges(after), freshEdges(edges(before), edges(after)))
  const above = comingBack(broaderEdges)
  const later = comingBack(({ successors }) => successors.map(([id, next]): Edge => [Number(id), Number(next)]))
  const say = (what: string, way: readonly number[]): Problem => {
    return { field: '', message: `${what} would go round in a circle: ${labels(way)}. Change one of these tags first` }
  }
  return [...(above ? [say('Broader tags', above)] : []), ...(later ? [say('What took whose place', later)] : [])]
}

const broaderEdges = ({ tags }: VocabularyState): Edge[] =>
  Object.entries(tags).flatMap(([id, { broaderId }]): Edge[] => (typeof broaderId === 'number' ? [[Number(id), broaderId]] : []))

const numberIn = (asked: unknown, field: string): number | null => {
  const value = typeof asked === 'object' && asked !== null ? (asked as Record<string, unknown>)[field] : null
  return typeof value === 'number' ? value : null
}

/** The tag that stories were given: where one does not carry it any more, somebody has decided since. */
const givenTag = ({ kind, asked }: StoredOperation): number | null =>
  kind === 'merge' ? numberIn(asked, 'into') : kind === 'split' ? numberIn(asked, 'to') : null
const mainTag = ({ kind, asked }: StoredOperation): number => numberIn(asked, kind === 'merge' ? 'into' : 'id') ?? 0
