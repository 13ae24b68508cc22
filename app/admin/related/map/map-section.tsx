import { Pager } from '@/components/pager'
import { londonDay } from '@/lib/dates'
import { adminArticlePath } from '@/modules/articles/paths'
import { MapFixes } from '@/modules/related/components/map-fixes'
import { MAP_WORDS, type MapFilter, mapAddress } from '@/modules/related/map-words'
import type { MapPart, MapRow } from '@/modules/related/queries/related-map'
import styles from './map.module.css'

type Props = { part: MapPart; filter: MapFilter; mayFix: boolean }

/** One kind of weakness: how many, which stories, and what a press mends. */
export function MapSection({ part: { section, total, page, pages, rows }, filter, mayFix }: Props) {
  const words = MAP_WORDS[section]
  return (
    <section className={styles.part} aria-labelledby={section}>
      <h2 id={section}>
        {words.title} <span className={styles.total}>({total.toLocaleString('en-GB')})</span>
      </h2>
      {total === 0 ? <p className={styles.none}>{words.none}</p> : <p className={styles.lead}>{words.lead}</p>}
      {rows.length > 0 ? (
        <table className={styles.table} aria-labelledby={section}>
          <thead>
            <tr>
              <th scope="col">Story</th>
              <th scope="col">What is the matter</th>
              <th scope="col">What mends it</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} mayFix={mayFix} choose={section === 'hubs'} />
            ))}
          </tbody>
        </table>
      ) : null}
      <Pager
        page={page}
        pages={pages}
        label={`Pages of: ${words.title}`}
        address={(n) => mapAddress(filter, section, n)}
        previous="Previous"
        next="More"
      />
    </section>
  )
}

function Row({ row: { key, story, facts, fixes, needsTags }, mayFix, choose }: { row: MapRow; mayFix: boolean; choose: boolean }) {
  const name = `${key}-name`
  return (
    <tr id={key}>
      <th scope="row">
        <a id={name} href={adminArticlePath(story.id)}>
          {story.headline}
        </a>
        <time dateTime={story.firstPublishedAt.toISOString()}>{londonDay(story.firstPublishedAt)}</time>
      </th>
      <td>
        {facts.map((fact) => (
          <p key={fact}>{fact}</p>
        ))}
      </td>
      <td>
        {mayFix && fixes.length > 0 ? <MapFixes fixes={fixes} row={name} choose={choose} /> : null}
        {needsTags ? (
          <p>
            <a href={`${adminArticlePath(story.id)}#tags`} aria-describedby={name}>
              Open its tags
            </a>
          </p>
        ) : null}
        {!needsTags && (!mayFix || fixes.length === 0) ? (
          <p>
            <a href={`${adminArticlePath(story.id)}#related`} aria-describedby={name}>
              Open its list
            </a>
          </p>
        ) : null}
      </td>
    </tr>
  )
}
