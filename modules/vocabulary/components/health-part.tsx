import buttons from '@/components/button.module.css'
import { adminArticlePath } from '@/modules/articles/paths'
import { isTagType, tagTypeLabel } from '@/modules/tags/tag-types'
import type { HealthName, HealthRow, HealthPart as Part } from '../health-views'
import { HEALTH_WORDS } from '../health-words'
import styles from './health.module.css'
import { HealthFix } from './health-fix'

/** One section of the vocabulary's health: what is the matter, where, and a press for each. `all`: where the rest stands. */
export function HealthPart({ part, all }: { part: Part; all: string }) {
  const { title, lead, none } = HEALTH_WORDS[part.section]
  return (
    <section className={styles.part} aria-labelledby={part.section}>
      <h2 id={part.section}>
        {title} ({part.total.toLocaleString('en-GB')})
      </h2>
      {part.total === 0 ? (
        <p className={styles.soft}>{none}</p>
      ) : (
        <>
          <p className={styles.soft}>{lead}</p>
          <ul className={styles.rows}>
            {part.rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </ul>
          {part.total > part.rows.length ? (
            <p>
              <a href={all}>
                All {part.total.toLocaleString('en-GB')} <span className="visually-hidden">of “{title}”</span>
              </a>
            </p>
          ) : null}
        </>
      )}
    </section>
  )
}

function Row({ row }: { row: HealthRow }) {
  return (
    <li>
      <div>
        <p id={row.key} className={styles.name}>
          {row.tag ? <TagName tag={row.tag} /> : row.story ? <StoryName story={row.story} /> : null}
          {row.into ? (
            <>
              {' and '}
              <TagName tag={row.into} />
            </>
          ) : null}
        </p>
        <p className={styles.soft}>
          {row.fact} {row.tag && row.story ? <StoryName story={row.story} /> : null}
        </p>
      </div>
      {row.fix.kind === 'open' ? (
        <a className={buttons.quiet} href={row.fix.href} aria-describedby={row.key}>
          {row.fix.label}
        </a>
      ) : row.fix.kind !== 'none' && row.tag ? (
        <HealthFix kind={row.fix.kind} tag={row.tag} row={row.key} />
      ) : null}
    </li>
  )
}

function TagName({ tag }: { tag: HealthName }) {
  return (
    <>
      <a href={`/admin/tags/${tag.slug}`}>{tag.label}</a>{' '}
      <span className={styles.soft}>{isTagType(tag.type) ? tagTypeLabel[tag.type].one.toLowerCase() : tag.type}</span>
    </>
  )
}

const StoryName = ({ story }: { story: { id: string; headline: string } }) => (
  <a href={adminArticlePath(story.id)}>{story.headline || 'Story without a headline'}</a>
)
