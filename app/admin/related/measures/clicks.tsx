import { TableScroll } from '@/components/table-scroll'
import { adminArticlePath } from '@/modules/articles/paths'
import { Bar } from '@/modules/measures/components/bar'
import type { ClickMeasures, NamedStory } from '@/modules/measures/views'
import type { ReasonKind } from '@/modules/related/reason-kind'
import styles from './measures.module.css'

const REASON_WORDS: Record<ReasonKind, string> = {
  pin: 'Chosen by the editor',
  external: 'Another site, chosen by the editor',
  storyline: 'The same storyline',
  area: 'The same area',
  organisation: 'The same organisation',
  person: 'The same person',
  theme: 'The same theme',
}

const share = (per100: number | null): string => (per100 === null ? 'Too few to say' : per100.toFixed(1))

type Row = { key: string; label: string; clicks: number; per100: number | null }

/** What readers followed: by place in the list, by reason, by pair. */
export function Clicks({ measures: { slots, reasons, pairs } }: { measures: ClickMeasures }) {
  return (
    <>
      <CountTable
        id="slots"
        title="By place in the list"
        column="Place"
        rows={slots.map(({ slot, ...counted }) => ({ key: String(slot), label: `Link ${slot}`, ...counted }))}
      />
      <CountTable
        id="reasons"
        title="By reason"
        column="Reason"
        rows={reasons.map(({ reason, ...counted }) => ({ key: reason, label: REASON_WORDS[reason], ...counted }))}
      />
      <Pairs pairs={pairs} />
    </>
  )
}

function CountTable({ id, title, column, rows }: { id: string; title: string; column: string; rows: Row[] }) {
  const most = Math.max(0, ...rows.map((row) => row.clicks))
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? <p className={styles.note}>No link was followed.</p> : null}
      {rows.length > 0 ? (
        <TableScroll label={title}>
          <table className={styles.table}>
            <caption className="visually-hidden">Clicks {title.toLowerCase()}</caption>
            <thead>
              <tr>
                <th scope="col">{column}</th>
                <th scope="col">Clicks</th>
                <th scope="col">For each 100 lists seen</th>
                <th scope="col">
                  <span className="visually-hidden">Clicks, drawn</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.label}</th>
                  <td>{row.clicks.toLocaleString('en-GB')}</td>
                  <td>{share(row.per100)}</td>
                  <td className={styles.drawn}>
                    <Bar value={row.clicks} max={most} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      ) : null}
    </section>
  )
}

const Story = ({ story }: { story: NamedStory }) => <a href={adminArticlePath(story.id)}>{story.headline || 'Story without a headline'}</a>

function Pairs({ pairs }: Pick<ClickMeasures, 'pairs'>) {
  return (
    <section className={styles.part} aria-labelledby="pairs">
      <h2 id="pairs">Links followed most</h2>
      {pairs.length === 0 ? <p className={styles.note}>No link was followed.</p> : null}
      {pairs.length > 0 ? (
        <TableScroll label="Links followed most">
          <table className={styles.table}>
            <caption className="visually-hidden">Links followed most</caption>
            <thead>
              <tr>
                <th scope="col">Link</th>
                <th scope="col">In the list of</th>
                <th scope="col">Clicks</th>
                <th scope="col">Its list was seen</th>
                <th scope="col">For each 100 times seen</th>
              </tr>
            </thead>
            <tbody>
              {pairs.map(({ article, target, clicks, seen, per100 }) => (
                <tr key={`${article.number} ${target?.number ?? ''}`}>
                  <th scope="row">{target ? <Story story={target} /> : 'Links to other sites'}</th>
                  <td>
                    <Story story={article} />
                  </td>
                  <td>{clicks.toLocaleString('en-GB')}</td>
                  <td>{seen.toLocaleString('en-GB')}</td>
                  <td>{share(per100)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      ) : null}
    </section>
  )
}
