import type { ComparedList, Comparison } from '../comparison'
import type { DiffLine } from '../text-diff'
import styles from './comparison-view.module.css'
import { DiffText } from './diff-text'

/** Unchanged paragraphs on either side of a change that are shown. */
const AROUND = 1

/** What differs between two versions, for reading. */
export function ComparisonView({ comparison: { facts, body, lists } }: { comparison: Comparison }) {
  if (facts.length === 0 && body === null && lists.length === 0) return <p>These two versions say the same.</p>
  return (
    <div className={styles.comparison}>
      <p className={styles.key}>
        <del>Struck out</del> was only in the earlier version, <ins>underlined</ins> is only in the later one.
      </p>
      {facts.length > 0 ? (
        <dl className={styles.facts}>
          {facts.map(({ name, parts }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <DiffText parts={parts} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <section aria-labelledby="compared-text">
        <h2 id="compared-text">Text</h2>
        {body === null ? <p>No word of the text differs.</p> : <Lines lines={body} />}
      </section>
      {lists.map((list) => (
        <ListChanges key={list.name} list={list} />
      ))}
    </div>
  )
}

/** Changed paragraphs with their neighbours; the others folded away, where they can be opened. */
function Lines({ lines }: { lines: readonly DiffLine[] }) {
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line) => line.kind !== 'same'))
  const runs: { shown: boolean; lines: DiffLine[] }[] = []
  lines.forEach((line, at) => {
    const shown = near[at] === true
    const last = runs.at(-1)
    if (last?.shown === shown) last.lines.push(line)
    else runs.push({ shown, lines: [line] })
  })
  return runs.map((run, index) =>
    run.shown ? (
      run.lines.map((line, at) => <Line key={`${index}-${at}`} line={line} />)
    ) : (
      <details key={index} className={styles.same}>
        <summary>{run.lines.length === 1 ? '1 paragraph that is the same' : `${run.lines.length} paragraphs that are the same`}</summary>
        {run.lines.map((line, at) => (
          <Line key={at} line={line} />
        ))}
      </details>
    ),
  )
}

const SAID: Record<DiffLine['kind'], string> = {
  same: '',
  added: 'New',
  removed: 'Gone',
  changed: 'Changed',
  format: 'Only links or emphasis',
}

function Line({ line }: { line: DiffLine }) {
  const said = [
    SAID[line.kind],
    line.what === 'Paragraph' && line.kind !== 'same' ? '' : line.what === 'Paragraph' ? '' : line.what,
  ].filter(Boolean)
  return (
    <div className={styles.line} data-kind={line.kind}>
      {said.length > 0 ? <small>{said.join(': ')}</small> : null}
      <p>
        <DiffText parts={line.parts} />
      </p>
    </div>
  )
}

function ListChanges({ list: { name, added, removed, same, reordered } }: { list: ComparedList }) {
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      <ul className={styles.list}>
        {removed.map((one) => (
          <li key={`- ${one}`}>
            <DiffText parts={[{ kind: 'removed', text: one }]} />
          </li>
        ))}
        {added.map((one) => (
          <li key={`+ ${one}`}>
            <DiffText parts={[{ kind: 'added', text: one }]} />
          </li>
        ))}
      </ul>
      <p>
        {same === 0 ? '' : same === 1 ? '1 is the same.' : `${same} are the same.`} {reordered ? 'Their order differs.' : ''}
      </p>
    </section>
  )
}
