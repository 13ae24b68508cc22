import { combinationPath, inOrder } from '@/modules/tags/combination'
import type { TagBeside } from '@/modules/tags/views'
import styles from './tags-beside.module.css'

type Props = {
  tag: { slug: string; type: string; label: string }
  beside: readonly TagBeside[]
  /** h3 under a section's h2. */
  heading?: 'h2' | 'h3'
}

/** The way from a list of one tag to the stories that are about something else too; nothing where there is none. */
export function TagsBeside({ tag, beside, heading: Heading = 'h2' }: Props) {
  if (beside.length === 0) return null
  return (
    <nav className={styles.beside} aria-labelledby="tags-beside">
      <Heading id="tags-beside">{tag.label} together with</Heading>
      <ul>
        {beside.map((other) => {
          const [one, two] = inOrder(tag, other)
          return (
            <li key={other.slug}>
              <a href={combinationPath(one.slug, two.slug)}>{other.label}</a>
              {other.stories === null ? null : (
                <span className="tabular">
                  {other.stories}
                  <span className="visually-hidden"> stories</span>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
