import 'server-only'
import { publishedDb } from '@/lib/published-db'
import { COMBINATION_LINKED_FROM, type Combination, type CombinedTag, combinationOf, offeredBeside } from './combination'
import type { PublicTag, TagBeside, TagStanding } from './views'

const select = {
  id: true,
  slug: true,
  label: true,
  type: true,
  description: true,
  aliases: true,
  broaderId: true,
  articleCount: true,
} as const

type Row = {
  id: number
  slug: string
  label: string
  type: string
  description: string
  aliases: string[]
  broaderId: number | null
  articleCount: number
}

async function withBroader(rows: Row[]): Promise<PublicTag[]> {
  const broader = await publishedDb.publishedTag.findMany({
    where: { id: { in: [...new Set(rows.flatMap((row) => row.broaderId ?? []))] } },
    select: { id: true, slug: true, label: true },
  })
  return rows.map(({ broaderId, ...row }) => {
    const above = broader.find((tag) => tag.id === broaderId)
    return { ...row, broader: above ? { slug: above.slug, label: above.label } : null }
  })
}

/** A tag that live stories carry, own or inherited; null for any other, also for one that only drafts carry. */
export async function findPublishedTag(slug: string): Promise<PublicTag | null> {
  const row = await publishedDb.publishedTag.findUnique({ where: { slug }, select })
  return row ? ((await withBroader([row]))[0] ?? null) : null
}

/** The address of the page that an old address of a tag leads to; null where it leads nowhere. Never to a further old one. */
export async function findMovedTag(slug: string): Promise<string | null> {
  const row = await publishedDb.publishedTagRedirect.findUnique({ where: { oldSlug: slug }, select: { slug: true } })
  return row?.slug ?? null
}

/** As `findPublishedTag`, also by an address that the tag, or one merged into it, once had: for programs that keep asking. */
export async function findTagByAnySlug(slug: string): Promise<PublicTag | null> {
  const tag = await findPublishedTag(slug)
  const moved = tag ? null : await findMovedTag(slug)
  return moved === null ? tag : findPublishedTag(moved)
}

const NO_STANDING: TagStanding = {
  intro: '',
  startsOn: null,
  endsOn: null,
  retired: false,
  pinnedNumber: null,
  successors: [],
  predecessors: [],
}

/** What a tag's page says beside its stories. */
export async function tagStanding(id: number): Promise<TagStanding> {
  const [row] = await publishedDb.$queryRaw<TagStanding[]>`
    select t.intro, t.starts_on as "startsOn", t.ends_on as "endsOn", t.retired,
      (select p.article_number from published_article_tag p where p.tag_id = t.id and p.article_number = t.pinned_number) as "pinnedNumber",
      (select coalesce(json_agg(json_build_object('slug', s.slug, 'label', s.label) order by s.label), '[]')
        from published_tag s where s.id = any (t.successors)) as successors,
      (select coalesce(json_agg(json_build_object('slug', b.slug, 'label', b.label) order by b.label), '[]')
        from published_tag b where t.id = any (b.successors)) as predecessors
    from published_tag t where t.id = ${id}`
  return row ?? NO_STANDING
}

/**
 * What the page of an area leads on to: as `tagStanding` says of its tag, and, since areas have pages without stories too, all of
 * the areas that took its place or whose place it took. `id`: of its tag where live stories carry it; null where none does.
 */
export async function areaStanding(slug: string, id: number | null): Promise<TagStanding> {
  const [own, rows] = await Promise.all([
    id === null ? NO_STANDING : tagStanding(id),
    publishedDb.$queryRaw<Pick<TagStanding, 'startsOn' | 'endsOn' | 'successors' | 'predecessors'>[]>`
      select starts_on as "startsOn", ends_on as "endsOn", successors, predecessors from published_area_standing where slug = ${slug}`,
  ])
  const [area] = rows
  if (!area) return own
  const { successors, predecessors, ...days } = area
  return { ...own, ...days, successors: each(own.successors, successors), predecessors: each(own.predecessors, predecessors) }
}

type Named = { slug: string; label: string }
const each = (some: readonly Named[], others: readonly Named[]): Named[] => [
  ...some,
  ...others.filter(({ slug }) => !some.some((one) => one.slug === slug)),
]

/** The vocabulary as far as live stories use it, by type and label. */
export async function listPublishedTags(): Promise<PublicTag[]> {
  return withBroader(await publishedDb.publishedTag.findMany({ select, orderBy: [{ type: 'asc' }, { label: 'asc' }, { id: 'asc' }] }))
}

/**
 * What the address of two tags stands for, by present or former slugs: the pair in its order, where it is instead, or nothing.
 * Whether a live story carries both, its list says.
 */
export async function findCombination(slug: string, other: string): Promise<Combination> {
  const rows = await publishedDb.$queryRaw<(CombinedTag & { asked: string; above: number[] })[]>`
    select w.asked, t.id, t.slug, t.label, t.type, array(
      with recursive above(id) as (select t.broader_id where t.broader_id is not null
        union select b.broader_id from published_tag b join above on b.id = above.id where b.broader_id is not null)
      select id from above) as above
    from unnest(array[${slug}, ${other}]::text[]) w(asked)
    join published_tag t on t.slug = coalesce((select r.slug from published_tag_redirect r where r.old_slug = w.asked
      and not exists (select from published_tag p where p.slug = w.asked)), w.asked)`
  const named = (asked: string) => rows.find((row) => row.asked === asked) ?? null
  return combinationOf({ slug, other }, named(slug), named(other))
}

/** Newest stories of a tag in which others are looked for beside it: a tag of a large newsroom has tens of thousands. */
const STORIES_LOOKED_AT = 400
const BESIDE_MAX = 8

/**
 * Tags that at least two live stories of `tag` carry too, the most frequent first, then by label. `stories` is null where
 * the tag has more stories than were looked at.
 */
export async function tagsBeside(tag: { id: number; type: string; articleCount: number }): Promise<TagBeside[]> {
  const types = [...offeredBeside(tag.type)]
  if (types.length === 0) return []
  const rows = await publishedDb.$queryRaw<{ slug: string; label: string; type: string; stories: number }[]>`
    with recursive above(id) as (select broader_id from published_tag where id = ${tag.id} and broader_id is not null
      union select b.broader_id from published_tag b join above on b.id = above.id where b.broader_id is not null),
    below(id) as (select id from published_tag where broader_id = ${tag.id}
      union select b.id from published_tag b join below on b.broader_id = below.id),
    newest as materialized (select article_number from published_article_tag where tag_id = ${tag.id}
      order by first_published_at desc, article_number desc limit ${STORIES_LOOKED_AT})
    select t.slug, t.label, t.type, count(*)::int as stories
    from newest n join published_article_tag f on f.article_number = n.article_number and f.tag_id <> ${tag.id}
    join published_tag t on t.id = f.tag_id and t.type = any (${types}::text[]) and not t.do_not_relate and not t.retired
    where t.id not in (select id from above) and t.id not in (select id from below)
    group by t.id having count(*) >= ${COMBINATION_LINKED_FROM}
    order by stories desc, t.label, t.id limit ${BESIDE_MAX}`
  const exact = tag.articleCount <= STORIES_LOOKED_AT
  return rows.map((row) => ({ ...row, stories: exact ? row.stories : null }))
}
