import 'server-only'
import { londonDay } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { workerIsInStep } from '../commands/find-concerned'
import { dropLinkFix, leaveOutFix, type MapFix, type MapStory, pinFix, unpinFix } from '../map-fix'
import { MAP_ROWS, MAP_SECTIONS, type MapFilter, type MapSection } from '../map-words'
import { findEngineState } from './engine-health'
import { deadEnds, finderOf, orphans } from './map-finders'
import { distantStories, type NearStory, nearStories } from './near-stories'
import { listsWithHub, weakestLinks } from './weak-links'

/** One row of a section. */
export type MapRow = {
  /** Its id on the page: "orphans-12". */
  key: string
  story: MapStory & { firstPublishedAt: Date }
  /** What is said about it, one sentence each. */
  facts: string[]
  fixes: MapFix[]
  /** More tags would mend it. */
  needsTags: boolean
}

/** `total`: rows of all pages. */
export type MapPart = { section: MapSection; total: number; page: number; pages: number; rows: MapRow[] }

export type RelatedMap = {
  parts: MapPart[]
  liveStories: number
  /** Why the counts may be behind what readers see; null when they are not. */
  behind: string | null
}

/**
 * The related graph where it needs a hand, a page of each section. Rests on the worker's record, except for the weakest
 * links and for what each hub is worth in a list, which the engine is asked anew.
 */
export async function readRelatedMap(actor: Actor, filter: MapFilter, now: Date): Promise<RelatedMap> {
  permit(actor, 'article.read')
  const [live, recorded, inStep, state] = await Promise.all([
    db.publishedArticle.count(),
    db.relatedShown.count(),
    workerIsInStep(db),
    findEngineState(now),
  ])
  const parts: MapPart[] = []
  for (const section of MAP_SECTIONS) parts.push(await partOf(section, filter[section], live, now))
  const missing = Math.max(0, live - recorded)
  const words =
    state.state === 'ok' || state.about === 'check' ? 'Some events wait to be worked in; they take a few seconds.' : state.sentence
  const unseen = `${missing === 1 ? 'The list of 1 live story has' : `The lists of ${missing.toLocaleString('en-GB')} live stories have`} not been looked at yet.`
  return { parts, liveStories: live, behind: inStep && missing === 0 ? null : missing > 0 ? `${words} ${unseen}` : words }
}

const NAMED_MAX = 3

/** `newest`: the first of the stories no list shows, by first publication; those that are closed to the reader are not named. */
export type Loose = { orphans: number; deadEnds: number; newest: { id: string; headline: string }[] }

/** Stories no list shows and lists without a link, for the desk; null while the record is behind what readers see. */
export async function countLoose(actor: Actor, now: Date): Promise<Loose | null> {
  permit(actor, 'article.read')
  if (!(await recordIsWhole())) return null
  const [rows, newest] = await Promise.all([
    db.$queryRaw<Omit<Loose, 'newest'>[]>(Prisma.sql`
      select (select count(*)::int from (${orphans()}) o) as orphans, (select count(*)::int from (${deadEnds(now)}) d) as "deadEnds"`),
    db.$queryRaw<Loose['newest']>(Prisma.sql`
      select a.id::text as id, p.headline from (${orphans()}) o join published_article p on p.number = o.number join article a on a.id = p.article_id
      where ${openStoriesSql(actor, now)} order by p.first_published_at desc, p.number desc limit ${NAMED_MAX}::int`),
  ])
  return rows[0] ? { ...rows[0], newest } : null
}

