import 'server-only'
import { db, type Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory, openStories } from '@/modules/access/queries/open-stories'
import type { Body } from '@/modules/articles/body'
import { CLOSE_LIKENESS } from '@/modules/articles/close-headline'
import { headlineKey } from '@/modules/articles/headline-key'
import { storiesByHeadlineKey } from '@/modules/articles/queries'
import { closestStory } from '@/modules/articles/queries/close-stories'
import { isStoryId } from '@/modules/articles/rules'
import type { StoryListItem, StoryListPage, StoryTag } from '@/modules/articles/views'
import { previewRelated } from '@/modules/related/queries'
import { deadEndIds } from '@/modules/related/queries/related-map'
import { RELATING_TYPES } from '@/modules/tags/tag-types'
import type { State } from '@/modules/workflow/states'
import type { EditorRelated, LeftOutBy } from './related-answer'
import type { MatchHeadlinesInput, PreviewRelatedInput } from './schema'
import type { StoryFilter, StoryShow } from './story-filter'

/** `close`: where nothing has this headline, the story of nearly this one, to be confirmed. */
export type HeadlineMatch = {
  headline: string
  target: { id: string; headline: string; live: boolean } | null
  close: { id: string; headline: string } | null
}

/**
 * The story that each headline of a hand-made list means, in the order given; `target` is null for one that has to
 * wait. Quotation marks, dashes, case and punctuation make no difference. A live story wins over a draft; none means
 * `articleId`, the story being written (null before its first save).
 */
export async function matchHeadlines(actor: Actor, { articleId, headlines }: MatchHeadlinesInput): Promise<HeadlineMatch[]> {
  permit(actor, 'article.read')
  const self = articleId ?? undefined
  const found = await storiesByHeadlineKey(db, actor, headlines.map(headlineKey), self)
  return Promise.all(
    headlines.map(async (headline) => {
      const target = found.get(headlineKey(headline))
      if (target) return { headline, target: { id: target.id, headline: target.headline, live: target.live }, close: null }
      const close = await closestStory(db, actor, headline, CLOSE_LIKENESS, self)
      return { headline, target: null, close: close && { id: close.id, headline: close.headline } }
    }),
  )
}

/** The list as readers would see it, with the id of each story in it, and the stories that leave this one out. */
export async function previewForEditor(actor: Actor, input: PreviewRelatedInput, now: Date): Promise<EditorRelated> {
  const [links, leftOutBy] = await Promise.all([previewRelated(actor, input, now), leavingOut(input.articleId)])
  const numbers = links.flatMap((link) => (link.kind === 'story' ? link.number : []))
  const rows = await db.publishedArticle.findMany({ where: { number: { in: numbers } }, select: { number: true, articleId: true } })
  return { links, ids: Object.fromEntries(rows.map((row) => [row.number, row.articleId])), leftOutBy }
}

async function leavingOut(articleId: string | null): Promise<LeftOutBy[]> {
  if (articleId === null) return []
  return db.$queryRaw<LeftOutBy[]>`
    select p.article_id::text as id, p.slug, p.headline from article own
    join published_exclusion e on e.target_number = own.number join published_article p on p.number = e.article_number
    where own.id = ${articleId}::uuid order by p.headline, p.number`
}

/** Rows on one page of the newsroom's list. */
const STORIES_PER_PAGE = 50

/** The newsroom's stories by their newest words, filtered and in the order asked for. Pages count from 1. */
export async function listStories(actor: Actor, filter: StoryFilter): Promise<StoryListPage> {
  permit(actor, 'article.read')
  const where = await whereOf(actor, filter)
  const [total, rows] = await Promise.all([
    db.article.count({ where }),
    db.article.findMany({
      where,
      orderBy: [...ORDERS[filter.sort], { number: 'desc' }],
      skip: (filter.page - 1) * STORIES_PER_PAGE,
      take: STORIES_PER_PAGE,
      select: listed,
    }),
  ])
  return { items: rows.map(listItem), total, page: filter.page, pages: Math.max(1, Math.ceil(total / STORIES_PER_PAGE)) }
}

const ORDERS: Record<StoryFilter['sort'], Prisma.ArticleOrderByWithRelationInput[]> = {
  changed: [{ updatedAt: 'desc' }],
  published: [{ firstPublishedAt: { sort: 'desc', nulls: 'last' } }],
  headline: [{ headRevision: { headline: 'asc' } }],
}

async function whereOf(actor: Actor, { state, show, q }: StoryFilter): Promise<Prisma.ArticleWhereInput> {
  return {
    AND: [openStories(actor)],
    ...(state && { state }),
    ...(show && (await shownBy(actor, show))),
    // "%" and "_" mean something to LIKE; here they are what was typed.
    ...(q !== '' && { headRevision: { headline: { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } } }),
  }
}

