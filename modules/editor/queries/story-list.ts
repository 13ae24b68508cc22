import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { MISSED_AFTER_SECONDS } from '@/modules/articles/schedule-health'
import type { StoryListItem, StoryListPage } from '@/modules/articles/views'
import { deadEndIds } from '@/modules/related/queries/related-map'
import { type Review, stageOf } from '@/modules/workflow/stages'
import type { State } from '@/modules/workflow/states'
import { headlineQuery, type ListedStage, SHOWS, type StoryFilter, type StoryShow, type StorySort } from '../story-filter'
import { likelyAlone } from './likely-alone'

/** Rows on one page of the newsroom's list. */
const STORIES_PER_PAGE = 50
const DESK_FIRST = 3
const PUBLISHED_LATELY = 6

/** The newsroom's stories by their newest words, filtered and in the order asked for. Pages count from 1. */
export async function listStories(actor: Actor, filter: StoryFilter, now = new Date()): Promise<StoryListPage> {
  permit(actor, 'article.read')
  const where = await conditions(actor, filter, now)
  const skip = (filter.page - 1) * STORIES_PER_PAGE
  const [[count], found] = await Promise.all([
    db.$queryRaw<{ total: number }[]>(Prisma.sql`select count(*)::int as total from article a where ${where}`),
    db.$queryRaw<{ id: string }[]>(
      Prisma.sql`select a.id::text as id from article a where ${where} order by ${ORDERS[filter.sort]}, a.number desc limit ${STORIES_PER_PAGE} offset ${skip}`,
    ),
  ])
  const total = count?.total ?? 0
  const items = await itemsOf(found.map((row) => row.id))
  return { items, total, page: filter.page, pages: Math.max(1, Math.ceil(total / STORIES_PER_PAGE)) }
}

/** The ids of everything the filter finds, last changed first, at most `limit`. */
export async function listFoundIds(actor: Actor, filter: StoryFilter, limit: number, now = new Date()): Promise<string[]> {
  permit(actor, 'article.read')
  const where = await conditions(actor, filter, now)
  const found = await db.$queryRaw<{ id: string }[]>(
    Prisma.sql`select a.id::text as id from article a where ${where} order by a.updated_at desc, a.number desc limit ${limit}`,
  )
  return found.map((row) => row.id)
}

const ORDERS: Record<StorySort, Prisma.Sql> = {
  changed: Prisma.sql`a.updated_at desc`,
  published: Prisma.sql`a.first_published_at desc nulls last`,
  headline: Prisma.sql`a.headline`,
}

const SIGNS = /[^\p{L}\p{N}\s]/u

const WAITS = Prisma.sql`exists (select from schedule s where s.article_id = a.id and s.state = 'waiting' and s.act = 'publish')`

/** As `stageOf` has it; "live" holds those that were updated too. */
const STAGED: Record<ListedStage, Prisma.Sql> = {
  draft: Prisma.sql`a.state = 'draft' and a.review = 'none' and not ${WAITS}`,
  'in-review': Prisma.sql`a.review = 'submitted' and not ${WAITS}`,
  approved: Prisma.sql`a.review = 'approved' and not ${WAITS}`,
  scheduled: WAITS,
  live: Prisma.sql`a.state = 'live'`,
  withdrawn: Prisma.sql`a.state = 'withdrawn'`,
}

async function conditions(actor: Actor, { stage, show, q }: StoryFilter, now: Date): Promise<Prisma.Sql> {
  const query = headlineQuery(q)
  const all = [
    openStoriesSql(actor, now),
    ...(stage ? [STAGED[stage]] : []),
    ...(show ? [await shownBy(actor, show, now)] : []),
    ...(query === '' ? [] : [Prisma.sql`to_tsvector('simple', a.headline) @@ to_tsquery('simple', ${query})`]),
    // Signs mean themselves, and so do the words beside them.
    ...(SIGNS.test(q) ? [Prisma.sql`position(lower(${q}) in lower(a.headline)) > 0`] : []),
  ]
  return Prisma.join(
    all.map((one) => Prisma.sql`(${one})`),
    ' and ',
  )
}

async function shownBy(actor: Actor, show: StoryShow, now: Date): Promise<Prisma.Sql> {
  const self = actor.kind === 'person' ? actor.id : null
  if (show === 'alone') return Prisma.sql`a.id = any (${await aloneIds(actor, now)}::uuid[])`
  return WAITING[show](Prisma.sql`${self}::uuid`, now)
}

