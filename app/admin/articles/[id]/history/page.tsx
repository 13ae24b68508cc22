import type { Metadata } from 'next'
import { Prose } from '@/components/prose'
import { londonDay, londonTime } from '@/lib/dates'
import { StoryBody } from '@/modules/articles/components/story-body'
import { adminArticlePath } from '@/modules/articles/paths'
import { getHistory } from '@/modules/articles/queries'
import type { StoryHistory } from '@/modules/articles/views'
import { Timeline } from '@/modules/audit/components/timeline'
import { requireActor } from '@/modules/auth/session'
import { getRevision, type RevisionView } from '@/modules/editor/queries'
import { ChangeList } from '@/modules/related/components/change-list'
import { getStoryRecord, type StoryRecord } from '@/modules/related/queries/list-changes'
import { AdminPage } from '../../../_parts/admin-page'
import { Refused } from '../../../_parts/refused'
import styles from './history.module.css'

export const metadata: Metadata = { title: 'History' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ version?: string | string[] }> }

/** What happened to a story, and every text it had. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { id } = await params
  const wanted = Number((await searchParams).version)
  const history = await getHistory(actor, id).catch((error: unknown) => ({ error }))
  if ('error' in history) return <Refused error={history.error} />
  const shown =
    Number.isInteger(wanted) && wanted > 0 && wanted < 2 ** 31
      ? await getRevision(actor, id, wanted).catch((error: unknown) => ({ error }))
      : null
  if (shown && 'error' in shown) return <Refused error={shown.error} />
  const record = await getStoryRecord(actor, id)
  return (
    <AdminPage
      title="History"
      lead={history.headline || 'Story without a headline'}
      aside={<a href={adminArticlePath(id)}>Back to the editor</a>}
    >
      <div className={styles.grid}>
        <div>
          {shown ? <Version revision={shown} /> : null}
          <section aria-labelledby="events">
            <h2 id="events" className={styles.title}>
              What happened
            </h2>
            <Timeline events={history.events} level={3} />
          </section>
          <RelatedRecord record={record} />
        </div>
        <Versions id={id} revisions={history.revisions} shown={shown?.number ?? null} />
      </div>
    </AdminPage>
  )
}

/** “In related news:” under this story: as it was first published, and every list since. */
function RelatedRecord({ record: { first, changes } }: { record: StoryRecord }) {
  return (
    <section aria-labelledby="related" className={styles.related}>
      <h2 id="related" className={styles.title}>
        Its related list
      </h2>
      {first === null ? (
        <p>No list has been written down yet. That happens seconds after a story is published.</p>
      ) : (
        <>
          <p>
            As first published ({londonDay(first.at)}, {londonTime(first.at)})
            {first.headlines.length === 0 ? ': no story was listed.' : ':'}
          </p>
          <ol className={styles.first}>
            {first.headlines.map((headline, place) => (
              <li key={place}>{headline}</li>
            ))}
          </ol>
          <ChangeList changes={changes} named={false} />
        </>
      )}
    </section>
  )
}

function Versions({ id, revisions, shown }: { id: string; revisions: StoryHistory['revisions']; shown: number | null }) {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className={styles.title}>
        Versions
      </h2>
      <ol className={styles.versions}>
        {revisions.map((revision) => (
          <li key={revision.number}>
            <a
              href={`/admin/articles/${id}/history?version=${revision.number}`}
              aria-current={revision.number === shown ? 'true' : undefined}
            >
              Version {revision.number}
            </a>{' '}
            {revision.live ? <b>live</b> : null} {revision.head ? <b>newest</b> : null}
            <p>
              {londonDay(revision.createdAt)}, {londonTime(revision.createdAt)}, {revision.createdByName}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Version({ revision }: { revision: RevisionView }) {
  return (
    <article className={styles.version} aria-labelledby="version">
      <h2 id="version" className={styles.title}>
        Version {revision.number}
      </h2>
      <p className={styles.headline}>{revision.headline || 'Story without a headline'}</p>
      {revision.standfirst ? <p className={styles.standfirst}>{revision.standfirst}</p> : null}
      <Prose>
        <StoryBody body={revision.body} />
      </Prose>
      <p className={styles.tags}>
        {revision.tags.length === 0 ? 'No tags.' : `Tags: ${revision.tags.map((tag) => tag.label).join(', ')}.`}
      </p>
    </article>
  )
}
