import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import type { MapEdge, MapNode } from '../map-layout'
import { SHOWN } from './map-finders'

const NEWEST_DRAWN = 100
const MOST_SHOWN_DRAWN = 50

/** `orphan`: no list shows it. `deadEnd`: its own list has no link. `group`: the region of its first area, '' without one. */
export type DrawnStory = MapNode & { id: string; headline: string; orphan: boolean; deadEnd: boolean; links: number }
/** `all`: every live story is drawn. */
export type MapGraph = { stories: DrawnStory[]; edges: MapEdge[]; all: boolean }

type Row = Omit<DrawnStory, 'orphan' | 'deadEnd' | 'links'> & { listed: number[]; outside: number; recorded: boolean }

/**
 * What the drawn map shows: the newest live stories and those that most lists show, at most 150, newest first, with the
 * links between them; from the worker's record.
 */
export async function readMapGraph(actor: Actor, now: Date): Promise<MapGraph> {
  permit(actor, 'article.read')
  const [live, rows] = await Promise.all([
    db.publishedArticle.count(),
    db.$queryRaw<Row[]>(Prisma.sql`
      with shown as materialized (${SHOWN}),
      newest as (select number from published_article order by first_published_at desc, number desc limit ${NEWEST_DRAWN}::int),
      drawn as (
        select number from newest union
        (select s.number from shown s join published_article p on p.number = s.number
          where s.number not in (select number from newest) order by s.lists desc, s.number desc limit ${MOST_SHOWN_DRAWN}::int))
      select a.number, a.article_id::text as id, a.headline, coalesce(shown.lists, 0) as lists, coalesce(s.links, '{}') as listed,
        s.article_number is not null as recorded, coalesce(area.label, '') as "group",
        (select count(*)::int from published_external_link l
          where l.article_number = a.number and not l.dead and (l.expires_at is null or l.expires_at > ${now}::timestamptz)) as outside
      from drawn join published_article a on a.number = drawn.number
      left join shown on shown.number = a.number left join related_shown s on s.article_number = a.number
      left join lateral (
        select coalesce(region.label, t.label) as label from unnest(a.rel_tags) with ordinality as u(id, place)
        join published_tag t on t.id = u.id and t.type = 'area' left join published_tag region on region.id = t.broader_id
        order by u.place limit 1) area on true
      order by a.first_published_at desc, a.number desc`),
  ])
  const known = new Set(rows.map((row) => row.number))
  const edges = rows.flatMap(({ number, listed }) =>
    // A pair that list each other is one line.
    listed.filter((to) => known.has(to) && !(to < number && lists(rows, to, number))).map((to) => ({ from: number, to })),
  )
  const stories = rows.map(({ listed, outside, recorded, ...story }) => {
    const links = listed.length + outside
    return { ...story, links, orphan: story.lists === 0, deadEnd: recorded && links === 0 }
  })
  return { stories, edges, all: stories.length === live }
}

const lists = (rows: readonly Row[], from: number, to: number): boolean =>
  rows.find((row) => row.number === from)?.listed.includes(to) ?? false
