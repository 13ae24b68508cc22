import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import {
  type AreaCoverage,
  areaCoverage,
  OUTCOME_TAGS,
  type OutcomeCoverage,
  outcomeCoverage,
  type ToldArea,
  type ToldOutcome,
} from '../coverage'

/** `drafts`: stories that are not live, carry it in their newest words and are open to who asks. */
export type ThemeGap = { slug: string; label: string; drafts: number }
export type Coverage = { areas: AreaCoverage[]; outcomes: OutcomeCoverage[]; themes: ThemeGap[] }

/** The record beside what live stories have told of it, and the themes without a live story, by label. */
export async function readCoverage(actor: Actor): Promise<Coverage> {
  permit(actor, 'tag.read')
  const [areas, records, told, stories, themes] = await Promise.all([
    db.area.findMany({ select: { slug: true, name: true, region: true, hexQ: true, hexR: true }, orderBy: { name: 'asc' } }),
    db.inspection.findMany({
      select: {
        id: true,
        areaSlug: true,
        kind: true,
        onsiteStart: true,
        onsiteEnd: true,
        reportPublished: true,
        outcome: true,
        outcomeShort: true,
      },
    }),
    toldOutcomes(),
    toldAreas(),
    themesWithoutStory(actor),
  ])
  const placed = areas.map(({ hexQ, hexR, ...area }) => ({ ...area, hex: hexQ === null || hexR === null ? null : { q: hexQ, r: hexR } }))
  const sources = { records, told, areas: stories }
  return { areas: areaCoverage(placed, sources), outcomes: outcomeCoverage(sources), themes }
}

/** An area's tag is its slug with "area-" before it. */
const AREA_OF_TAG = Prisma.sql`substring(t.slug from 6)`

const toldOutcomes = (): Promise<ToldOutcome[]> =>
  db.$queryRaw<ToldOutcome[]>(Prisma.sql`
    select ${AREA_OF_TAG} as area, o.slug as tag, max(f.first_published_at) as newest
    from published_tag o join published_article_tag g on g.tag_id = o.id and g.own
    join published_article_tag f on f.article_number = g.article_number and f.own
    join published_tag t on t.id = f.tag_id and t.type = 'area'
    where o.slug = any (${Object.values(OUTCOME_TAGS)}::text[]) group by 1, 2`)

const toldAreas = (): Promise<ToldArea[]> =>
  db.$queryRaw<ToldArea[]>(Prisma.sql`
    select ${AREA_OF_TAG} as area, count(*)::int as stories, max(f.first_published_at) as newest
    from published_tag t join published_article_tag f on f.tag_id = t.id and f.own where t.type = 'area' group by 1`)

const themesWithoutStory = (actor: Actor): Promise<ThemeGap[]> =>
  db.$queryRaw<ThemeGap[]>(Prisma.sql`
    select t.slug, t.label, (select count(*)::int from revision_tag r join article a on a.head_revision_id = r.revision_id
      where r.tag_id = t.id and a.state <> 'live' and ${openStoriesSql(actor)}) as drafts
    from tag t where t.type = 'theme' and t.merged_into_id is null and t.retired_at is null
      and not exists (select from published_article_tag f where f.tag_id = t.id)
    order by t.label, t.id`)