async function shownBy(actor: Actor, show: StoryShow): Promise<Prisma.ArticleWhereInput> {
  const self = actor.kind === 'person' ? actor.id : null
  if (show === 'mine') return { state: 'draft', createdById: self }
  if (show === 'others') return { state: 'draft', OR: [{ createdById: null }, ...(self ? [{ createdById: { not: self } }] : [])] }
  const ids = show === 'changed' ? await changedIds() : await aloneIds(actor)
  return { id: { in: ids } }
}

/** Live stories whose newest words readers do not have yet. */
async function changedIds(): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id::text as id from article where state = 'live' and head_revision_id is distinct from live_revision_id order by updated_at desc limit 1000`
  return rows.map((row) => row.id)
}

/**
 * Live stories whose related list is empty, as the map has them. While the worker's record is behind, the nearest that
 * can be said without it: no tag that can relate stories is on them and on another live story, each carrying it itself,
 * and they have no link made by hand.
 */
async function aloneIds(actor: Actor): Promise<string[]> {
  const exact = await deadEndIds(actor, new Date())
  if (exact) return exact
  const rows = await db.$queryRaw<{ id: string }[]>`
    select p.article_id::text as id from published_article p
    where not exists (
        select 1 from published_article_tag mine join published_tag t on t.id = mine.tag_id
        join published_article_tag other on other.tag_id = mine.tag_id and other.own and other.article_number <> mine.article_number
        where mine.article_number = p.number and mine.own
          and t.type = any (${RELATING_TYPES}::text[]) and t.points > 0 and not t.do_not_relate)
      and not exists (select 1 from published_pin pin where pin.article_number = p.number)
      and not exists (select 1 from published_external_link l where l.article_number = p.number and not l.dead)
    order by p.first_published_at desc limit 1000`
  return rows.map((row) => row.id)
}

const listed = {
  id: true,
  number: true,
  state: true,
  slug: true,
  headRevisionId: true,
  liveRevisionId: true,
  updatedAt: true,
  firstPublishedAt: true,
  createdById: true,
  headRevision: {
    select: { headline: true, createdByName: true, tags: { select: { tag: { select: { slug: true, label: true, type: true } } } } },
  },
} as const satisfies Prisma.ArticleSelect

function listItem(row: Prisma.ArticleGetPayload<{ select: typeof listed }>): StoryListItem {
  const { headRevision, headRevisionId, liveRevisionId, ...article } = row
  return {
    ...article,
    state: article.state as State,
    headline: headRevision?.headline ?? '',
    hasUnpublishedChanges: article.state === 'live' && headRevisionId !== liveRevisionId,
    tags: (headRevision?.tags ?? []).map(({ tag }) => tag).sort((a, b) => a.label.localeCompare(b.label, 'en-GB')),
    updatedByName: headRevision?.createdByName ?? '',
  }
}

export type DeskList = { show: StoryShow; total: number; first: StoryListItem[] }

/** What needs a hand, most urgent first; a list with nothing in it is there with total 0. */
export async function readDesk(actor: Actor): Promise<{ lists: DeskList[]; published: StoryListItem[] }> {
  permit(actor, 'article.read')
  const shows: StoryShow[] = ['changed', 'mine', 'alone', 'others']
  const lists = await Promise.all(shows.map((show) => deskList(actor, show)))
  const published = await db.article.findMany({
    where: { state: 'live', AND: [openStories(actor)] },
    orderBy: [{ republishedAt: 'desc' }],
    take: 6,
    select: listed,
  })
  return { lists, published: published.map(listItem) }
}

async function deskList(actor: Actor, show: StoryShow): Promise<DeskList> {
  const where = { AND: [openStories(actor), await shownBy(actor, show)] }
  const [total, rows] = await Promise.all([
    db.article.count({ where }),
    db.article.findMany({ where, orderBy: [{ updatedAt: 'desc' }], take: 3, select: listed }),
  ])
  return { show, total, first: rows.map(listItem) }
}

export type RevisionView = {
  number: number
  headline: string
  standfirst: string
  body: Body
  byline: string
  createdAt: Date
  createdByName: string
  tags: StoryTag[]
}

/** One stored text of a story. Throws NotFound. */
export async function getRevision(actor: Actor, articleId: string, number: number): Promise<RevisionView> {
  permit(actor, 'article.read')
  const row = isStoryId(articleId)
    ? await db.revision.findUnique({
        where: { articleId_number: { articleId, number } },
        select: {
          number: true,
          headline: true,
          standfirst: true,
          body: true,
          byline: true,
          createdAt: true,
          createdByName: true,
          article: { select: { id: true, sensitive: true, embargoUntil: true } },
          tags: { select: { tag: { select: { slug: true, label: true, type: true } } } },
        },
      })
    : null
  if (!row || !(await mayOpenStory(db, actor, row.article))) throw new NotFound('There is no such version of this story.')
  const { article: _, ...revision } = row
  return { ...revision, body: row.body as Body, tags: row.tags.map(({ tag }) => tag) }
}
