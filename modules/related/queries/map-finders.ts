import 'server-only'
import { Prisma } from '@/lib/db'
import { RELATING_TYPES } from '@/modules/tags/tag-types'
import { BROAD_SHARE, BROAD_STORIES_MIN, HUB_LISTS_MIN, HUB_TIMES_AVERAGE, type MapSection, RELATING_TAGS_MIN } from '../map-words'

/** A section's stories: what finds them, and in which order. */
export type Finder = { found: Prisma.Sql; order?: Prisma.Sql }

/** In how many lists each story is. The worker takes a withdrawn story's list out, so that none has to be looked up. */
export const SHOWN = Prisma.sql`select u.number, count(*)::int as lists from related_shown s cross join lateral unnest(s.links) as u(number) group by 1`

/** Live stories no list shows, and could: what is legally sensitive is in none on purpose. */
export const orphans = (): Prisma.Sql => Prisma.sql`
  select p.number from published_article p left join (${SHOWN}) shown on shown.number = p.number
  where shown.number is null and not p.legally_sensitive`

/** Live stories whose list has no link, not even to another site. */
export const deadEnds = (now: Date): Prisma.Sql => Prisma.sql`
  select s.article_number as number from related_shown s join published_article a on a.number = s.article_number and not a.legally_sensitive
  where cardinality(s.links) = 0 and not exists (
    select from published_external_link l where l.article_number = s.article_number and not l.dead
      and (l.expires_at is null or l.expires_at > ${now}::timestamptz))`

const hubs = (live: number): Prisma.Sql => Prisma.sql`
  with shown as materialized (${SHOWN})
  select number, lists from shown
  where lists >= greatest(${HUB_LISTS_MIN}::int, ${HUB_TIMES_AVERAGE}::float8 * (select sum(lists) from shown) / greatest(${live}::int, 1))`

const gonePins = (now: Date): Prisma.Sql => Prisma.sql`
  select a.number, p.target_id::text as "targetId", p.headline, coalesce(t.state, 'deleted') as state
  from revision_pin p join article a on a.live_revision_id = p.revision_id and a.state = 'live' left join article t on t.id = p.target_id
  where p.target_id is not null and p.url is null and t.state is distinct from 'live' and (p.expires_at is null or p.expires_at > ${now}::timestamptz)`

const expiredPins = (now: Date): Prisma.Sql => Prisma.sql`
  select a.number, p.target_id::text as "targetId", p.headline, p.url, p.expires_at as at
  from revision_pin p join article a on a.live_revision_id = p.revision_id and a.state = 'live'
  where p.expires_at <= ${now}::timestamptz`

const DEAD_LINKS = Prisma.sql`select l.article_number as number, l.url, l.title as headline from published_external_link l where l.dead`

/** `links`: the tags that can relate. A broad one is on at least a tenth of what is live. */
const thinTags = (live: number): Prisma.Sql => Prisma.sql`
  select p.number, count(t.id)::int as lists from published_article p
  left join lateral unnest(p.rel_tags) as u(id) on true
  left join published_tag t on t.id = u.id and t.type = any (${[...RELATING_TYPES]}::text[]) and t.points > 0 and not t.do_not_relate
  where not p.legally_sensitive
  group by p.number
  having count(t.id) < ${RELATING_TAGS_MIN}::int or count(t.id) filter (where t.article_count < greatest(${BROAD_STORIES_MIN}::float8, ${BROAD_SHARE}::float8 * ${live}::int)) = 0`

/** What finds the stories of a section. `live`: how many stories are live. */
export function finderOf(section: Exclude<MapSection, 'weakest'>, live: number, now: Date): Finder {
  switch (section) {
    case 'orphans':
      return { found: orphans() }
    case 'dead-ends':
      return { found: deadEnds(now) }
    case 'hubs':
      return { found: hubs(live), order: Prisma.sql`f.lists desc` }
    case 'gone-pins':
      return { found: gonePins(now) }
    case 'expired-pins':
      return { found: expiredPins(now), order: Prisma.sql`f.at desc` }
    case 'dead-links':
      return { found: DEAD_LINKS }
    case 'thin-tags':
      return { found: thinTags(live), order: Prisma.sql`f.lists` }
  }
}
