import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { adminArticlePath } from '@/modules/articles/paths'
import { RELATING_TYPES } from '@/modules/tags/tag-types'
import { bulkOfStoriesPath } from '../bulk-paths'
import {
  BROAD_FROM_STORIES,
  BROAD_SHARE,
  broadTags,
  duplicatePairs,
  HEALTH_SECTIONS,
  type HealthSection,
  type HealthTag,
  onceTags,
  TAGS_WANTED,
  unusedTags,
} from '../health'
import type { HealthName, HealthPart, HealthRow, VocabularyHealth } from '../health-views'

/** Rows shown of each section; of one asked for alone. */
const ROWS_SHOWN = 10
const ROWS_OF_ONE = 500
/** Stories that one press sends on to be tagged. */
const STORIES_SENT_ON = 50
const RECENT_DAYS = 365

/** What ails the vocabulary, the sections in the order of their worth; all of `only`, else the first rows of each. */
export async function readVocabularyHealth(actor: Actor, only: HealthSection | null, now: Date): Promise<VocabularyHealth> {
  permit(actor, 'tag.edit')
  const [tags, liveStories, proposals] = await Promise.all([
    healthTags(),
    db.publishedArticle.count(),
    db.tagProposal.count({ where: { state: 'open' } }),
  ])
  const shown = only ? ROWS_OF_ONE : ROWS_SHOWN
  const finders: Record<HealthSection, () => Promise<HealthPart>> = {
    retired: () => retiredPart(actor, shown, now),
    duplicates: async () => partOf('duplicates', duplicatePairs(tags).map(duplicateRow), shown),
    thin: () => thinPart(actor, liveStories, shown),
    broad: async () =>
      partOf(
        'broad',
        broadTags(tags, liveStories).map((tag) => broadRow(tag, liveStories)),
        shown,
      ),
    once: () => oncePart(actor, onceTags(tags), shown),
    unused: async () => partOf('unused', unusedTags(tags).map(unusedRow), shown),
  }
  const parts: HealthPart[] = []
  for (const section of HEALTH_SECTIONS) if (only === null || only === section) parts.push(await finders[section]())
  return { parts, proposals, liveStories, tags: tags.length }
}

const partOf = (section: HealthSection, rows: HealthRow[], shown: number): HealthPart => ({
  section,
  total: rows.length,
  rows: rows.slice(0, shown),
})
const nameOf = ({ id, slug, label, type, version }: HealthName): HealthName => ({ id, slug, label, type, version })
const counted = (stories: number): string => `${stories.toLocaleString('en-GB')} ${stories === 1 ? 'story' : 'stories'}`
const tagPath = (slug: string): string => `/admin/tags/${slug}`

const healthTags = (): Promise<HealthTag[]> =>
  db.$queryRaw<HealthTag[]>(Prisma.sql`
    with uses as (
      select r.tag_id, count(*) filter (where a.state <> 'live')::int as not_live
      from article a join revision_tag r on r.revision_id = a.head_revision_id group by 1),
    live as (select tag_id, count(*)::int as live from published_article_tag where own group by 1)
    select t.id, t.slug, t.label, t.type, t.version, t.do_not_relate as "doNotRelate", t.retired_at is not null as retired,
      coalesce((select array_agg(x.alias order by x.alias) from tag_alias x where x.tag_id = t.id), '{}') as aliases,
      exists (select from tag n where n.broader_id = t.id and n.merged_into_id is null)
        or exists (select from tag_companion c where c.offered_id = t.id) as needed,
      coalesce(live.live, 0) as live, coalesce(uses.not_live, 0) as "notLive"
    from tag t left join uses on uses.tag_id = t.id left join live on live.tag_id = t.id
    where t.merged_into_id is null order by t.label, t.id`)

function duplicateRow({ keep, goes, stories }: ReturnType<typeof duplicatePairs>[number]): HealthRow {
  const into = new URLSearchParams({ into: keep.slug })
  return {
    key: `duplicates-${keep.id}-${goes.id}`,
    tag: nameOf(goes),
    into: nameOf(keep),
    story: null,
    fact: `On ${counted(stories)}; “${keep.label}” is on ${counted(keep.live + keep.notLive)}.`,
    stories,
    fix: { kind: 'open', href: `${tagPath(goes.slug)}/merge?${into}`, label: 'Merge' },
  }
}

const broadRow = (tag: HealthTag, live: number): HealthRow => ({
  key: `broad-${tag.id}`,
  tag: nameOf(tag),
  into: null,
  story: null,
  fact: `On ${counted(tag.live)}, ${Math.round((100 * tag.live) / live)}% of what is live.`,
  stories: tag.live,
  fix: { kind: 'quiet' },
})

