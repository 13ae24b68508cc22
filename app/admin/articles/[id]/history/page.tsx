import type { Metadata } from 'next'
import { Prose } from '@/components/prose'
import { londonDay, londonTime } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import { RevisionActs } from '@/modules/articles/components/revision-acts'
import { StoryBody } from '@/modules/articles/components/story-body'
import { adminArticlePath } from '@/modules/articles/paths'
import { getHistory } from '@/modules/articles/queries'
import { listSittings, type OpenSitting } from '@/modules/articles/queries/working-copies'
import type { StoryHistory } from '@/modules/articles/views'
import { Timeline } from '@/modules/audit/components/timeline'
import { requireActor } from '@/modules/auth/session'
import { getRevision, type RevisionView } from '@/modules/editor/queries'
import { ChangeList } from '@/modules/related/components/change-list'
import { getStoryRecord, type StoryRecord } from '@/modules/related/queries/list-changes'
import { StoryOperations } from '@/modules/vocabulary/components/story-operations'
import { listStoryOperations } from '@/modules/vocabulary/queries/story-operations'
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
  const [record, sittings, operations] = await Promise.all([
    getStoryRecord(actor, id),
    listSittings(actor, id),
    listStoryOperations(actor, id),
  ])
  const may = can(actor, history.createdById === actor.id ? 'article.edit-own' : 'article.edit-any')
  return (
    <AdminPage
      title="History"
      lead={history.headline || 'Story without a headline'}
      aside={<a href={adminArticlePath(id)}>Back to the editor</a>}
    >
      <div className={styles.grid}>
        <div>
          <Sittings id={id} sittings={sittings} mayRead={can(actor, 'article.edit-any')} />
          {shown ? <Version revision={shown} /> : null}
          {shown && may ? <Acts id={id} history={history} number={shown.number} /> : null}
          <section aria-labelledby="events">
            <h2 id="events" className={styles.title}>
              What happened
            </h2>
            <Timeline events={history.events} level={3} />
          </section>
          {operations.length > 0 ? (
            <section aria-labelledby="operations" className={styles.related}>
              <h2 id="operations" className={styles.title}>
                Tags changed beside its versions
              </h2>
              <StoryOperations operations={operations} />
            </section>
          ) : null}
          <RelatedRecord record={record} />
        </div>
        <div>
          <CompareForm id={id} revisions={history.revisions} />
          <Versions id={id} revisions={history.revisions} shown={shown?.number ?? null} />
        </div>
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

/** Texts that are being written now: they become a version when the sitting ends. */
function Sittings({ id, sittings, mayRead }: { id: string; sittings: OpenSitting[]; mayRead: boolean }) {
  if (sittings.length === 0) return null
  return (
    <ul className={styles.sittings}>
      {sittings.map(({ personId, personName, own, startedAt, changedAt, behind, left }) => (
        <li key={`${personName} ${startedAt.toISOString()}`}>
          {own ? 'You have' : `${personName} has`} a text that is not yet a version, begun {londonDay(startedAt)}, {londonTime(startedAt)},
          last changed {londonTime(changedAt)}.{' '}
          {behind && !left ? 'The story was saved since by somebody else: whoever wrote it is shown both.' : ''}
          {left ? `${personName} has left. ` : ''}
          {left && mayRead ? <a href={`/admin/articles/${id}/history/compare?left=${personId}`}>Read it beside the newest words</a> : null}
        </li>
      ))}
    </ul>
  )
}

/** Any two versions, chosen without script. */
function CompareForm({ id, revisions }: { id: string; revisions: StoryHistory['revisions'] }) {
  const [newest, before] = revisions
  if (!newest || !before) return null
  const live = revisions.find((one) => one.live)
  const path = `/admin/articles/${id}/history/compare`
  const choice = (name: 'from' | 'to', label: string, chosen: number) => (
    <label>
      {label}{' '}
      <select name={name} defaultValue={chosen}>
        {revisions.map(({ number, label: named }) => (
          <option key={number} value={number}>
            Version {number}
            {named ? ` (${named.label})` : ''}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <section aria-labelledby="compare" className={styles.compare}>
      <h2 id="compare" className={styles.title}>
        Compare
      </h2>
      <form action={path} method="get">
        {choice('from', 'From', before.number)} {choice('to', 'to', newest.number)} <button type="submit">Compare</button>
      </form>
      {live && !live.head ? (
        <p>
          <a href={`${path}?from=live&to=newest`}>What readers do not have yet</a>
        </p>
      ) : null}
    </section>
  )
}

function Acts({ id, history, number }: { id: string; history: StoryHistory; number: number }) {
  const revision = history.revisions.find((one) => one.number === number)
  if (!revision) return null
  const { label, head } = revision
  return (
    <section aria-label={`What can be done with version ${number}`} className={styles.acts}>
      <RevisionActs key={number} id={id} version={history.version} revision={number} label={label?.label ?? ''} isNewest={head} />
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
        {revisions.map(({ number, live, head, label, createdAt, createdByName, acts }) => (
          <li key={number}>
            <a href={`/admin/articles/${id}/history?version=${number}`} aria-current={number === shown ? 'true' : undefined}>
              Version {number}
            </a>{' '}
            {live ? <b>live</b> : null} {head ? <b>newest</b> : null}
            <p>
              {londonDay(createdAt)}, {londonTime(createdAt)}, {createdByName}
            </p>
            {label ? (
              <p>
                <b>“{label.label}”</b> {label.byName}, {londonDay(label.at)}
              </p>
            ) : null}
            {acts.map(({ at, actorName, sentence }) => (
              <p key={`${at.toISOString()} ${sentence}`}>
                {actorName} {sentence}, {londonDay(at)}, {londonTime(at)}
              </p>
            ))}
            {number > 1 ? (
              <p>
                <a href={`/admin/articles/${id}/history/compare?from=${number - 1}&to=${number}`}>
                  What changed<span className="visually-hidden"> in version {number}</span>
                </a>
              </p>
            ) : null}
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
