import { type ReactNode, useEffect, useRef } from 'react'
import { stateLabel } from '@/modules/workflow/states'
import styles from './import-stories.module.css'
import type { Looked } from './use-import'

type ImportReportViewProps = { looked: Looked; children: ReactNode }

/** The report of an import, as `cms import` prints it, to read. `children`: what can be done now. */
export function ImportReportView({ looked, children }: ImportReportViewProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever waited for it goes on reading there, also after the press that stores.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new report is a new reason
  useEffect(() => heading.current?.focus(), [looked])
  const { report, stored, names, notes } = looked
  const { stories, pins, missed, close = [], refused } = report
  const name = (line: number) => names[line - 1] ?? String(line)
  return (
    <section className={styles.report} aria-labelledby="import-report">
      <h2 id="import-report" ref={heading} tabIndex={-1}>
        {stored
          ? `Stored: ${counted(stories.length, 'story', 'stories')}`
          : `This would store ${counted(stories.length, 'story', 'stories')}`}
        {refused.length > 0 ? `, ${counted(new Set(refused.map(({ line }) => line)).size, 'line', 'lines')} refused` : ''}
      </h2>
      {stored ? (
        <p>
          <a href="/admin/articles?sort=changed">See the list of stories</a>
        </p>
      ) : (
        <p>Nothing is stored yet.</p>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Rows
        title="Refused"
        head={[names.length > 0 ? 'File' : 'Line', 'Field', 'Why']}
        rows={refused.map(({ line, field, message }) => [name(line), field, message])}
      />
      <Rows
        title="Stories"
        head={['Address', 'State']}
        rows={stories.map(({ slug, state, before }) => [slug, `${stateLabel[state]}${before ? ', stored by an earlier press' : ''}`])}
      />
      <Rows
        title="Related links found"
        head={['Story', 'Headline', 'Leads to']}
        rows={pins.map(({ from, headline, to }) => [from, headline, to])}
      />
      <Rows
        title="Related headlines that wait for a story"
        head={['Story', 'Headline', 'Nearly the headline of']}
        rows={missed.map(({ from, headline }) => [
          from,
          headline,
          close.find((one) => one.from === from && one.headline === headline)?.to ?? '',
        ])}
      />
      {children}
    </section>
  )
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** Shown when there is a row. */
function Rows({ title, head, rows }: { title: string; head: readonly string[]; rows: readonly (readonly string[])[] }) {
  if (rows.length === 0) return null
  return (
    <table>
      <caption>
        {title} ({rows.length})
      </caption>
      <thead>
        <tr>
          {head.map((words) => (
            <th key={words} scope="col">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, at) => (
          <tr key={at}>
            {cells.map((words, column) => (
              <td key={column}>{words}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