const unusedRow = (tag: HealthTag): HealthRow => ({
  key: `unused-${tag.id}`,
  tag: nameOf(tag),
  into: null,
  story: null,
  fact: 'On no story.',
  stories: 0,
  fix: { kind: 'retire' },
})

/** A story that this person may not open is counted and not named. */
async function oncePart(actor: Actor, tags: readonly HealthTag[], shown: number): Promise<HealthPart> {
  const first = tags.slice(0, shown)
  const stories = await db.$queryRaw<{ tag: number; id: string; headline: string }[]>(Prisma.sql`
    select r.tag_id as tag, a.id::text as id, a.headline from revision_tag r
    join article a on r.revision_id in (a.head_revision_id, a.live_revision_id)
    where r.tag_id = any (${first.map((tag) => tag.id)}::int[]) and ${openStoriesSql(actor)}`)
  const rows = first.map((tag): HealthRow => {
    const story = stories.find((one) => one.tag === tag.id)
    return {
      key: `once-${tag.id}`,
      tag: nameOf(tag),
      into: null,
      story: story ? { id: story.id, headline: story.headline } : null,
      fact: 'On one story.',
      stories: 1,
      fix: { kind: 'open', href: `${tagPath(tag.slug)}/merge`, label: 'Merge into another' },
    }
  })
  return { section: 'once', total: tags.length, rows }
}

type ThinRow = { id: string; headline: string; tags: number; total: number }

async function thinPart(actor: Actor, live: number, shown: number): Promise<HealthPart> {
  const broad = live < BROAD_FROM_STORIES ? live + 1 : live * BROAD_SHARE
  const rows = await db.$queryRaw<ThinRow[]>(Prisma.sql`
    with own as (
      select p.article_id, p.number, count(t.id)::int as tags,
        count(t.id) filter (where t.type = any (${[...RELATING_TYPES]}::text[]) and not t.do_not_relate and t.article_count <= ${broad}::float8)::int as telling
      from published_article p left join published_article_tag f on f.article_number = p.number and f.own left join published_tag t on t.id = f.tag_id
      group by p.number)
    select a.id::text as id, a.headline, own.tags, (count(*) over ())::int as total from own join article a on a.id = own.article_id
    where (own.tags < ${TAGS_WANTED} or own.telling = 0) and ${openStoriesSql(actor)}
    order by own.tags, own.number desc limit ${shown}`)
  return {
    section: 'thin',
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ id, headline, tags }) => ({
      key: `thin-${id}`,
      tag: null,
      into: null,
      story: { id, headline },
      fact: tags < TAGS_WANTED ? (tags === 0 ? 'No tag.' : 'One tag.') : `${tags} tags, none of which sets it apart.`,
      stories: 1,
      fix: { kind: 'open', href: `${adminArticlePath(id)}?panel=tags`, label: 'Tag it' },
    })),
  }
}

type RetiredRow = HealthName & { stories: number; ids: string[]; successor: string | null; successorLabel: string | null }

async function retiredPart(actor: Actor, shown: number, now: Date): Promise<HealthPart> {
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000)
  const rows = await db.$queryRaw<RetiredRow[]>(Prisma.sql`
    with late as (
      select t.id, a.id as article_id, p.first_published_at from tag t
      join published_article_tag f on f.tag_id = t.id and f.own join published_article p on p.number = f.article_number
      join article a on a.id = p.article_id
      where t.retired_at is not null and t.merged_into_id is null and p.first_published_at > least(t.retired_at, ${since}::timestamptz)
        and ${openStoriesSql(actor, now)})
    select t.id, t.slug, t.label, t.type, t.version, count(*)::int as stories,
      (array_agg(late.article_id::text order by late.first_published_at desc))[1:${STORIES_SENT_ON}::int] as ids, s.slug as successor, s.label as "successorLabel"
    from late join tag t on t.id = late.id
    left join lateral (select n.slug, n.label from tag_successor o join tag n on n.id = o.successor_id
      where o.tag_id = t.id and n.retired_at is null order by n.id limit 1) s on true
    group by t.id, s.slug, s.label order by stories desc, t.label`)
  const found = rows.map(
    ({ stories, ids, successor, successorLabel, ...tag }): HealthRow => ({
      key: `retired-${tag.id}`,
      tag,
      into: null,
      story: null,
      fact: `On ${counted(stories)}.${successorLabel ? ` “${successorLabel}” takes its place.` : ''}`,
      stories,
      fix: {
        kind: 'open',
        href: bulkOfStoriesPath(ids, { remove: [tag.slug], ...(successor && { add: [successor] }) }),
        label: ids.length < stories ? `Change the newest ${ids.length}` : 'Change its stories',
      },
    }),
  )
  return partOf('retired', found, shown)
}
