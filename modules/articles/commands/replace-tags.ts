import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { pageTag } from '@/lib/page-cache'
import { publishVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { rederiveStories } from '@/modules/tags/commands/rederive-stories'
import { settlePoints } from '@/modules/tags/commands/settle-points'

/** One revision whose tags become others: numbers of tags, ascending. */
export type TagReplacement = { revisionId: string; articleId: string; before: number[]; after: number[] }

/** Tags to give and to take; `carrying`: only in revisions that carry this one. */
export type ReplacementChange = { add: readonly number[]; remove: readonly number[]; carrying?: number }

/** More stories than this, and every related list is looked at instead of each one's. */
const LISTS_ONE_BY_ONE = 500

/** What a change comes to: the newest and the live revision of these stories (`null`: of all), as far as their tags differ. */
export async function planReplacement(
  tx: Tx,
  { add, remove, carrying }: ReplacementChange,
  articleIds: readonly string[] | null,
): Promise<TagReplacement[]> {
  return tx.$queryRaw(Prisma.sql`
    with held as (
      select r.id, r.article_id, array(select t.tag_id from revision_tag t where t.revision_id = r.id order by 1) as before
      from article a join revision r on r.id in (a.head_revision_id, a.live_revision_id)
      where (${articleIds === null}::boolean or a.id = any (${[...(articleIds ?? [])]}::uuid[]))
        and (${carrying === undefined}::boolean or exists (select from revision_tag t where t.revision_id = r.id and t.tag_id = ${carrying ?? 0}::int))),
    planned as (
      select h.*, array(
        select b.id from unnest(h.before) as b(id) where b.id <> all (${[...remove]}::int[])
        union select n.id from unnest(${[...add]}::int[]) as n(id) order by 1) as after
      from held h)
    select p.id::text as "revisionId", p.article_id::text as "articleId", p.before, p.after
    from planned p where p.before <> p.after order by p.article_id, p.id`)
}

/** Locks these stories' rows until the transaction ends, always in the same order. Before anything of them is read. */
export async function lockStories(tx: Tx, articleIds: readonly string[]): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    select count(*) from (select id from article where id = any (${[...articleIds]}::uuid[]) order by id for update) as locked`)
}

export type ReplaceOptions = {
  /** Raises each story's version, so that an open page is told; its rows are locked (`lockStories`) before the plan was made. */
  raiseVersion?: boolean
  /** A forecast, taken back in the end: what only the newsroom sees stays as it is, so that nobody who saves waits for it. */
  trial?: boolean
}

/**
 * Replaces the tags of these revisions in place, hundreds of stories in a statement, and brings what readers have in step:
 * what live stories carry, inherit and relate by, their postings, the public vocabulary. The caller holds the vocabulary
 * lock, and the stories' rows or the tags (`whileNobodyTags`). Answers the page tags to expire, last in the transaction.
 */
export async function replaceTags(tx: Tx, changes: readonly TagReplacement[], options: ReplaceOptions = {}): Promise<string[]> {
  const really = changes.filter(({ before, after }) => before.join() !== after.join())
  if (really.length === 0) return []
  const rows = JSON.stringify(really)
  if (!options.trial) {
    await writeRevisions(tx, rows)
    await writeStories(tx, rows, options.raiseVersion ?? false)
  }
  return publish(tx, rows, [...new Set(really.flatMap(({ before, after }) => [...before, ...after]))])
}

const changed = (rows: string) => Prisma.sql`
  select * from jsonb_to_recordset(${rows}::jsonb) as c("revisionId" uuid, "articleId" uuid, before int[], after int[])`

async function writeRevisions(tx: Tx, rows: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with c as (${changed(rows)})
    delete from revision_tag t using c where t.revision_id = c."revisionId" and t.tag_id <> all (c.after)`)
  await tx.$executeRaw(Prisma.sql`
    with c as (${changed(rows)})
    insert into revision_tag (revision_id, tag_id) select c."revisionId", u.id from c, unnest(c.after) as u(id) on conflict do nothing`)
}

