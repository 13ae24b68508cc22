import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { TAGS_PER_STORY_MAX } from '@/modules/articles/schema'
import { recordEvent } from '@/modules/audit/commands'
import type { SplitInput } from '../schema'
import type { Done, Effect } from '../views'
import { beginChange, carryOut, findOther, type LoadedTag, OPERATION_LIMITS } from './carry-out'
import { storiesIn } from './operation'

/**
 * Gives chosen stories of a tag another tag, instead of it or beside it, in one transaction; their versions rise.
 * `undoOperation` takes it back. Throws NotFound, NotAllowed, Conflict for a stale version.
 */
export async function splitTag(actor: Actor, input: SplitInput, now: Date): Promise<Outcome<Done>> {
  return db.$transaction((tx) => splitIn(tx, actor, input, { trial: false }, now), OPERATION_LIMITS)
}

/** The same inside a transaction of the caller's; a `trial` is taken back. */
export async function splitIn(
  tx: Tx,
  actor: Actor,
  input: SplitInput,
  mode: { trial: boolean },
  now: Date,
): Promise<Outcome<Done & { effect: Effect }>> {
  const tag = await beginChange(tx, actor, input)
  const to = await findOther(tx, input.toSlug)
  if (!to || to.retired) return refused({ field: 'toSlug', message: 'Choose the tag that the stories get from the list' })
  if (to.id === tag.id) return refused({ field: 'toSlug', message: 'Choose another tag: the stories have this one already' })
  const articleIds = await openOnes(tx, actor, tag, input.storyIds)
  if (articleIds.length === 0) return refused({ field: 'storyIds', message: `None of these stories carries “${tag.label}”` })
  if (input.keep === 'both' && (await anyFull(tx, articleIds)))
    return refused({ field: 'storyIds', message: `One of these stories has ${TAGS_PER_STORY_MAX} tags already. Take it out of the choice` })
  const remove = input.keep === 'move' ? [tag.id] : []
  const { operation, changes, effect, pages } = await carryOut(
    tx,
    actor,
    {
      kind: 'split',
      asked: { id: tag.id, label: tag.label, to: to.id, toLabel: to.label, keep: input.keep },
      write: async () => null,
      stories: { change: { add: [to.id], remove, carrying: tag.id }, articleIds, raiseVersion: true },
    },
    mode,
    now,
  )
  const stories = storiesIn(changes)
  // A trial leaves what only the newsroom sees as it is.
  const moved = mode.trial && input.keep === 'move' ? stories : 0
  await recordEvent(tx, actor, 'tag.split', { type: 'tag', id: String(tag.id) }, { operation, to: to.label, stories, keep: input.keep })
  await expirePages(tx, pages)
  return done({ operation, slug: tag.slug, stories, effect: { ...effect, addresses: [], also: [await staying(tx, tag, moved)] } })
}

/** Of these stories those that carry the tag, in the newest or the live words, and that the actor may open. */
async function openOnes(tx: Tx, actor: Actor, tag: LoadedTag, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select a.id::text as id from article a where a.id = any (${[...ids]}::uuid[]) and ${openStoriesSql(actor)}
      and exists (select from revision_tag r where r.tag_id = ${tag.id}::int and r.revision_id in (a.head_revision_id, a.live_revision_id))
    order by 1`)
  return rows.map((row) => row.id)
}

async function anyFull(tx: Tx, articleIds: readonly string[]): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select a.id::text as id from article a join revision_tag t on t.revision_id in (a.head_revision_id, a.live_revision_id)
    where a.id = any (${[...articleIds]}::uuid[]) group by a.id, t.revision_id having count(*) >= ${TAGS_PER_STORY_MAX}::int limit 1`)
  return rows.length > 0
}

async function staying(tx: Tx, tag: LoadedTag, moved: number): Promise<string> {
  const rows = await tx.$queryRaw<{ count: number }[]>(Prisma.sql`
    select count(*)::int as count from article a where exists (
      select from revision_tag r where r.tag_id = ${tag.id}::int and r.revision_id = coalesce(a.live_revision_id, a.head_revision_id))`)
  const left = (rows[0]?.count ?? 0) - moved
  return `${left === 1 ? '1 story' : `${left.toLocaleString('en-GB')} stories`} will carry “${tag.label}” afterwards.`
}
