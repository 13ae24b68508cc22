import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import type { TagReplacement } from '@/modules/articles/commands/replace-tags'
import type { OperationKind } from '../views'

export type OperationState = 'running' | 'done' | 'stopped' | 'undoing' | 'undone'

type Begun = {
  kind: OperationKind
  /** What was asked for, as the command took it. */
  asked: Prisma.InputJsonObject
  /** What an undo puts back, besides the tags of stories. */
  before?: Prisma.InputJsonObject
  /** Stories to change. */
  total?: number
}

/** Files an operation that begins now. Answers its id. */
export async function beginOperation(tx: Tx, actor: Actor, { kind, asked, before = {}, total = 0 }: Begun, now: Date): Promise<string> {
  const by = { createdById: actor.kind === 'person' ? actor.id : null, createdByName: actor.name }
  const { id } = await tx.tagOperation.create({ data: { kind, asked, before, total, ...by, createdAt: now }, select: { id: true } })
  return id
}

/**
 * Files what an operation does to these revisions: planned (`doneAt` null) or done. With what is done, the other text of each
 * story as it stays, before and after alike: an undo tells what was left alone from what was written since.
 */
export async function fileReplacements(tx: Tx, id: string, changes: readonly TagReplacement[], doneAt: Date | null): Promise<void> {
  if (changes.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    insert into tag_operation_story (operation_id, revision_id, article_id, before, after, done_at)
    select ${id}::uuid, c."revisionId", c."articleId", c.before, c.after, ${doneAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c("revisionId" uuid, "articleId" uuid, before int[], after int[])
    on conflict (operation_id, revision_id) do update set before = excluded.before, after = excluded.after, done_at = excluded.done_at`)
  if (doneAt === null) return
  const ids = [...new Set(changes.map((change) => change.articleId))]
  await tx.$executeRaw(Prisma.sql`
    insert into tag_operation_story (operation_id, revision_id, article_id, before, after, done_at)
    select ${id}::uuid, r.id, a.id, kept.tags, kept.tags, ${doneAt}::timestamptz
    from article a join revision r on r.id in (a.head_revision_id, a.live_revision_id)
    cross join lateral (select array(select t.tag_id from revision_tag t where t.revision_id = r.id order by 1) as tags) kept
    where a.id = any (${ids}::uuid[]) on conflict (operation_id, revision_id) do nothing`)
}

/** Stories of these changes: one has up to two texts. */
export const storiesIn = (changes: readonly TagReplacement[]): number => new Set(changes.map((change) => change.articleId)).size

/** The operation is over, and can be undone. */
export async function endOperation(tx: Tx, id: string, { done }: { done: number }, now: Date): Promise<void> {
  await tx.tagOperation.update({ where: { id }, data: { state: 'done', done, endedAt: now, holder: null }, select: { id: true } })
}

export type StoredOperation = {
  id: string
  kind: OperationKind
  state: OperationState
  asked: unknown
  before: unknown
  createdByName: string
  createdAt: Date
  undoneByName: string | null
}

/** Loads and locks an operation. Throws NotFound. */
export async function loadOperation(tx: Tx, id: string): Promise<StoredOperation> {
  await tx.$queryRaw(Prisma.sql`select id::text from tag_operation where id = ${id}::uuid for update`)
  const row = await tx.tagOperation.findUnique({
    where: { id },
    select: { id: true, kind: true, state: true, asked: true, before: true, createdByName: true, createdAt: true, undoneByName: true },
  })
  if (!row) throw new NotFound('There is no such change of the vocabulary.')
  return { ...row, kind: row.kind as OperationKind, state: row.state as OperationState }
}

export async function markUndone(tx: Tx, id: string, actor: Actor, now: Date): Promise<void> {
  await tx.tagOperation.update({
    where: { id },
    data: { state: 'undone', undoneAt: now, undoneByName: actor.name, holder: null },
    select: { id: true },
  })
}

/** `carrying`: what was written since is left alone where it no longer carries this tag. `articleIds`: only of these stories. */
export type UndoScope = { carrying?: number; articleIds?: readonly string[] }

/**
 * What gives the stories of an operation their tags back: the newest and the live revision as they are now. One that is as
 * the operation left it becomes what it was; one that was written since keeps what was written, gives back what the
 * operation gave it and gets what it took. A tag that was merged since counts as the one it became. What a text was written
 * from is the newest one filed that is not newer than it.
 */
export async function planUndo(tx: Tx, id: string, { carrying, articleIds }: UndoScope = {}): Promise<TagReplacement[]> {
  return tx.$queryRaw(Prisma.sql`
    with done as materialized (
      select s.revision_id, s.article_id, r.number,
        array(select distinct coalesce(t.merged_into_id, t.id) from tag t where t.id = any (s.before) order by 1) as before,
        array(select distinct coalesce(t.merged_into_id, t.id) from tag t where t.id = any (s.after) order by 1) as after
      from tag_operation_story s join revision r on r.id = s.revision_id
      where s.operation_id = ${id}::uuid and s.done_at is not null
        and (${articleIds === undefined}::boolean or s.article_id = any (${[...(articleIds ?? [])]}::uuid[]))),
    held as (
      select r.id, r.number, a.id as article_id, array(select t.tag_id from revision_tag t where t.revision_id = r.id order by 1) as tags
      from article a join revision r on r.id in (a.head_revision_id, a.live_revision_id)
      where a.id in (select article_id from done)),
    known as (
      select distinct on (h.id) h.*, d.before as was, d.after as became, d.revision_id = h.id and d.after = h.tags as untouched
      from held h join done d on d.article_id = h.article_id and d.number <= h.number order by h.id, d.number desc),
    planned as (
      select k.id, k.article_id, k.tags, case
        when k.untouched then k.was
        when ${carrying === undefined}::boolean or (select coalesce(merged_into_id, id) from tag where id = ${carrying ?? 0}::int) = any (k.tags) then array(
          select u.id from unnest(k.tags) as u(id) where u.id = any (k.was) or u.id <> all (k.became)
          union select u.id from unnest(k.was) as u(id) where u.id <> all (k.became))
        else k.tags end as given
      from known k),
    named as (
      select p.id, p.article_id, p.tags, array(
        select distinct coalesce(t.merged_into_id, t.id) from unnest(p.given) as u(id) join tag t on t.id = u.id order by 1) as after
      from planned p)
    select n.id::text as "revisionId", n.article_id::text as "articleId", n.tags as before, n.after
    from named n where n.tags <> n.after order by n.article_id, n.id`)
}
