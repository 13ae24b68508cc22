import 'server-only'
import { db, Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { bulkActSchema } from '../bulk-input'
import type { BulkAsked } from '../bulk-plan'
import type { BulkDetail, BulkFailed, BulkListItem, BulkProgress, BulkStalled, BulkState, BulkStory, BulkTag } from '../bulk-views'
import { faultWords } from '../bulk-words'

const STORIES_SHOWN = 50
const LISTED = 20
const isBulkId = (id: string): boolean => bulkActSchema.safeParse({ id }).success

/** How far an operation is. Throws NotFound. */
export async function readBulkProgress(actor: Actor, id: string): Promise<BulkProgress> {
  permit(actor, 'tag.edit')
  const row = isBulkId(id)
    ? await db.tagOperation.findFirst({ where: { id, kind: 'bulk' }, select: { state: true, total: true, done: true } })
    : null
  if (!row) throw new NotFound('There is no such change of tags.')
  return { ...row, state: row.state as BulkState }
}

/** One operation with the first stories it changes. Stories that this person may not open are counted and not named. Throws NotFound. */
export async function getBulk(actor: Actor, id: string): Promise<BulkDetail> {
  permit(actor, 'tag.edit')
  const row = isBulkId(id) ? await db.tagOperation.findFirst({ where: { id, kind: 'bulk' } }) : null
  if (!row) throw new NotFound('There is no such change of tags.')
  const asked = row.asked as BulkAsked
  const [chosen, stories, skipped, failed, tags, states, changed] = await Promise.all([
    labelsOf([...asked.add, ...asked.remove]),
    firstStories(actor, id),
    skippedStories(actor, asked.skipped),
    failedStories(actor, id),
    tagCounts(id),
    stateCounts(id),
    changedStories(id),
  ])
  const named = (ids: readonly number[]): BulkTag[] => ids.flatMap((tag) => chosen.get(tag) ?? [])
  return {
    id,
    state: row.state as BulkState,
    total: row.total,
    done: row.done,
    words: asked.words,
    add: named(asked.add),
    remove: named(asked.remove),
    found: asked.found,
    same: asked.same,
    skippedInAll: asked.skippedInAll,
    skipped,
    bad: asked.bad,
    badInAll: asked.badInAll,
    changed,
    states,
    tags,
    stories,
    by: row.createdByName,
    at: row.createdAt,
    endedAt: row.endedAt,
    undoneAt: row.undoneAt,
    undoneBy: row.undoneByName,
    failure: row.failure,
    failed: failed.items,
    failedInAll: failed.total,
  }
}

/** Operations that stopped because of something that went wrong, and that nobody has seen to, oldest first. None for those who may not look at them. */
export async function listStalledBulk(actor: Actor): Promise<BulkStalled[]> {
  permit(actor, 'article.read')
  if (!can(actor, 'tag.edit')) return []
  const rows = await db.tagOperation.findMany({
    where: { kind: 'bulk', state: 'stopped', failure: { not: null } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: LISTED,
    select: { id: true, asked: true, failure: true, createdByName: true, endedAt: true },
  })
  return rows.map(({ id, asked, failure, createdByName, endedAt }) => {
    return { id, words: (asked as BulkAsked).words, failure: failure ?? '', by: createdByName, at: endedAt }
  })
}

/** The newest operations that were begun, newest first. */
export async function listBulk(actor: Actor): Promise<BulkListItem[]> {
  permit(actor, 'tag.edit')
  const rows = await db.tagOperation.findMany({
    where: { kind: 'bulk', state: { not: 'planned' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: LISTED,
  })
  const asked = rows.map((row) => row.asked as BulkAsked)
  const labels = await labelsOf(asked.flatMap(({ add, remove }) => [...add, ...remove]))
  const named = (ids: readonly number[] = []) => ids.flatMap((tag) => labels.get(tag)?.label ?? [])
  return rows.map(({ id, state, total, done, createdByName, createdAt }, at) => ({
    id,
    state: state as BulkState,
    total,
    done,
    words: asked[at]?.words ?? '',
    add: named(asked[at]?.add),
    remove: named(asked[at]?.remove),
    by: createdByName,
    at: createdAt,
  }))
}

async function labelsOf(ids: readonly number[]): Promise<Map<number, BulkTag>> {
  const rows = await db.tag.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, slug: true, label: true } })
  return new Map(rows.map(({ id, ...tag }) => [id, tag]))
}

/** Of a story with two texts the newest one is shown; the newest is what an editor would look at. */
const firstStories = (actor: Actor, id: string): Promise<BulkStory[]> =>
  db.$queryRaw<BulkStory[]>(Prisma.sql`
    with filed as materialized (
      select distinct on (s.article_id) s.article_id, s.before, s.after from tag_operation_story s join revision r on r.id = s.revision_id
      where s.operation_id = ${id}::uuid and s.before <> s.after order by s.article_id, r.number desc),
    shown as materialized (
      select a.id, a.headline, a.state, a.updated_at, f.before, f.after from filed f join article a on a.id = f.article_id
      where ${openStoriesSql(actor)} order by a.updated_at desc, a.number desc limit ${STORIES_SHOWN})
    select s.id::text as id, s.headline, s.state,
      array(select t.label from tag t where t.id = any (s.after) and t.id <> all (s.before) order by t.label) as added,
      array(select t.label from tag t where t.id = any (s.before) and t.id <> all (s.after) order by t.label) as removed,
      array(select t.label from tag t where t.id = any (s.before) and t.id = any (s.after) order by t.label) as kept
    from shown s order by s.updated_at desc, s.id`)

async function skippedStories(actor: Actor, skipped: BulkAsked['skipped']): Promise<BulkDetail['skipped']> {
  const ids = skipped.map(({ articleId }) => articleId)
  const rows = await db.$queryRaw<{ id: string; headline: string }[]>(Prisma.sql`
    select a.id::text as id, a.headline from article a where a.id = any (${ids}::uuid[]) and ${openStoriesSql(actor)}`)
  const headlines = new Map(rows.map((row) => [row.id, row.headline]))
  return skipped.flatMap(({ articleId, why }) => {
    const headline = headlines.get(articleId)
    return headline === undefined ? [] : [{ id: articleId, headline, why }]
  })
}

type FailedRow = { id: string; headline: string; why: string; open: boolean; total: number }

/** What could not be changed, and what happened to it. Of a closed story only that there is one. */
async function failedStories(actor: Actor, id: string): Promise<{ items: BulkFailed[]; total: number }> {
  const rows = await db.$queryRaw<FailedRow[]>(Prisma.sql`
    select a.id::text as id, a.headline, f.why, ${openStoriesSql(actor)} as open, (count(*) over ())::int as total
    from (select article_id, max(failure) as why from tag_operation_story where operation_id = ${id}::uuid and failure is not null group by 1) f
    join article a on a.id = f.article_id order by open desc, a.updated_at desc, a.id limit ${STORIES_SHOWN}`)
  const items = rows.map(({ open, id: storyId, headline, why }) =>
    open ? { story: { id: storyId, headline }, why: faultWords(why) } : { story: null, why: '' },
  )
  return { items, total: rows[0]?.total ?? 0 }
}

const tagCounts = (id: string): Promise<BulkDetail['tags']> =>
  db.$queryRaw<BulkDetail['tags']>(Prisma.sql`
    with moved as (
      select s.article_id, u.id, true as given from tag_operation_story s, unnest(s.after) as u(id)
      where s.operation_id = ${id}::uuid and u.id <> all (s.before)
      union select s.article_id, u.id, false from tag_operation_story s, unnest(s.before) as u(id)
      where s.operation_id = ${id}::uuid and u.id <> all (s.after))
    select t.label, count(*) filter (where m.given)::int as given, count(*) filter (where not m.given)::int as taken
    from moved m join tag t on t.id = m.id group by t.id order by count(*) desc, t.label`)

const stateCounts = (id: string): Promise<BulkDetail['states']> =>
  db.$queryRaw<BulkDetail['states']>(Prisma.sql`
    select a.state, count(*)::int as stories from article a
    where a.id in (select s.article_id from tag_operation_story s where s.operation_id = ${id}::uuid) group by 1 order by 2 desc, 1`)

async function changedStories(id: string): Promise<number> {
  const [row] = await db.$queryRaw<{ stories: number }[]>(Prisma.sql`
    select count(distinct article_id)::int as stories from tag_operation_story where operation_id = ${id}::uuid and done_at is not null`)
  return row?.stories ?? 0
}
