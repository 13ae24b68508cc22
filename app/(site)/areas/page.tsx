import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { PageHead } from '@/components/page-head'
import { Section } from '@/components/section'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { listAreas } from '@/modules/areas/published'
import { Outcome, OutcomeMark } from '@/modules/inspections/components/outcome-mark'
import { OUTCOME_WORDS, outcomeOfInspection } from '@/modules/inspections/outcome'
import { listInspections } from '@/modules/inspections/published'
import { areasWithOutcomes } from '../_parts/areas-with-outcomes'
import { reading } from '../_parts/reading'
import { unavailable } from '../_parts/status-answers'
import type { AreaWithOutcome } from '../_parts/tile-map'
import styles from './areas.module.css'

export const revalidate = false

const KEY = ['positive', 'inconsistent', 'failings'] as const

export const generateMetadata = (): Metadata =>
  pageMetadata({
    title: 'Areas',
    description: 'England’s 153 local areas by region, each with the outcome of its latest inspection and our stories about it.',
    path: '/areas',
  })

export default async function AreasPage() {
  const read = await reading('the areas', () => Promise.all([listAreas(), listInspections()]))
  if (!read.available) return unavailable()
  await tagPage([pageTag.news, pageTag.allRecords])
  const [areas, inspections] = read.value
  const entries = areasWithOutcomes(areas, inspections)
  const regions = [...new Set(areas.map((area) => area.region))].sort((a, b) => a.localeCompare(b, 'en-GB'))
  return (
    <SiteFrame section="areas" isSectionIndex>
      <PageHead title="Areas">
        <p>Inspections look at one area at a time: its council, its NHS board and their partners. England has {areas.length}.</p>
      </PageHead>
      <div className={styles.find}>
        <FindForm action="/areas/find" label="Find your area" name="q" button="Show area" suggestions={areas.map((area) => area.name)} />
      </div>
      <p className={styles.key}>
        {KEY.map((kind) => (
          <Outcome key={kind} kind={kind} />
        ))}
      </p>
      <div className={styles.regions}>
        {regions.map((region, at) => (
          <Region key={region} id={`region-${at + 1}`} name={region} entries={entries.filter((entry) => entry.area.region === region)} />
        ))}
      </div>
    </SiteFrame>
  )
}

function Region({ id, name, entries }: { id: string; name: string; entries: readonly AreaWithOutcome[] }) {
  return (
    <Section id={id} title={name}>
      <ul className={styles.areas}>
        {entries.map(({ area, latest }) => {
          const kind = latest ? outcomeOfInspection(latest) : null
          return (
            <li key={area.slug}>
              <a href={`/areas/${area.slug}`}>{area.name}</a>
              {kind ? (
                <span>
                  <OutcomeMark kind={kind} />
                  <span className="visually-hidden">{OUTCOME_WORDS[kind]}</span>
                </span>
              ) : (
                <span className={styles.none}>No report yet</span>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
