import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { londonDay } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { Outcome } from '@/modules/inspections/components/outcome-mark'
import { OUTCOME_WORDS } from '@/modules/inspections/outcome'
import { type AreaCoverage, beginningOf, beginStoryPath, isGap, type OutcomeCoverage } from '@/modules/vocabulary/coverage'
import { readCoverage, type ThemeGap } from '@/modules/vocabulary/queries/coverage'
import { AdminPage } from '../../_parts/admin-page'
import list from '../../_parts/list.module.css'
import { TagsNav } from '../_parts/tags-nav'
import styles from './coverage.module.css'
import { CoverageLegend, CoverageMap } from './coverage-map'
import { STATE_WORDS } from './coverage-words'

export const metadata: Metadata = { title: 'Coverage' }

/** What the record holds and the newsroom has not told: areas on the map and in a table, outcomes, themes. */
export default async function CoveragePage() {
  const actor = await requireActor()
  const { areas, outcomes, themes } = await readCoverage(actor)
  const gaps = areas.filter(isGap).length
  return (
    <AdminPage
      title="Coverage"
      lead={`${gaps} of ${areas.length} areas have a record that no story tells. A record is told by a live story with its area and its outcome, published on its day or later.`}
    >
      {can(actor, 'tag.edit') ? <TagsNav here="coverage" /> : null}
      <div className={styles.grid}>
        <section className={styles.map} aria-labelledby="map">
          <h2 id="map" className="visually-hidden">
            Areas on the map
          </h2>
          <CoverageMap areas={areas} labelledBy="map" />
          <CoverageLegend areas={areas} />
        </section>
        <Areas areas={areas} mayWrite={can(actor, 'article.create')} />
      </div>
      <Outcomes outcomes={outcomes} />
      <Themes themes={themes} mayWrite={can(actor, 'article.create')} />
    </AdminPage>
  )
}

const dayOf = (day: string): string => londonDay(new Date(`${day}T12:00:00Z`))

function Areas({ areas, mayWrite }: { areas: readonly AreaCoverage[]; mayWrite: boolean }) {
  return (
    <section aria-labelledby="areas">
      <h2 id="areas" className="visually-hidden">
        Areas in a table
      </h2>
      <table className={`${list.table} ${styles.table}`}>
        <caption className="visually-hidden">Areas by their newest record, those without a story about it first</caption>
        <thead>
          <tr>
            <th scope="col">Area</th>
            <th scope="col">Newest record</th>
            <th scope="col">Live stories</th>
            <th scope="col">Coverage</th>
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <Row key={area.slug} area={area} mayWrite={mayWrite} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ area, mayWrite }: { area: AreaCoverage; mayWrite: boolean }) {
  const { record, stories, newestStory } = area
  return (
    <tr id={`area-${area.slug}`}>
      <th scope="row">
        <a href={`/admin/tags/area-${area.slug}`}>{area.name}</a>
        <span className={list.aliases}>{area.region}</span>
      </th>
      <td data-label="Newest record">
        {record ? (
          <>
            <Outcome kind={record.kind} /> <span className={list.aliases}>{dayOf(record.day)}</span>
          </>
        ) : (
          '–'
        )}
      </td>
      <td data-label="Live stories">
        {stories}
        {newestStory ? <span className={list.soft}>, newest {londonDay(newestStory)}</span> : null}
      </td>
      <td data-label="Coverage">
        {STATE_WORDS[area.state]}
        {mayWrite && record && isGap(area) ? (
          <>
            {' '}
            <a className={buttons.quiet} href={beginStoryPath(beginningOf(area.slug, record.kind))}>
              Write it<span className="visually-hidden"> about {area.name}</span>
            </a>
          </>
        ) : null}
      </td>
    </tr>
  )
}

function Outcomes({ outcomes }: { outcomes: readonly OutcomeCoverage[] }) {
  return (
    <section className={list.group} aria-labelledby="outcomes">
      <h2 id="outcomes">Outcomes</h2>
      <table className={list.table}>
        <caption className="visually-hidden">Records by outcome, and how many of them a story tells</caption>
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">Records</th>
            <th scope="col">Told</th>
            <th scope="col">Not told</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ kind, tag, records, told }) => (
            <tr key={kind}>
              <th scope="row">
                <a href={`/admin/tags/${tag}`}>{OUTCOME_WORDS[kind]}</a>
              </th>
              <td data-label="Records">{records}</td>
              <td data-label="Told">{told}</td>
              <td data-label="Not told">{records - told}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Themes({ themes, mayWrite }: { themes: readonly ThemeGap[]; mayWrite: boolean }) {
  return (
    <section className={list.group} aria-labelledby="themes">
      <h2 id="themes">Themes without a live story ({themes.length})</h2>
      {themes.length === 0 ? <p className={list.none}>Every theme has one.</p> : null}
      <ul className={styles.themes}>
        {themes.map(({ slug, label, drafts }) => (
          <li key={slug}>
            <a href={`/admin/tags/${slug}`}>{label}</a>
            {drafts > 0 ? <span className={list.soft}> {drafts === 1 ? 'one draft' : `${drafts} drafts`}</span> : null}
            {mayWrite && drafts === 0 ? (
              <>
                {' '}
                <a href={beginStoryPath({ tags: [slug] })}>
                  Write it<span className="visually-hidden"> about {label}</span>
                </a>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
