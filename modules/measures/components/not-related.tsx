import buttons from '@/components/button.module.css'
import type { RelatedLink } from '@/modules/related/views'
import styles from './not-related.module.css'

type Props = {
  /** The story the list stands under. */
  story: { number: number; slug: string }
  links: readonly RelatedLink[]
}

/** The quiet question at the end of the list: a plain form that works without script and asks for nothing about the reader. */
export function NotRelated({ story, links }: Props) {
  // What stands on another site was put there by hand: it relates because an editor says so.
  const stories = links.filter((link) => link.kind === 'story')
  if (stories.length === 0) return null
  return (
    <details className={styles.ask}>
      <summary>Is one of these not related?</summary>
      <form method="post" action="/api/not-related">
        <input type="hidden" name="article" value={story.number} />
        <input type="hidden" name="slug" value={story.slug} />
        <fieldset>
          <legend>Which one?</legend>
          {stories.map((link) => (
            <label key={link.number}>
              <input type="radio" name="target" value={link.number} required />
              <span>{link.headline}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className={buttons.quiet}>
          Tell us
        </button>
      </form>
    </details>
  )
}
