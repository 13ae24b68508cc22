import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { Section } from '@/components/section'
import { SiteFrame } from '@/components/site-frame'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { listAreas } from '@/modules/areas/published'
import type { AreaView } from '@/modules/areas/views'
import { LeadStory, StoryList } from '@/modules/articles/components/story-card'
import { latestStories } from '@/modules/articles/published'
import type { StoryCard } from '@/modules/articles/views'
import { Outcome } from '@/modules/inspections/components/outcome-mark'
import { outcomeOfInspection } from '@/modules/inspections/outcome'
import { listInspections } from '@/modules/inspections/published'
import type { InspectionView } from '@/modules/inspections/views'
import { AreaTable } from './_parts/area-table'
import { areasWithOutcomes } from './_parts/areas-with-outcomes'
import { OutcomeWords } from './_parts/outcome-words'
import { reading } from './_parts/reading'
import { unavailable } from './_parts/status-answers'
import { type AreaWithOutcome, MapLegend, TileMap } from './_parts/tile-map'
import styles from './front.module.css'

export const revalidate = false

const STORIES = 8
const REPORTS = 4

export const generateMetadata = (): Metadata =>
  pageMetadata({
    title: 'Throughline: news of SEND inspections in England',
    description:
      'News of inspections of support for children and young people with special educational needs and disabilities: what was found, area by area, and what happened next.',
    path: '/',
    feed: { base: '/feeds/news', title: 'News' },
  })

export default async function FrontPage() {
  const read = await reading('the front page', () => Promise.all([latestStories(STORIES), listAreas(), listInspections()]))
  if (!read.available) return unavailable()
  const [stories, areas, inspections] = read.value
  await tagPage([pageTag.news, pageTag.allRecords, ...stories.map((story) => pageTag.shows(story.number))])
  const entries = areasWithOutcomes(areas, inspections)
  const newest = inspections[0]?.reportPublished
  return (
    <SiteFrame front bleed>
      <h1 className="visually-hidden">Throughline: news of SEND inspections in England</h1>
      <div className={styles.finder}>
        <div className="wrap">
          <FindForm action="/areas/find" label="Find your area" name="q" button="Show area" suggestions={areas.map((area) => area.name)} />
          <p className={styles.all}>
            <a href="/areas">Or choose from all {areas.length} areas</a>
          </p>
        </div>
      </div>
      <div className={`wrap ${styles.top}`}>
        <NewestStories stories={stories} />
        <England entries={entries} asOf={newest ? londonDay(newest) : null} newest={newestReports(inspections, areas)} />
      </div>
      <div className="wrap">
        <OutcomeWords />
        <Section id="table" title="The map as a table" className={styles.table}>
          <details>
            <summary>All {areas.length} areas: outcome, date of the report, what follows</summary>
            <AreaTable entries={entries} />
          </details>
        </Section>
      </div>
    </SiteFrame>
  )
}

function NewestStories({ stories }: { stories: readonly StoryCard[] }) {
  const [lead, ...rest] = stories
  return (
    <div>
      <Section id="latest" title="Latest news">
        {lead ? (
          <LeadStory story={lead} />
        ) : (
          <p className={styles.none}>There are no stories yet. The record of inspections is on this page already.</p>
        )}
      </Section>
      {rest.length > 0 ? (
        <Section id="more" title="Before that" className={styles.more}>
          <StoryList stories={rest} brief />
          <p className={styles.on}>
            <a href="/news">All stories, newest first</a>
          </p>
        </Section>
      ) : null}
    </div>
  )
}

type Report = { inspection: InspectionView; area: AreaView }

function newestReports(inspections: readonly InspectionView[], areas: readonly AreaView[]): Report[] {
  return inspections.slice(0, REPORTS).flatMap((inspection) => {
    const area = areas.find((candidate) => candidate.slug === inspection.areaSlug)
    return area ? [{ inspection, area }] : []
  })
}

type EnglandProps = { entries: readonly AreaWithOutcome[]; asOf: string | null; newest: readonly Report[] }

function England({ entries, asOf, newest }: EnglandProps) {
  return (
    <Section id="map" title="England, area by area" className={styles.map}>
      <p className={styles.mapNote}>
        Each tile is one of {entries.length} areas, all the same size, with the outcome of its latest full inspection since 2023.{' '}
        <a href="#after-map">Skip the map</a>
      </p>
      <TileMap entries={entries} labelledBy="map" />
      <MapLegend entries={entries} />
      <p className={styles.mapNote} id="after-map" tabIndex={-1}>
        {asOf ? `The newest report on record is of ${asOf}. ` : ''}
        <a href="#table">The same facts as a table</a>
      </p>
      {newest.length > 0 ? <NewestReports reports={newest} /> : null}
    </Section>
  )
}

function NewestReports({ reports }: { reports: readonly Report[] }) {
  return (
    <>
      <h3 className={styles.reportsHead}>Newest reports</h3>
      <ul className={styles.reports}>
        {reports.map(({ inspection, area }) => {
          const kind = outcomeOfInspection(inspection)
          return (
            <li key={inspection.id}>
              <a href={`/areas/${area.slug}`}>{area.name}</a>
              {inspection.reportPublished ? (
                <time dateTime={londonIsoDay(inspection.reportPublished)}>{londonDay(inspection.reportPublished)}</time>
              ) : null}
              {kind ? <Outcome kind={kind} /> : null}
            </li>
          )
        })}
      </ul>
      <p className={styles.on}>
        <a href="/inspections">All inspections on record</a>
      </p>
    </>
  )
}
