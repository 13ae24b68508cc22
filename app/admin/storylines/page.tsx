import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { londonDay } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { adminStorylinePath } from '@/modules/storylines/paths'
import { areasWithoutStoryline, listStorylines, type Untold } from '@/modules/storylines/queries'
import type { StorylineListItem } from '@/modules/storylines/views'
import { AdminPage } from '../_parts/admin-page'
import styles from '../_parts/list.module.css'
import { Refused } from '../_parts/refused'
import { RelatedNav } from '../related/_parts/related-nav'

export const metadata: Metadata = { title: 'Storylines' }

/** The continuing stories: those that go on first, the one with the newest story on top. */
export default async function StorylinesPage() {
  const actor = await requireActor()
  const read = await Promise.all([listStorylines(actor), areasWithoutStoryline(actor)]).catch((error: unknown) => ({ error }))
  if ('error' in read) return <Refused error={read.error} />
  const [lines, untold] = read
  return (
    <AdminPage
      title="Storylines"
      lead="A storyline is a tag with a story to tell: readers see what is newest on it and what came before."
      aside={
        can(actor, 'tag.edit') ? (
          <a className={buttons.solid} href="/admin/storylines/new">
            New storyline
          </a>
        ) : null
      }
    >
      <RelatedNav here="storylines" />
      {lines.length === 0 ? <p className={styles.none}>There is no storyline yet.</p> : <Lines lines={lines} />}
      {can(actor, 'tag.edit') && untold.length > 0 ? <UntoldAreas untold={untold} /> : null}
    </AdminPage>
  )
}

function Lines({ lines }: { lines: StorylineListItem[] }) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Storylines</caption>
      <thead>
        <tr>
          <th scope="col">Storyline</th>
          <th scope="col">State</th>
          <th scope="col">Order</th>
          <th scope="col">Live stories</th>
          <th scope="col">Drafts and withdrawn</th>
          <th scope="col">Last published</th>
          <th scope="col">Tag</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.tagId}>
            <th scope="row">
              <a href={adminStorylinePath(line.slug)}>{line.label}</a>
            </th>
            <td data-label="State">{line.open ? 'Open' : 'Closed'}</td>
            <td data-label="Order">{line.byHand ? 'By hand' : 'By date'}</td>
            <td data-label="Live stories">{line.live}</td>
            <td data-label="Drafts and withdrawn">{line.notLive}</td>
            <td data-label="Last published">{line.lastPublishedAt ? londonDay(line.lastPublishedAt) : 'Not yet'}</td>
            <td data-label="Tag">
              <a href={`/admin/tags/${line.slug}`}>
                Tag<span className="visually-hidden"> of {line.label}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function UntoldAreas({ untold }: { untold: Untold[] }) {
  return (
    <section className={styles.group} aria-labelledby="untold">
      <h2 id="untold">Areas with several stories and no storyline</h2>
      <ul>
        {untold.map(({ slug, label, stories }) => (
          <li key={slug}>
            {label}: {stories} of its newest stories.{' '}
            <a href={`/admin/storylines/new?about=${encodeURIComponent(label)}`}>
              Make one<span className="visually-hidden"> about {label}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
