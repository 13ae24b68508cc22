import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { can } from '@/modules/access/permissions'
import { StatusBadge } from '@/modules/articles/components/status-badge'
import { adminArticlePath } from '@/modules/articles/paths'
import { requireActor } from '@/modules/auth/session'
import { TagEditing } from '@/modules/related/components/tag-editing'
import { adminStorylinePath } from '@/modules/storylines/paths'
import { findTagSlug, getTag, listTagsForPicker } from '@/modules/tags/queries'
import { tagTypeLabel } from '@/modules/tags/tag-types'
import type { TagDetail } from '@/modules/tags/views'
import type { State } from '@/modules/workflow/states'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from './tag.module.css'

export const metadata: Metadata = { title: 'Edit tag' }

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ done?: string | string[] }> }

/** One tag: its names and place, and the stories that carry it. */
export default async function TagPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { slug } = await params
  const { done } = await searchParams
  const current = await findTagSlug(actor, slug)
  if (current !== null && current !== slug) redirect(`/admin/tags/${current}`)
  const [tag, all] = await Promise.all([getTag(actor, slug).catch((error: unknown) => ({ error })), listTagsForPicker(actor)])
  if ('error' in tag) return <Refused error={tag.error} />
  const broader = all
    .filter((other) => other.slug !== tag.slug)
    .map((other) => ({ slug: other.slug, label: other.label, type: other.type }))
  return (
    <AdminPage
      title={tag.label}
      lead={`${tagTypeLabel[tag.type].one}${tag.retired ? ', retired: no new story takes it' : ''}. On ${tag.live} live ${tag.live === 1 ? 'story' : 'stories'}, and ${tag.notLive} not live.`}
      aside={
        <>
          {tag.type === 'storyline' ? <a href={adminStorylinePath(tag.slug)}>Its storyline</a> : null} <a href="/admin/tags">All tags</a>
        </>
      }
    >
      {done === 'created' || done === 'saved' ? (
        <p className={styles.done} role="status">
          {done === 'created' ? 'The tag is created.' : 'The tag is saved.'}
        </p>
      ) : null}
      {can(actor, 'tag.edit') ? <Changes slug={tag.slug} /> : null}
      <TagEditing
        key={tag.version}
        tag={tag}
        broader={broader}
        readOnly={!can(actor, 'tag.edit')}
        mayForecast={can(actor, 'tag.edit') && tag.live > 0}
        className={styles.grid}
      >
        <Usage tag={tag} />
      </TagEditing>
    </AdminPage>
  )
}

/** What can become of a tag besides its own words. */
function Changes({ slug }: { slug: string }) {
  return (
    <nav className={styles.changes} aria-label="Change this tag">
      <ul>
        <li>
          <a href={`/admin/tags/${slug}/merge`}>Merge into another tag</a>
        </li>
        <li>
          <a href={`/admin/tags/${slug}/rename`}>Rename</a>
        </li>
        <li>
          <a href={`/admin/tags/${slug}/split`}>Split</a>
        </li>
        <li>
          <a href={`/admin/tags/${slug}/retire`}>Retire</a>
        </li>
      </ul>
    </nav>
  )
}

function Usage({ tag }: { tag: TagDetail }) {
  return (
    <aside className={styles.usage} aria-label="Where it is used">
      {tag.companions.length > 0 ? (
        <section>
          <h2>Offered with it</h2>
          <ul>
            {tag.companions.map((companion) => (
              <li key={companion.slug}>
                <a href={`/admin/tags/${companion.slug}`}>{companion.label}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {tag.narrower.length > 0 ? (
        <section>
          <h2>Narrower tags</h2>
          <ul>
            {tag.narrower.map((narrower) => (
              <li key={narrower.slug}>
                <a href={`/admin/tags/${narrower.slug}`}>{narrower.label}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h2>Stories</h2>
        {tag.stories.length === 0 ? <p>No story carries it.</p> : null}
        <ul>
          {tag.stories.map((story) => (
            <li key={story.id}>
              <a href={adminArticlePath(story.id)}>{story.headline || 'Story without a headline'}</a>{' '}
              <StatusBadge state={story.state as State} />
            </li>
          ))}
        </ul>
      </section>
    </aside>
  )
}
