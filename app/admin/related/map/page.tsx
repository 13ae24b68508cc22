import type { Metadata } from 'next'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { MAP_WORDS, type MapFilter, mapFilterSchema } from '@/modules/related/map-words'
import { type MapGraph, readMapGraph } from '@/modules/related/queries/map-graph'
import { type RelatedMap, readRelatedMap } from '@/modules/related/queries/related-map'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import { RelatedNav } from '../_parts/related-nav'
import { Drawing } from './drawing'
import styles from './map.module.css'
import { MapSection } from './map-section'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Map of related news' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Where the related graph needs a hand, as tables with a press in each row; then the same drawn. */
export default async function MapPage({ searchParams }: Props) {
  const actor = await requireActor()
  const filter = mapFilterSchema.parse(await searchParams)
  const now = new Date()
  try {
    const map = await readRelatedMap(actor, filter, now)
    return <RelatedMapPage map={map} graph={await readMapGraph(actor, now)} filter={filter} mayFix={can(actor, 'article.publish')} />
  } catch (error) {
    return <Refused error={error} />
  }
}

type MapProps = { map: RelatedMap; graph: MapGraph; filter: MapFilter; mayFix: boolean }

function RelatedMapPage({ map: { parts, liveStories, behind }, graph, filter, mayFix }: MapProps) {
  const stories = `${liveStories.toLocaleString('en-GB')} live ${liveStories === 1 ? 'story' : 'stories'} and what their lists show.`
  return (
    <AdminPage title="Map of related news" lead={stories}>
      <RelatedNav here="map" />
      {behind ? (
        <p className={styles.behind}>
          <b>The counts may be behind what readers see.</b> {behind} <a href="/admin/health">Health</a>
        </p>
      ) : null}
      <nav aria-label="Parts of the map" className={styles.summary}>
        <ul>
          {parts.map(({ section, total }) => (
            <li key={section}>
              <a href={`#${section}`}>{MAP_WORDS[section].count(total)}</a>
            </li>
          ))}
          <li>
            <a href="#drawn">The picture</a>
          </li>
        </ul>
      </nav>
      {parts.map((part) => (
        <MapSection key={part.section} part={part} filter={filter} mayFix={mayFix} />
      ))}
      <Drawing graph={graph} />
    </AdminPage>
  )
}