/** Ids of the stories whose list has no link, at most a thousand; null while the record is behind what readers see. */
export async function deadEndIds(actor: Actor, now: Date): Promise<string[] | null> {
  permit(actor, 'article.read')
  if (!(await recordIsWhole())) return null
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    select a.article_id::text as id from (${deadEnds(now)}) d join published_article a on a.number = d.number
    order by a.first_published_at desc limit 1000`)
  return rows.map((row) => row.id)
}

async function recordIsWhole(): Promise<boolean> {
  const [live, recorded, inStep] = await Promise.all([db.publishedArticle.count(), db.relatedShown.count(), workerIsInStep(db)])
  return inStep && recorded >= live
}

type Found = { number: number; lists: number; headline: string; targetId: string; state: string; url: string; at: Date }
const NEWEST = Prisma.sql`a.first_published_at desc, f.number desc`

type FoundRow = Partial<Found> & { total: number; skipped: number; id: string | null; title: string; firstPublishedAt: Date }
type Row = Partial<Found> & { story: MapRow['story'] }

/** One page of what is found, joined to the live stories; a page past the end is the last one. */
async function partOf(section: MapSection, wanted: number, live: number, now: Date): Promise<MapPart> {
  if (section === 'weakest') return weakest(wanted, now)
  const { found, order } = finderOf(section, live, now)
  const rows = await db.$queryRaw<FoundRow[]>(Prisma.sql`
    with found as materialized (${found}),
    t as (select count(*)::int as total, least(${(wanted - 1) * MAP_ROWS}::bigint, greatest(0, (count(*) - 1) / ${MAP_ROWS}::int * ${MAP_ROWS}::int))::int as skipped from found)
    select t.total, t.skipped, r.* from t left join lateral (
      select f.*, a.article_id::text as id, a.headline as title, a.first_published_at as "firstPublishedAt"
      from found f join published_article a on a.number = f.number
      order by ${order ? Prisma.sql`${order}, ${NEWEST}` : NEWEST} limit ${MAP_ROWS}::int offset t.skipped) r on true`)
  const [first] = rows
  const total = first?.total ?? 0
  const stories = rows.flatMap(({ id, number, title, firstPublishedAt, ...row }): Row[] =>
    id === null || number === undefined ? [] : [{ ...row, story: { id, number, headline: title, firstPublishedAt } }],
  )
  const page = Math.floor((first?.skipped ?? 0) / MAP_ROWS) + 1
  return { section, total, page, pages: pagesOf(total), rows: await rowsOf(section, stories, live, now) }
}

const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / MAP_ROWS))

async function weakest(wanted: number, now: Date): Promise<MapPart> {
  const links = await weakestLinks(now)
  const pages = pagesOf(links.length)
  const page = Math.min(wanted, pages)
  const rows = links.slice((page - 1) * MAP_ROWS, page * MAP_ROWS).map(
    ({ story, target, points, reason }): MapRow => ({
      key: `weakest-${story.number}-${target.number}`,
      story,
      facts: [`Lists “${target.headline}”.`, `${reason}. ${points} points after age.`],
      fixes: [leaveOutFix(story, target, 'Leave this pair out', '')],
      needsTags: false,
    }),
  )
  return { section: 'weakest', total: links.length, page, pages, rows }
}

async function rowsOf(section: MapSection, rows: readonly Row[], live: number, now: Date): Promise<MapRow[]> {
  const numbers = rows.map((row) => row.story.number)
  if (section === 'orphans') {
    const near = await nearStories(numbers, { withRoom: true }, now)
    return rows.map(({ story }) => looseRow(section, story, near.get(story.number) ?? [], 'story'))
  }
  if (section === 'dead-ends') {
    const [near, distant] = await Promise.all([nearStories(numbers, { withRoom: false }, now), distantStories(numbers)])
    return rows.map(({ story }) => {
      const close = near.get(story.number) ?? []
      return looseRow(section, story, close.length > 0 ? close : (distant.get(story.number) ?? []), 'target')
    })
  }
  if (section === 'hubs') return hubRows(rows, live, now)
  return rows.map((row) => handRow(section, row))
}

/** `about`: whether the loose story is what is pinned ('story' lists it) or has something pinned. */
function looseRow(section: MapSection, story: MapRow['story'], near: readonly NearStory[], about: 'story' | 'target'): MapRow {
  const fixes = near.map((one) => (about === 'story' ? pinFix(one, story, about, one.reason) : pinFix(story, one, about, one.reason)))
  const facts = fixes.length === 0 ? ['Shares no area, body, person, theme or storyline with a live story that could take it.'] : []
  return { key: `${section}-${story.number}`, story, facts, fixes, needsTags: section === 'dead-ends' || fixes.length === 0 }
}

async function hubRows(rows: readonly Row[], live: number, now: Date): Promise<MapRow[]> {
  const listing = await listsWithHub(
    rows.map((row) => row.story.number),
    now,
  )
  return rows.map(({ story, lists = 0 }) => {
    const share = Math.round((100 * lists) / Math.max(1, live))
    const fixes = (listing.get(story.number) ?? []).map(({ story: under, points, reason }) =>
      leaveOutFix(under, story, `Leave it out under “${under.headline}”`, `${reason}. ${points} points after age.`),
    )
    const facts = [`In ${lists.toLocaleString('en-GB')} lists, ${share === 0 ? 'less than 1' : share} % of all.`]
    return { key: `hubs-${story.number}`, story, facts, fixes, needsTags: false }
  })
}

const GONE: Record<string, string> = { draft: 'is not published', withdrawn: 'was withdrawn', deleted: 'was deleted' }

function handRow(section: MapSection, { story, ...found }: Row): MapRow {
  const { headline = '', targetId, url, state = '', at, lists = 0 } = found
  const row = { key: `${section}-${story.number}`, story, needsTags: false }
  if (section === 'thin-tags') {
    const facts = [lists === 0 ? 'No tag that can relate.' : lists === 1 ? 'One tag that can relate.' : 'Only broad tags.']
    return { ...row, facts, fixes: [], needsTags: true }
  }
  const key = `${row.key}-${targetId ?? url ?? 'waiting'}`
  if (section === 'dead-links')
    return { ...row, key, facts: [`“${headline}”, ${url ?? ''}`], fixes: url ? [dropLinkFix(story, url, 'Remove the link')] : [] }
  const facts = at ? [`“${headline}”, until ${londonDay(at)}.`] : [`“${headline}” ${GONE[state] ?? 'is not live'}.`]
  const off = url ? [dropLinkFix(story, url, 'Take the pin off')] : targetId ? [unpinFix(story, targetId, headline)] : []
  return { ...row, key, facts, fixes: off }
}
