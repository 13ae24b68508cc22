import type { Metadata } from 'next'
import { cache } from 'react'
import { PageHead } from '@/components/page-head'
import { Pager, pageOf } from '@/components/pager'
import { Section } from '@/components/section'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { WhereItIs } from '@/modules/areas/components/tiles'
import { listAreas } from '@/modules/areas/published'
import type { AreaView } from '@/modules/areas/views'
import { StoryList } from '@/modules/articles/components/story-card'
import { listPublishedStories, type PublishedStoryPage, type StoryCard } from '@/modules/articles/published'
import { inspectionsOfArea } from '@/modules/inspections/published'
import { tagFeedPath } from '@/modules/tags/paths'
import { findPublishedTag, tagsBeside } from '@/modules/tags/published'
import type { TagBeside } from '@/modules/tags/views'
import { AreaCase, LatestOutcome } from './area-case'
import styles from './area-page.module.css'
import { FeedLinks } from './feed-links'
import { isAddress, reading } from './reading'
import { missing, unavailable } from './status-answers'
import { missingMetadata, unavailableMetadata } from './status-pages'
import { readAreaStanding, type StandingOfTag, standingPages, TagStandingParts } from './tag-standing'
import { TagsBeside } from './tags-beside'

const REGION_STORIES = 5

const readAreas = cache(() => reading('the areas', listAreas))

/** `page` is null where the address holds no page number. */
export async function areaMetadata(slug: string, page: number | null): Promise<Metadata> {
  const read = await readAreas()
  if (!read.available) return unavailableMetadata
  const area = read.value.find((candidate) => candidate.slug === slug)
  if (!area || page === null) return missingMetadata
  return pageMetadata({
    title: page === 1 ? area.name : `${area.name}, page ${page}`,
    description: `SEND inspections in ${area.name}, ${area.region}: the latest outcome, who is responsible, and our stories.`,
    path: page === 1 ? `/areas/${slug}` : `/areas/${slug}?page=${page}`,
    feed: { base: tagFeedPath(area.tagSlug), title: area.name },
  })
}

type AreaStories = { own: PublishedStoryPage | null; beside: TagBeside[]; region: StoryCard[]; standing: StandingOfTag | null }

/** The area's stories, and what its tag says beside them; where there are none, the newest of its region. */
async function storiesOf(area: AreaView, page: number): Promise<AreaStories> {
  const tag = await findPublishedTag(area.tagSlug)
  const own = tag ? await listPublishedStories({ tagId: tag.id, page }) : null
  if (tag && own && own.total > 0) {
    if (page > 1) return { own, beside: [], region: [], standing: null }
    return { own, beside: await tagsBeside(tag), region: [], standing: await readAreaStanding(area.tagSlug, tag.id) }
  }
  const region = await findPublishedTag(area.regionSlug)
  return {
    own: null,
    beside: [],
    standing: await readAreaStanding(area.tagSlug, null),
    region: region ? (await listPublishedStories({ tagId: region.id, pageSize: REGION_STORIES })).items : [],
  }
}

/** One area: its case along the line, its stories and their feed, and who is responsible. */
export async function AreaPage({ slug, page }: { slug: string; page: number | null }) {
  const areas = await readAreas()
  if (!areas.available) return unavailable()
  const area = areas.value.find((candidate) => candidate.slug === slug)
  if (!area || page === null || !isAddress(slug)) return missing([])
  const read = await reading('an area', () => Promise.all([storiesOf(area, page), inspectionsOfArea(slug)]))
  if (!read.available) return unavailable()
  const [stories, inspections] = read.value
  const others = stories.own ? stories.beside.map((tag) => tag.slug) : [area.regionSlug]
  const lists = [pageTag.list(area.tagSlug), pageTag.records(area.tagSlug), ...others.map(pageTag.list)]
  if (page > (stories.own?.pages ?? 1)) return missing(lists)
  if (stories.standing) lists.push(...standingPages(stories.standing))
  await tagPage([...lists, ...[...(stories.own?.items ?? []), ...stories.region].map((story) => pageTag.shows(story.number))])
  return (
    <SiteFrame section="areas">
      <PageHead title={page === 1 ? area.name : `${area.name}, page ${page}`} kicker={<>Area in {inRegion(area.region)}</>} />
      <div className={styles.grid}>
        <div className={styles.main}>
          {stories.standing ? <Standing area={area} standing={stories.standing} /> : null}
          {page === 1 ? <LatestOutcome area={area} inspections={inspections} /> : null}
          <Stories area={area} stories={stories} page={page} />
          {page === 1 ? <AreaCase inspections={inspections} /> : null}
        </div>
        <Beside area={area} areas={areas.value} />
      </div>
    </SiteFrame>
  )
}

/** Councils reorganise: from when to when there was this area, and where the line goes on. */
function Standing({ area, standing }: { area: AreaView; standing: StandingOfTag }) {
  return (
    <div className={styles.standing}>
      <TagStandingParts tag={{ label: area.name }} {...standing} />
    </div>
  )
}

function Stories({ area, stories, page }: { area: AreaView; stories: AreaStories; page: number }) {
  return (
    <>
      <Section id="stories" title="Stories">
        {stories.own ? (
          <>
            <StoryList stories={stories.own.items} />
            <Pager
              address={pageOf(`/areas/${area.slug}`)}
              page={page}
              pages={stories.own.pages}
              label={`Pages of stories about ${area.name}`}
            />
          </>
        ) : (
          <p className={styles.none}>We have not published a story about {area.name} yet.</p>
        )}
        <TagsBeside tag={{ slug: area.tagSlug, type: 'area', label: area.name }} beside={stories.beside} heading="h3" />
        <FeedLinks base={tagFeedPath(area.tagSlug)} what={area.name} />
      </Section>
      {stories.region.length > 0 ? (
        <Section id="region" title={`Latest from ${inRegion(area.region)}`}>
          <StoryList stories={stories.region} brief />
        </Section>
      ) : null}
    </>
  )
}

/** "the North West", "London" */
const inRegion = (region: string): string => (region === 'London' || region.startsWith('Yorkshire') ? region : `the ${region}`)

function Beside({ area, areas }: { area: AreaView; areas: readonly AreaView[] }) {
  return (
    <aside className={styles.side} aria-label={`About ${area.name}`}>
      <section aria-labelledby="who">
        <h2 id="who">Who is responsible</h2>
        <dl>
          <dt>Council</dt>
          <dd>{area.officialName}</dd>
          <dt>{area.boards.length > 1 ? 'NHS boards' : 'NHS board'}</dt>
          {area.boards.length > 0 ? area.boards.map((board) => <dd key={board}>{board}</dd>) : <dd>Not on record</dd>}
          <dt>Parent carer forum</dt>
          <dd>{area.forum ?? 'Name not on record'}</dd>
        </dl>
      </section>
      <section aria-labelledby="where">
        <h2 id="where">Where it is</h2>
        <WhereItIs areas={areas} slug={area.slug} />
        <p>In {inRegion(area.region)}.</p>
      </section>
    </aside>
  )
}