const WAITING: Record<Exclude<StoryShow, 'alone'>, (self: Prisma.Sql, now: Date) => Prisma.Sql> = {
  failed: () => Prisma.sql`a.id in (select s.article_id from schedule s
    where s.state = 'failed' or (s.state = 'waiting' and s.due_at < clock_timestamp() - make_interval(secs => ${MISSED_AFTER_SECONDS}::int)))`,
  'left-times': () => Prisma.sql`a.id in (select s.article_id from schedule s
    where s.state = 'waiting' and s.created_by_id in (select u.id from user_account u where not u.active))`,
  asked: (self) => Prisma.sql`a.review = 'submitted' and ${self} = any (a.submitted_to_ids)`,
  review: (self) =>
    Prisma.sql`a.review = 'submitted' and a.submitted_by_id is distinct from ${self} and (${self} = any (a.submitted_to_ids)) is not true`,
  returned: (self) => Prisma.sql`a.returned_note is not null and (a.submitted_by_id = ${self} or a.created_by_id = ${self})`,
  approved: () => Prisma.sql`a.review = 'approved' and not ${WAITS}`,
  unreviewed: () => Prisma.sql`a.unreviewed_since is not null`,
  reminders: (_, now) => Prisma.sql`a.remind_on <= ${londonIsoDay(now)}::date`,
  changed: () =>
    Prisma.sql`a.state = 'live' and a.head_revision_id is distinct from a.live_revision_id and a.review = 'none' and not ${WAITS}`,
  mine: (self) => Prisma.sql`a.state = 'draft' and a.review = 'none' and a.created_by_id = ${self} and not ${WAITS}`,
  others: (self) => Prisma.sql`a.state = 'draft' and a.review = 'none' and a.created_by_id is distinct from ${self} and not ${WAITS}`,
  untagged: () => Prisma.sql`a.state <> 'withdrawn' and a.tag_count = 0`,
  'no-alt': () => Prisma.sql`a.state <> 'withdrawn' and exists (
    select from revision r where r.id = a.head_revision_id and exists (select from revision_picture p where p.revision_id = r.id) and (
      (r.lead_picture ->> 'alt' = '' and (r.lead_picture ->> 'decorative')::boolean is not true)
      or jsonb_path_exists(r.body, '$.content[*] ? (@.type == "picture" && @.attrs.alt == "" && @.attrs.decorative != true)')))`,
}

/** Live stories whose related list is empty, as the map has them; while the worker's record is behind, the nearest to it. */
async function aloneIds(actor: Actor, now: Date): Promise<string[]> {
  return (await deadEndIds(actor, now)) ?? (await likelyAlone())
}

const listed = {
  id: true,
  number: true,
  version: true,
  state: true,
  review: true,
  slug: true,
  headline: true,
  headRevisionId: true,
  liveRevisionId: true,
  updatedAt: true,
  firstPublishedAt: true,
  republishedAt: true,
  unreviewedSince: true,
  sensitive: true,
  embargoUntil: true,
  createdById: true,
  headRevision: { select: { createdByName: true, tags: { select: { tag: { select: { slug: true, label: true, type: true } } } } } },
  schedules: { where: { state: 'waiting' }, select: { act: true, dueAt: true }, orderBy: { dueAt: 'asc' } },
} as const satisfies Prisma.ArticleSelect

/** These stories as rows, in this order. The caller has asked who may open them. */
async function itemsOf(ids: readonly string[]): Promise<StoryListItem[]> {
  const rows = await db.article.findMany({ where: { id: { in: [...ids] } }, select: listed })
  const byId = new Map(rows.map((row) => [row.id, listItem(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function listItem(row: Prisma.ArticleGetPayload<{ select: typeof listed }>): StoryListItem {
  const { headRevision, headRevisionId, liveRevisionId, republishedAt, schedules, ...article } = row
  const state = article.state as State
  const hasUnpublishedChanges = state === 'live' && headRevisionId !== liveRevisionId
  const publish = schedules.find(({ act }) => act === 'publish')
  const wasUpdated = republishedAt !== null && article.firstPublishedAt !== null && republishedAt > article.firstPublishedAt
  const position = { state, review: article.review as Review, publishWaits: publish !== undefined, hasUnpublishedChanges, wasUpdated }
  return {
    ...article,
    state,
    ...stageOf(position),
    hasUnpublishedChanges,
    scheduledFor: publish?.dueAt ?? null,
    tags: (headRevision?.tags ?? []).map(({ tag }) => tag).sort((a, b) => a.label.localeCompare(b.label, 'en-GB')),
    updatedByName: headRevision?.createdByName ?? '',
  }
}

export type DeskList = { show: StoryShow; total: number; first: StoryListItem[] }

/** What needs a hand, most urgent first; a list with nothing in it is there with total 0. */
export async function readDesk(actor: Actor, now = new Date()): Promise<{ lists: DeskList[]; published: StoryListItem[] }> {
  permit(actor, 'article.read')
  const open = openStoriesSql(actor, now)
  const [lately, ...lists] = await Promise.all([
    db.$queryRaw<{ id: string }[]>(
      Prisma.sql`select a.id::text as id from article a where a.state = 'live' and ${open} order by a.republished_at desc limit ${PUBLISHED_LATELY}`,
    ),
    ...SHOWS.map((show) => deskList(actor, show, now)),
  ])
  return { lists, published: await itemsOf(lately.map((row) => row.id)) }
}

async function deskList(actor: Actor, show: StoryShow, now: Date): Promise<DeskList> {
  const where = await conditions(actor, { stage: null, show, q: '', sort: 'changed', page: 1 }, now)
  const rows = await db.$queryRaw<{ id: string; total: number }[]>(Prisma.sql`
    select a.id::text as id, (count(*) over ())::int as total from article a where ${where} order by a.updated_at desc, a.number desc limit ${DESK_FIRST}`)
  return { show, total: rows[0]?.total ?? 0, first: await itemsOf(rows.map((row) => row.id)) }
}
