import 'server-only'
import { pageTag } from '@/lib/page-cache'
import type { AreaView } from '@/modules/areas/views'
import { latestStories } from '@/modules/articles/published'
import type { PublishedStory, PublishedStoryTag, StoryCard } from '@/modules/articles/views'
import { chainOf, mayHavePlace } from '@/modules/inspections/chain'
import { caseOfArea } from '@/modules/inspections/published'
import type { CaseChain, ChainEntry, InspectionView } from '@/modules/inspections/views'
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
  /** The case of its one area; null for a story without a place in any. */
  chain: CaseChain | null
  /** What this page is to be filed under, besides its own address. */
  pageTags: string[]
}

/** What is legally sensitive stands alone. Its tags are on its page all the same: a change of one of them ends it. */
const alone = ({ number }: PublishedStory): Beside => ({
  related: [],
  storylines: [],
  latest: [],
  record: null,
  chain: null,
  pageTags: [pageTag.shows(number)],
})

/** Everything a story page shows that is not the story itself. */
export async function besideStory(story: PublishedStory): Promise<Beside> {
  if (story.legallySensitive) return alone(story)
  const areaTag = areaOfCase(story)
  const [related, told, storylines] = await Promise.all([
    relatedNews(story, new Date()),
    areaTag ? caseAround(story, areaTag) : null,
    storylinesOf(story),
  ])
  const latest = related.length < RELATED_IS_SHORT_BELOW ? await latestBeside(story, related) : []
  const pageTags = [
    pageTag.allRelated,
    ...story.relTags.map(pageTag.relates),
    // A line's page ends with every change of it and of its stories; so does this one, whether or not its tag relates.
    ...story.tags.filter((tag) => tag.type === 'storyline').map((tag) => pageTag.list(tag.slug)),
    // The case ends with every record of the area, and with every story of it that comes or goes.
    ...(areaTag ? [pageTag.records(areaTag.slug), pageTag.list(areaTag.slug)] : []),
    ...numbersOf(related).map(pageTag.shows),
    ...latest.map((card) => pageTag.shows(card.number)),
    ...(related.length < RELATED_IS_SHORT_BELOW ? [pageTag.news] : []),
  ]
  const chain = told ? withoutStoriesOf(storylines, told.chain) : null
  return { related, storylines, latest, record: told?.record ?? null, chain, pageTags }
}

const numbersOf = (links: readonly RelatedLink[]): number[] => links.flatMap((link) => (link.kind === 'story' ? link.number : []))

async function latestBeside(story: PublishedStory, related: readonly RelatedLink[]): Promise<StoryCard[]> {
  const shown = new Set([story.number, ...numbersOf(related)])
  const newest = await latestStories(LATEST_LIMIT + shown.size, { beside: true })
  return newest.filter((card) => !shown.has(card.number)).slice(0, LATEST_LIMIT)
}

/** The tag of the one area in whose case a story has a place; null where it has none. */
function areaOfCase(story: PublishedStory): PublishedStoryTag | null {
  const tags = story.tags.filter((tag) => tag.own)
  return mayHavePlace({ ...story, tags }) ? (tags.find((tag) => tag.type === 'area') ?? null) : null
}

/** The record a story is about and the chain around it: modules/inspections/chain.ts says by which rules. */
async function caseAround(
  story: PublishedStory,
  areaTag: PublishedStoryTag,
): Promise<{ record: Beside['record']; chain: CaseChain } | null> {
  const found = await caseOfArea(areaTag, story.firstPublishedAt)
  if (!found) return null
  const { area, records, stories } = found
  const chain = chainOf(records, stories, { ...story, tags: story.tags.filter((tag) => tag.own) })
  return { record: chain.record ? { area, inspection: chain.record } : null, chain }
}

/** What a storyline on the same page shows already is not shown twice. */
function withoutStoriesOf(storylines: readonly StorylineBox[], chain: CaseChain): CaseChain {
  const shown = new Set(storylines.flatMap((line) => [line.latest, ...line.stories].map((one) => one.number)))
  const left = (entries: readonly ChainEntry[]) => entries.filter((entry) => !shown.has(entry.story.number))
  return { ...chain, before: left(chain.before), next: left(chain.next) }
}
