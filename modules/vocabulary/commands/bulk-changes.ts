import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { type Actor, systemActor } from '@/modules/access/actor'
import { can } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { findAuthor } from '@/modules/articles/commands/end-sitting'
import { type BulkChange, type BulkWish, type SortedChanges, sortChanges } from '../bulk-plan'

/** Stories in one step of the work: some tenths of a second. */
export const STORIES_PER_STEP = 200

/** The newest and the live text of each story, as the wish for it would make them; those that would stay as they are left out. */
async function planWishes(tx: Tx, wishes: readonly BulkWish[]): Promise<BulkChange[]> {
  return tx.$queryRaw(Prisma.sql`
    with wish as (select * from jsonb_to_recordset(${JSON.stringify(wishes)}::jsonb) as w("articleId" uuid, add int[], remove int[])),
    held as (
      select t.id, a.id as article_id, w.add, w.remove, array(select r.tag_id from revision_tag r where r.revision_id = t.id order by 1) as before
      from wish w join article a on a.id = w."articleId"
      cross join lateral (select distinct u.id from unnest(array[a.head_revision_id, a.live_revision_id]) as u(id) where u.id is not null) t),
    planned as (
      select h.*, array(select b.id from unnest(h.before) as b(id) where b.id <> all (h.remove)
        union select n.id from unnest(h.add) as n(id) order by 1) as after from held h)
    select p.id::text as "revisionId", p.article_id::text as "articleId", p.before, p.after
    from planned p where p.before <> p.after order by p.article_id, p.id`)
}

/** What `actor` would change by these wishes, and what is left as it is. Stories that they may not open are as if they were not there. */
export async function changesOf(
  tx: Tx,
  actor: Actor,
  wishes: readonly BulkWish[],
  now: Date,
): Promise<SortedChanges & { found: Set<string> }> {
  const ids = wishes.map((wish) => wish.articleId)
  const rows = await tx.$queryRaw<{ id: string; live: boolean }[]>(Prisma.sql`
    select a.id::text as id, a.live_revision_id is not null and a.state = 'live' as live from article a
    where a.id = any (${ids}::uuid[]) and ${openStoriesSql(actor, now)}`)
  const found = new Set(rows.map((row) => row.id))
  const planned = await planWishes(
    tx,
    wishes.filter((wish) => found.has(wish.articleId)),
  )
  const live = new Set(rows.filter((row) => row.live).map((row) => row.id))
  return { ...sortChanges(planned, { live, mayPublish: can(actor, 'article.publish') }), found }
}

/** What is still wanted of these stories, from the rows an operation has filed of them and not done. A tag that was merged since is the one it became; one that was retired since is given to nobody. */
export async function wishesLeft(tx: Tx, operationId: string, articleIds: readonly string[]): Promise<BulkWish[]> {
  return tx.$queryRaw(Prisma.sql`
    with filed as (
      select article_id, before, after from tag_operation_story
      where operation_id = ${operationId}::uuid and done_at is null and article_id = any (${[...articleIds]}::uuid[])),
    moved as (
      select f.article_id, u.id, true as given from filed f, unnest(f.after) as u(id) where u.id <> all (f.before)
      union select f.article_id, u.id, false from filed f, unnest(f.before) as u(id) where u.id <> all (f.after))
    select m.article_id::text as "articleId",
      coalesce(array_agg(distinct coalesce(t.merged_into_id, t.id)) filter (where m.given and coalesce(i.retired_at, t.retired_at) is null), '{}') as add,
      coalesce(array_agg(distinct coalesce(t.merged_into_id, t.id)) filter (where not m.given), '{}') as remove
    from moved m join tag t on t.id = m.id left join tag i on i.id = t.merged_into_id group by m.article_id`)
}

/** Labels of the tags that an operation still has to give, and that were retired since it was planned. */
export async function retiredSince(tx: Tx, operationId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ label: string }[]>(Prisma.sql`
    with given as (
      select distinct u.id from tag_operation_story s, unnest(s.after) as u(id)
      where s.operation_id = ${operationId}::uuid and s.done_at is null and u.id <> all (s.before))
    select distinct n.label from given join tag t on t.id = given.id join tag n on n.id = coalesce(t.merged_into_id, t.id)
    where n.retired_at is not null order by 1`)
  return rows.map((row) => row.label)
}

/** Who asked for the operation, as they stand now; null where they may not do it any more. */
export async function whoAsked(
  tx: Tx,
  { createdById, createdByName }: { createdById: string | null; createdByName: string },
): Promise<Actor | null> {
  if (createdById === null) return systemActor(createdByName, 'tagging in bulk')
  const person = await findAuthor(tx, createdById)
  return person?.active && mayTagInBulk(person) ? person : null
}

export const mayTagInBulk = (actor: Actor): boolean => can(actor, 'tag.edit') && can(actor, 'article.edit-any')
