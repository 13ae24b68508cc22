import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { findArea } from '@/modules/areas/published'
import type { AreaView } from '@/modules/areas/views'
import { latestStories } from '@/modules/articles/published'
import type { PublishedStory, StoryCard } from '@/modules/articles/views'
import { onlyOutcomeOfTags, outcomeOfInspection } from '@/modules/inspections/outcome'
import { inspectionsOfArea } from '@/modules/inspections/published'
import type { InspectionView } from '@/modules/inspections/views'
import { relatedNews } from '@/modules/related/published'
import type { RelatedLink } from '@/modules/related/views'
import { storylinesOf } from '@/modules/storylines/published'
import type { StorylineBox } from '@/modules/storylines/views'

/** Fewer related links than this, and the newest stories follow under a heading of their own. */
const RELATED_IS_SHORT_BELOW = 3
const LATEST_LIMIT = 4

type Beside = {
  related: RelatedLink[]
  storylines: StorylineBox[]
  /** Empty unless the related list is short. */
  latest: StoryCard[]
  record: { area: AreaView; inspection: InspectionView } | null
  /** What this page is to be filed under, besides its own address. */
  pageTags: string[]
}

/** Everything a story page shows that is not the story itself. */
export async function besideStory(story: PublishedStory): Promise<Beside> {
  const [related, record, storylines] = await Promise.all([relatedNews(story, new Date()), recordOf(story), storylinesOf(story)])
  const latest = related.length < RELATED_IS_SHORT_BELOW ? await latestBeside(story, related) : []
  const pageTags = [
    pageTag.allRelated,
    ...story.relTags.map(pageTag.relates),
    // A line's page ends with every change of it and of its stories; so does this one, whether or not its tag relates.
    ...story.tags.filter((tag) => tag.type === 'storyline').map((tag) => pageTag.list(tag.slug)),
    ...numbersOf(related).map(pageTag.shows),
    ...latest.map((card) => pageTag.shows(card.number)),
    ...(related.length < RELATED_IS_SHORT_BELOW ? [pageTag.news] : []),
  ]
  return { related, storylines, latest, record, pageTags }
}

const numbersOf = (links: readonly RelatedLink[]): number[] => links.flatMap((link) => (link.kind === 'story' ? link.number : []))

async function latestBeside(story: PublishedStory, related: readonly RelatedLink[]): Promise<StoryCard[]> {
  const shown = new Set([story.number, ...numbersOf(related)])
  const newest = await latestStories(LATEST_LIMIT + shown.size)
  return newest.filter((card) => !shown.has(card.number)).slice(0, LATEST_LIMIT)
}

/**
 * The inspection a story reports: only where it is about exactly one area, names one outcome, and the record holds a
 * report with that outcome that was out on the story's day. The newest such report.
 */
async function recordOf(story: PublishedStory): Promise<Beside['record']> {
  const own = story.tags.filter((tag) => tag.own)
  const [areaTag, ...others] = own.filter((tag) => tag.type === 'area')
  const outcome = onlyOutcomeOfTags(own.map((tag) => tag.slug))
  if (!areaTag || others.length > 0 || outcome === null) return null
  const area = await findArea(areaTag.slug.replace(/^area-/, ''))
  if (!area) return null
  const storyDay = londonIsoDay(story.firstPublishedAt)
  const inspection = (await inspectionsOfArea(area.slug)).find(
    (candidate) =>
      outcomeOfInspection(candidate) === outcome &&
      candidate.reportPublished !== null &&
      londonIsoDay(candidate.reportPublished) <= storyDay,
  )
  return inspection ? { area, inspection } : null
}
