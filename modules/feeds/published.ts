import 'server-only'
import { publicAddress } from '@/lib/page-metadata'
import { publishedDb } from '@/lib/published-db'
import { turns } from '@/lib/turns'
import { findArea } from '@/modules/areas/published'
import { latestStories, listPublishedStories, wholeStoriesByNumber } from '@/modules/articles/published'
import { relatedNewsOf } from '@/modules/related/published'
import {
  COMBINATION_IN_SITEMAP_FROM,
  type CombinedTag,
  combinationFeedPath,
  combinationLabel,
  combinationPath,
} from '@/modules/tags/combination'
import { tagFeedPath, tagPath } from '@/modules/tags/paths'
import { findCombination, findPublishedTag } from '@/modules/tags/published'
import { feedEntry } from './entry'
import type { Feed, FeedEntry } from './views'

const ENTRIES = 20
/** What the protocol allows in one file. */
const SITEMAP_STORIES_MAX = 45_000
/** Of a feed without entries: it has never changed. */
const NEVER = new Date('2000-01-01T00:00:00Z')
/**
 * Feeds are made for each request, for nothing cheap tells a reader's login that some list under a story has changed.
 * Many readers ask at the full hour: they wait for each other, and the pages keep their connections (ten in all).
 */
const inTurn = turns(2)

/** The newest stories of all. */
export const newsFeed = (now: Date): Promise<Feed> => inTurn(() => readNewsFeed(now))

async function readNewsFeed(now: Date): Promise<Feed> {
  const newest = await latestStories(ENTRIES, { beside: true })
  return feedOf(await entriesOf(newest, now), {
    title: 'Throughline: news of SEND inspections',
    description: 'What inspections of SEND support in England found, and what happened next.',
    pageUrl: publicAddress('/news'),
    feedUrl: publicAddress('/feeds/news'),
  })
}

/**
 * The newest stories of a tag. An area has a feed before its first story; any other tag that no live story carries
 * is not public: null.
 */
export const tagFeed = (slug: string, now: Date): Promise<Feed | null> => inTurn(() => readTagFeed(slug, now))

async function readTagFeed(slug: string, now: Date): Promise<Feed | null> {
  const tag = await findPublishedTag(slug)
  const name = tag?.label ?? (slug.startsWith('area-') ? (await findArea(slug.slice('area-'.length)))?.name : undefined)
  if (name === undefined) return null
  const stories = tag ? (await listPublishedStories({ tagId: tag.id, pageSize: ENTRIES, toPrograms: true })).items : []
  return feedOf(await entriesOf(stories, now), {
    title: `Throughline: ${name}`,
    description: tag?.description || `Our stories about ${name}, newest first.`,
    pageUrl: publicAddress(tagPath(slug)),
    feedUrl: publicAddress(tagFeedPath(slug)),
  })
}

/** The newest stories that carry both tags; where the feed stands instead, without its ending; null where no live story does. */
export async function combinationFeed(slug: string, other: string, now: Date): Promise<{ feed: Feed } | { moved: string } | null> {
  const found = await findCombination(slug, other)
  if (found.state === 'moved') return { moved: found.feed }
  const feed = found.state === 'found' ? await inTurn(() => readCombinationFeed(found.tags, now)) : null
  return feed && { feed }
}

async function readCombinationFeed(tags: readonly [CombinedTag, CombinedTag], now: Date): Promise<Feed | null> {
  const [one, two] = tags
  const stories = await listPublishedStories({ tagId: one.id, withTagId: two.id, pageSize: ENTRIES, toPrograms: true })
  if (stories.total === 0) return null
  const name = combinationLabel(tags)
  return feedOf(await entriesOf(stories.items, now), {
    title: `Throughline: ${name}`,
    description: `Our stories about ${name}, newest first.`,
    pageUrl: publicAddress(combinationPath(one.slug, two.slug)),
    feedUrl: publicAddress(combinationFeedPath(one.slug, two.slug)),
  })
}

async function entriesOf(cards: readonly { number: number }[], now: Date): Promise<FeedEntry[]> {
  const stories = await wholeStoriesByNumber(cards.map((card) => card.number))
  const related = await relatedNewsOf(stories, now)
  const siteUrl = publicAddress('')
  return stories.map((story) => feedEntry(story, related.get(story.number) ?? [], siteUrl))
}

function feedOf(entries: FeedEntry[], about: Omit<Feed, 'entries' | 'updatedAt'>): Feed {
  const updatedAt = new Date(Math.max(NEVER.getTime(), ...entries.map((entry) => entry.updatedAt.getTime())))
  return { ...about, entries, updatedAt }
}

/** Every address a search engine should know of the stories, newest first, with the last change readers were told of. */
export async function sitemapStories(): Promise<{ slug: string; changedAt: Date }[]> {
  const rows = await publishedDb.publishedArticle.findMany({
    select: { slug: true, firstPublishedAt: true, readersToldAt: true },
    where: { legallySensitive: false },
    orderBy: [{ firstPublishedAt: 'desc' }, { number: 'desc' }],
    take: SITEMAP_STORIES_MAX,
  })
  return rows.map((row) => ({ slug: row.slug, changedAt: row.readersToldAt ?? row.firstPublishedAt }))
}

/** Slugs of what else has a page of its own. */
export async function sitemapPlaces(): Promise<{ areas: string[]; tags: string[]; inspections: string[] }> {
  const [areas, tags, inspections] = await Promise.all([
    publishedDb.area.findMany({ select: { slug: true }, orderBy: { slug: 'asc' } }),
    publishedDb.publishedTag.findMany({ select: { slug: true }, where: { type: { not: 'area' } }, orderBy: { slug: 'asc' } }),
    publishedDb.inspection.findMany({ select: { id: true }, orderBy: { id: 'asc' } }),
  ])
  return { areas: areas.map((row) => row.slug), tags: tags.map((row) => row.slug), inspections: inspections.map((row) => row.id) }
}

/** A sitemap has room for them beside the stories. */
const SITEMAP_COMBINATIONS_MAX = 4_000

/** Paths of the areas with a theme that several of the newest stories are about, the most frequent first. */
export async function sitemapCombinations(): Promise<string[]> {
  const rows = await publishedDb.$queryRaw<{ area: string; theme: string }[]>`
    with newest as materialized (select number from published_article where not legally_sensitive
      order by first_published_at desc, number desc limit ${SITEMAP_STORIES_MAX})
    select a.slug as area, b.slug as theme
    from newest n join published_article_tag f on f.article_number = n.number join published_tag a on a.id = f.tag_id and a.type = 'area'
    join published_article_tag g on g.article_number = n.number join published_tag b on b.id = g.tag_id and b.type = 'theme'
    group by a.id, b.id having count(*) >= ${COMBINATION_IN_SITEMAP_FROM}
    order by count(*) desc, a.slug, b.slug limit ${SITEMAP_COMBINATIONS_MAX}`
  return rows.map(({ area, theme }) => combinationPath(area, theme))
}

/** Stories first published at or after `since`, newest first: what a news sitemap lists. */
export async function storiesSince(since: Date): Promise<{ slug: string; headline: string; firstPublishedAt: Date }[]> {
  return publishedDb.publishedArticle.findMany({
    select: { slug: true, headline: true, firstPublishedAt: true },
    where: { firstPublishedAt: { gte: since }, legallySensitive: false },
    orderBy: [{ firstPublishedAt: 'desc' }, { number: 'desc' }],
    take: 1000,
  })
}