/** A row that somebody is saving just now is left to them: they write the count of what they save. */
async function writeStories(tx: Tx, rows: string, raise: boolean): Promise<void> {
  if (raise)
    await tx.$executeRaw(Prisma.sql`
      with c as (${changed(rows)})
      update article a set version = a.version + 1 where a.id in (select c."articleId" from c)`)
  await tx.$executeRaw(Prisma.sql`
    with c as (${changed(rows)}),
    free as (select a.id from article a join c on c."revisionId" = a.head_revision_id
      where a.tag_count <> cardinality(c.after) order by a.id for update of a skip locked)
    update article a set tag_count = cardinality(c.after) from c, free where a.id = free.id and c."revisionId" = a.head_revision_id`)
}

type Published = { number: number; slug: string; rel_tags: number[] }

async function publish(tx: Tx, rows: string, tagIds: readonly number[]): Promise<string[]> {
  const live = await tx.$queryRaw<Published[]>(Prisma.sql`
    with c as (${changed(rows)})
    select p.number, p.slug, p.rel_tags from c join article a on a.live_revision_id = c."revisionId" join published_article p on p.article_id = a.id
    order by p.number`)
  if (live.length === 0) return []
  const numbers = live.map((story) => story.number)
  const touched = await tx.$queryRaw<{ id: number; slug: string }[]>(
    Prisma.sql`select id, slug from tag where id = any (tags_and_broader(${[...tagIds]}::int[])) order by id`,
  )
  await fileOwnTags(tx, rows)
  await settlePoints(tx, tagIds)
  await rederiveStories(tx, numbers)
  await publishVocabulary(
    tx,
    touched.map((tag) => tag.id),
  )
  return [
    pageTag.news,
    pageTag.vocabulary,
    ...touched.map((tag) => pageTag.list(tag.slug)),
    ...live.flatMap((story) => [pageTag.address(story.slug), pageTag.shows(story.number)]),
    ...(await listsOf(tx, live)),
  ]
}

/** The lists that rest on a tag one of these stories related by, or relates by now. */
async function listsOf(tx: Tx, before: readonly Published[]): Promise<string[]> {
  if (before.length > LISTS_ONE_BY_ONE) return [pageTag.allRelated]
  const after = await tx.publishedArticle.findMany({
    where: { number: { in: before.map((story) => story.number) } },
    select: { relTags: true },
  })
  return [...new Set([...before.flatMap((story) => story.rel_tags), ...after.flatMap((story) => story.relTags)])].map(pageTag.relates)
}

/** What live stories carry themselves; what they inherit is worked out from it. */
async function fileOwnTags(tx: Tx, rows: string): Promise<void> {
  const own = Prisma.sql`
    c as (${changed(rows)}),
    l as (select p.number, p.first_published_at as at, c.after from c join article a on a.live_revision_id = c."revisionId"
      join published_article p on p.article_id = a.id)`
  await tx.$executeRaw(Prisma.sql`
    with ${own} delete from published_article_tag t using l where t.article_number = l.number and t.own and t.tag_id <> all (l.after)`)
  await tx.$executeRaw(Prisma.sql`
    with ${own} insert into published_article_tag (article_number, tag_id, own, first_published_at)
    select l.number, u.id, true, l.at from l, unnest(l.after) as u(id)
    on conflict (article_number, tag_id) do update set own = true where not published_article_tag.own`)
}

/** A tag refused for a story is refused under the other name too. Answers the stories for which that was new. */
export async function copyRefusals(tx: Tx, fromId: number, intoId: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    insert into refused_tag (article_id, tag_id, by_name, at)
    select article_id, ${intoId}::int, by_name, at from refused_tag where tag_id = ${fromId}::int on conflict do nothing
    returning article_id::text as id`)
  return rows.map((row) => row.id)
}

/** Takes `copyRefusals` back. */
export async function dropRefusals(tx: Tx, tagId: number, articleIds: readonly string[]): Promise<void> {
  await tx.refusedTag.deleteMany({ where: { tagId, articleId: { in: [...articleIds] } } })
}
