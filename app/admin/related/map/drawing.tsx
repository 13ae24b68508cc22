import { adminArticlePath } from '@/modules/articles/paths'
import { layOut, type Place } from '@/modules/related/map-layout'
import type { DrawnStory, MapGraph } from '@/modules/related/queries/map-graph'
import styles from './map.module.css'

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** "Headline: in 3 lists, lists 5" */
function nameOf({ headline, lists, links, orphan, deadEnd }: DrawnStory): string {
  const inLists = orphan ? 'in no list' : `in ${counted(lists, 'list', 'lists')}`
  return `${headline}: ${inLists}, ${deadEnd ? 'lists nothing' : `lists ${links}`}`
}

/** Orphans are diamonds, dead ends squares, both triangles, all others circles: readable without colour. */
function Shape({ story: { orphan, deadEnd }, radius: r }: { story: Pick<DrawnStory, 'orphan' | 'deadEnd'>; radius: number }) {
  const far = r + 3
  if (orphan && deadEnd) return <path className={styles.loose} d={`M0-${far} ${far} ${far - 2}H-${far}Z`} />
  if (orphan) return <path className={styles.loose} d={`M0-${far} ${far} 0 0 ${far}-${far} 0Z`} />
  if (deadEnd) return <path className={styles.loose} d={`M-${r}-${r}H${r}V${r}H-${r}Z`} />
  return <circle className={styles.dot} r={r} />
}

function Node({ story, place }: { story: DrawnStory; place: Place }) {
  const name = nameOf(story)
  return (
    <a href={adminArticlePath(story.id)} aria-label={name}>
      <title>{name}</title>
      <g transform={`translate(${place.x} ${place.y})`}>
        <circle className={styles.target} r={Math.max(13, place.radius + 3)} />
        <Shape story={story} radius={place.radius} />
      </g>
    </a>
  )
}

/** The same as a picture: stories as nodes, links as lines. Everything it says stands in the tables as well. */
export function Drawing({ graph: { stories, edges, all } }: { graph: MapGraph }) {
  const { width, height, places, groups } = layOut(stories, edges)
  const lines = edges.flatMap(({ from, to }) => {
    const [a, b] = [places.get(from), places.get(to)]
    return a && b ? [`M${a.x} ${a.y}L${b.x} ${b.y}`] : []
  })
  const drawn = all ? 'Every live story is drawn.' : `Drawn are ${stories.length}: the newest, and those that most lists show.`
  return (
    <section className={styles.part} aria-labelledby="drawn">
      <h2 id="drawn">The picture</h2>
      <p className={styles.lead}>
        {drawn} A line: one lists the other. The larger, the more lists show it. Stories of one region stand together, those about no one
        area in the middle. The tables above say the same of every story that needs a hand. <a href="#drawn-end">Skip the picture</a>
      </p>
      <Legend />
      {stories.length === 0 ? (
        <p className={styles.none}>No story is live yet.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard (WCAG 2.1.1)
        <section className={styles.box} aria-label="The picture, which scrolls" tabIndex={0}>
          {/* biome-ignore lint/a11y/useSemanticElements: a drawing of links is a group, and svg has no fieldset */}
          <svg
            className={styles.graph}
            viewBox={`0 0 ${width} ${height}`}
            width={width}
            height={height}
            role="group"
            aria-labelledby="drawn"
          >
            <path className={styles.lines} d={lines.join('')} />
            {groups.map(({ name, x, y }) => (
              <text key={name} className={styles.group} x={x} y={y} textAnchor="middle">
                {name}
              </text>
            ))}
            {stories.map((story) => {
              const place = places.get(story.number)
              return place ? <Node key={story.number} story={story} place={place} /> : null
            })}
          </svg>
        </section>
      )}
      <p id="drawn-end" className={styles.end} tabIndex={-1}>
        <a href="#orphans">Back to the tables</a>
      </p>
    </section>
  )
}

const KINDS = [
  { words: 'in a list, with links of its own', orphan: false, deadEnd: false },
  { words: 'orphan: no list shows it', orphan: true, deadEnd: false },
  { words: 'dead end: its list has no link', orphan: false, deadEnd: true },
  { words: 'both', orphan: true, deadEnd: true },
]

function Legend() {
  return (
    <ul className={styles.legend}>
      {KINDS.map(({ words, ...story }) => (
        <li key={words}>
          <svg className={styles.key} viewBox="-14 -14 28 28" width={28} height={28} aria-hidden="true" focusable="false">
            <Shape story={story} radius={8} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  )
}
