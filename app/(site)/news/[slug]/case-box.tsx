import { articlePath } from '@/modules/articles/paths'
import type { CaseChain, ChainEntry } from '@/modules/inspections/views'
import styles from './case-box.module.css'

type Props = {
  chain: Pick<CaseChain, 'before' | 'next'>
  /** Printed before each address on paper, where it is given. */
  siteUrl?: string
}

/** What happened next in the case of the story's area, and what came before, each nearest first. Nothing where nothing did. */
export function CaseBox({ chain, siteUrl = '' }: Props) {
  if (chain.next.length + chain.before.length === 0) return null
  return (
    <div className={`wrap ${styles.outer}`}>
      <Part id="case-next" title="What happened next" entries={chain.next} siteUrl={siteUrl} />
      <Part id="case-before" title="Before this" entries={chain.before} siteUrl={siteUrl} />
    </div>
  )
}

function Part({ id, title, entries, siteUrl }: { id: string; title: string; entries: readonly ChainEntry[]; siteUrl: string }) {
  if (entries.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {/* The role brings the list back for VoiceOver, which drops it when list-style is none. */}
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <ol role="list">
        {entries.map((entry) => (
          <Entry key={entry.story.number} entry={entry} siteUrl={siteUrl} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry, siteUrl }: { entry: ChainEntry; siteUrl: string }) {
  const path = articlePath(entry.story.slug)
  return (
    <li>
      <span className={styles.knot} aria-hidden="true" />
      <p className={styles.what}>
        <time dateTime={entry.when.iso}>{entry.when.words}</time>
        {'. '}
        {entry.recordId ? <a href={`/inspections/${entry.recordId}`}>{entry.words}</a> : entry.words}
      </p>
      <a className={styles.story} href={path} data-print={`${siteUrl}${path}`}>
        {entry.story.headline}
      </a>
    </li>
  )
}
