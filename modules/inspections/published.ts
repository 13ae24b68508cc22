import 'server-only'
import { publishedDb } from '@/lib/published-db'
import { type AreaRow, toAreaView } from '@/modules/areas/published'
import { CHAIN_TAGS } from './chain'
import type { AreaCase, CaseStory, InspectionView } from './views'

/** Stories of an area looked at on either side of each record and of the story asked for: an area has few, a measured one thousands. */
const STORIES_AROUND = 40

const select = {
  id: true,
  areaSlug: true,
  kind: true,
  framework: true,
  onsiteStart: true,
  onsiteEnd: true,
  reportPublished: true,
  outcome: true,
  outcomeShort: true,
  whatFollows: true,
  boards: true,
  sourceUrl: true,
  checked: true,
  notes: true,
} as const

const newestFirst = [{ reportPublished: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }] as const

/** Inspections of one area ("rotherham"), the newest report first; those without a report date last. */
export async function inspectionsOfArea(areaSlug: string): Promise<InspectionView[]> {
  return publishedDb.inspection.findMany({ where: { areaSlug }, select, orderBy: [...newestFirst] })
}

/** Every inspection on record, the newest report first; those without a report date last. */
export async function listInspections(): Promise<InspectionView[]> {
  return publishedDb.inspection.findMany({ select, orderBy: [...newestFirst] })
}

type DayField = 'onsiteStart' | 'onsiteEnd' | 'reportPublished'
type CaseRow = AreaRow & {
  records: (Omit<InspectionView, DayField> & Record<DayField, string | null>)[]
  /** `tags`: ids. */
  stories: (Omit<CaseStory, 'firstPublishedAt' | 'tags'> & { firstPublishedAt: string; tags: number[] })[]
  tags: { id: number; slug: string; type: string }[]
}

/**
 * The area of an area's tag with its records, newest report first, and its live stories with an outcome or a stage of
 * the case (chain.ts) around the records and around `at`, none of them legally sensitive. Null for a tag of no area. One statement: a story page asks.
 */
export async function caseOfArea(tag: { id: number; slug: string }, at: Date): Promise<AreaCase | null> {
  const slug = tag.slug.replace(/^area-/, '')
  const [row] = await publishedDb.$queryRaw<CaseRow[]>`
    with moments as (
      select ${at}::timestamptz as at
      union select coalesce(report_published, onsite_end, onsite_start, to_date(substring(id from '[0-9]{4}-(?:0[1-9]|1[0-2])$'), 'YYYY-MM'))::timestamptz
      from inspection where area_slug = ${slug}),
    near as materialized (
      select distinct p.article_number as number from moments m cross join lateral (
        (select article_number from published_article_tag where tag_id = ${tag.id} and own and first_published_at >= m.at
          order by first_published_at, article_number limit ${STORIES_AROUND})
        union all
        (select article_number from published_article_tag where tag_id = ${tag.id} and own and first_published_at < m.at
          order by first_published_at desc, article_number desc limit ${STORIES_AROUND})) p),
    -- An array of each, so that a newsroom of any size is asked by story and never read whole.
    filed as materialized (
      select number, array(select f.tag_id from published_article_tag f where f.article_number = near.number and f.own) as tags from near),
    around as materialized (
      select number, tags from filed where tags && array(select id from published_tag where slug = any (${CHAIN_TAGS})))
    select a.slug, a.name, a.official_name as "officialName", a.region, a.region_slug as "regionSlug", a.aliases, a.boards, a.forum,
      a.hex_q as "hexQ", a.hex_r as "hexR",
      coalesce((select json_agg(json_build_object('id', i.id, 'areaSlug', i.area_slug, 'kind', i.kind, 'framework', i.framework,
          'onsiteStart', i.onsite_start, 'onsiteEnd', i.onsite_end, 'reportPublished', i.report_published, 'outcome', i.outcome,
          'outcomeShort', i.outcome_short, 'whatFollows', i.what_follows, 'boards', i.boards, 'sourceUrl', i.source_url,
          'checked', i.checked, 'notes', i.notes) order by i.report_published desc nulls last, i.id)
        from inspection i where i.area_slug = a.slug), '[]') as records,
      coalesce((select json_agg(json_build_object('number', s.number, 'slug', s.slug, 'headline', s.headline,
          'firstPublishedAt', s.first_published_at, 'tags', around.tags))
        from around join published_article s on s.number = around.number and not s.legally_sensitive), '[]') as stories,
      coalesce((select json_agg(json_build_object('id', t.id, 'slug', t.slug, 'type', t.type)) from published_tag t
        where t.id = any (array(select unnest(tags) from around)) and t.type in ('area', 'outcome', 'stage')), '[]') as tags
    from area a where a.slug = ${slug}`
  return row ? caseOf(row) : null
}

function caseOf({ records, stories, tags, ...area }: CaseRow): AreaCase {
  const tagOf = new Map(tags.map(({ id, slug, type }) => [id, { slug, type }]))
  const day = (text: string | null): Date | null => (text === null ? null : new Date(text))
  return {
    area: toAreaView(area),
    records: records.map((one) => ({
      ...one,
      onsiteStart: day(one.onsiteStart),
      onsiteEnd: day(one.onsiteEnd),
      reportPublished: day(one.reportPublished),
    })),
    stories: stories.map((one) => ({
      ...one,
      firstPublishedAt: new Date(one.firstPublishedAt),
      tags: one.tags.flatMap((id) => tagOf.get(id) ?? []),
    })),
  }
}
