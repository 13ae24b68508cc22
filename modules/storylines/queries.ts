import 'server-only'
import { db, Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import { literally } from '@/lib/text'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStories, openStoriesSql } from '@/modules/access/queries/open-stories'
import type { State } from '@/modules/workflow/states'
import { inOrder } from './order'
import type { StorylineDetail, StorylineListItem, StorylineMember } from './views'

type Row = StorylineListItem & { summary: string; version: number; tagVersion: number; sequence: string[] }

/** Every tag of type storyline with what is said of it and its use; the defaults where nothing was ever said. */
async function storylines(slug: string | null): Promise<Row[]> {
  return db.$queryRaw<Row[]>(Prisma.sql`
    select t.id as "tagId", t.slug, t.label, t.version as "tagVersion", coalesce(s.summary, '') as summary, coalesce(s.version, 0) as version,
      coalesce(s.open, true) as open, coalesce(s.by_hand, false) as "byHand", coalesce(s.sequence, '{}')::text[] as sequence,
      (select count(*)::int from published_article_tag p where p.tag_id = t.id and p.own) as live,
      (select count(*)::int from article a join revision_tag r on r.revision_id = a.head_revision_id
        where r.tag_id = t.id and a.state <> 'live') as "notLive",
      (select max(p.first_published_at) from published_article_tag p where p.tag_id = t.id and p.own) as "lastPublishedAt"
    from tag t left join storyline s on s.tag_id = t.id
    where t.type = 'storyline' and (${slug}::text is null or t.slug = ${slug})
    order by coalesce(s.open, true) desc, "lastPublishedAt" desc nulls last, t.label, t.id`)
}

/** The newsroom’s storylines: those that go on first, the one with the newest story on top. */
export async function listStorylines(actor: Actor): Promise<StorylineListItem[]> {
  permit(actor, 'article.read')
  return (await storylines(null)).map(({ summary: _, version: __, tagVersion: ___, sequence: ____, ...row }) => row)
}

type MemberRow = { id: string; number: number; headline: string; state: string; at: Date | null; inHead: boolean; inLive: boolean }

/** One storyline with its stories: those that readers find in it, and those whose newest save carries the tag. Throws NotFound. */
export async function getStoryline(actor: Actor, slug: string): Promise<StorylineDetail> {
  permit(actor, 'article.read')
  const [row] = await storylines(slug)
  if (!row) throw new NotFound('There is no such storyline.')
  const { sequence, ...detail } = row
  const rows = await db.$queryRaw<MemberRow[]>(Prisma.sql`
    select a.id::text, a.number, h.headline, a.state, coalesce(a.first_published_at, h.story_date) as at,
      bool_or(r.revision_id = a.head_revision_id) as "inHead", bool_or(r.revision_id is not distinct from a.live_revision_id) as "inLive"
    from revision_tag r join article a on r.revision_id in (a.head_revision_id, a.live_revision_id)
    join revision h on h.id = a.head_revision_id
    where r.tag_id = ${row.tagId} and ${openStoriesSql(actor)} group by a.id, a.number, h.headline, a.state, a.first_published_at, h.story_date`)
  const members = inOrder(
    rows.map((one) => ({ ...one, key: one.id })),
    { byHand: row.byHand, sequence },
  )
  return { ...detail, members: members.map(memberOf) }
}

function memberOf({ id, headline, state, at, inHead, inLive }: MemberRow): StorylineMember {
  const waiting = state !== 'live' || inHead === inLive ? null : inHead ? 'added' : 'removed'
  return { id, headline, state: state as State, at, reading: inLive, waiting }
}

/** A story that can be added to a storyline. */
export type FoundStory = { id: string; headline: string; state: State; at: Date | null }

const FOUND_MAX = 10

/** Stories whose headline holds `words` and that do not carry the tag yet, the newest first and drafts last; at most ten. */
export async function findStoriesToAdd(actor: Actor, { tagId, words }: { tagId: number; words: string }): Promise<FoundStory[]> {
  permit(actor, 'article.read')
  if (words.trim() === '') return []
  const rows = await db.article.findMany({
    where: {
      headRevision: { headline: { contains: literally(words.trim()), mode: 'insensitive' }, tags: { none: { tagId } } },
      AND: [openStories(actor)],
    },

    orderBy: [{ firstPublishedAt: { sort: 'desc', nulls: 'last' } }, { number: 'desc' }],
    take: FOUND_MAX,
    select: { id: true, state: true, firstPublishedAt: true, headRevision: { select: { headline: true } } },
  })
  return rows.map((row) => ({
    id: row.id,
    headline: row.headRevision?.headline ?? '',
    state: row.state as State,
    at: row.firstPublishedAt,
  }))
}

/** An area several of whose newest stories belong to no storyline. */
export type Untold = { slug: string; label: string; stories: number }

const NEWEST_LOOKED_AT = 12
const UNTOLD_FROM = 3
const UNTOLD_MAX = 5

/**
 * Areas of whose twelve newest live stories three or more belong to no storyline, the most first; at most five. It looks
 * at a few stories of each area, however many there are.
 */
export async function areasWithoutStoryline(actor: Actor): Promise<Untold[]> {
  permit(actor, 'article.read')
  return db.$queryRaw<Untold[]>(Prisma.sql`
    select t.slug, t.label, count(*)::int as stories from tag t
    cross join lateral (
      select p.article_number from published_article_tag p where p.tag_id = t.id and p.own
      order by p.first_published_at desc, p.article_number desc limit ${NEWEST_LOOKED_AT}) newest
    where t.type = 'area' and not exists (
      select from published_article_tag s join tag l on l.id = s.tag_id and l.type = 'storyline' where s.article_number = newest.article_number)
    group by t.id having count(*) >= ${UNTOLD_FROM} order by 3 desc, t.label limit ${UNTOLD_MAX}`)
}
