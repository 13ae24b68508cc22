import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { londonDay, londonTime, londonWeekday } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import { adminArticlePath, articlePath } from '@/modules/articles/paths'
import { requireActor } from '@/modules/auth/session'
import { type DeskList, readDesk } from '@/modules/editor/queries'
import { countBrokenLinks } from '@/modules/links/queries'
import { countOpenReports } from '@/modules/measures/queries'
import { EngineLight } from '@/modules/related/components/engine-light'
import { readEngineState } from '@/modules/related/queries/engine-health'
import { countLoose } from '@/modules/related/queries/related-map'
import { AdminPage } from './_parts/admin-page'
import styles from './_parts/desk.module.css'
import { DESK_WORDS } from './_parts/desk-words'

export const metadata: Metadata = { title: 'Desk' }

/** What needs a hand: five seconds to read, one press to act. */
export default async function DeskPage() {
  const actor = await requireActor()
  const now = new Date()
  const [{ lists, published }, broken, reported, engine, loose] = await Promise.all([
    readDesk(actor),
    countBrokenLinks(actor),
    countOpenReports(actor),
    readEngineState(actor, now),
    countLoose(actor, now),
  ])
  // While the record is behind, nothing is said rather than something wrong; the light below says why.
  const orphans = loose?.orphans ?? 0
  const waiting = lists.filter((list) => list.total > 0)
  const nothing = [
    ...lists.filter((list) => list.total === 0).map((list) => DESK_WORDS[list.show].none),
    ...(broken === 0 ? ['broken links'] : []),
    ...(reported === 0 ? ['reports of unrelated links'] : []),
    ...(loose?.orphans === 0 ? ['stories no list shows'] : []),
  ]
  const quiet = waiting.length === 0 && broken === 0 && reported === 0 && orphans === 0
  return (
    <AdminPage
      title="What needs a hand"
      lead={`${londonWeekday(now)}, ${londonTime(now)}`}
      aside={
        can(actor, 'article.create') ? (
          <a className={buttons.solid} href="/admin/articles/new">
            New story
          </a>
        ) : null
      }
    >
      <div className={styles.grid}>
        <section aria-labelledby="hands">
          <h2 id="hands">Waiting</h2>
          {quiet ? <p className={styles.quiet}>Nothing waits. A good moment for a new story.</p> : null}
          <ul className={styles.hands}>
            {waiting.map((list) => (
              <Hand key={list.show} list={list} />
            ))}
            {orphans > 0 ? <Orphans count={orphans} /> : null}
            {broken > 0 ? <BrokenLinks count={broken} /> : null}
            {reported > 0 ? <Reported count={reported} /> : null}
          </ul>
          {nothing.length > 0 && !quiet ? <p className={styles.quiet}>Nothing in: {nothing.join(', ')}.</p> : null}
          <p className={styles.quiet}>
            <a href="/admin/health">Record of related news</a>: <EngineLight state={engine.state} />
            {engine.state === 'ok' ? null : ` ${engine.sentence}`}
          </p>
        </section>
        <section aria-labelledby="recent">
          <h2 id="recent">Published lately</h2>
          {published.length === 0 ? <p className={styles.quiet}>No story is live yet.</p> : null}
          <ol className={styles.recent}>
            {published.map((story) => (
              <li key={story.id}>
                <a href={adminArticlePath(story.id)}>{story.headline}</a>
                <p>
                  {story.firstPublishedAt ? (
                    <time dateTime={story.firstPublishedAt.toISOString()}>{londonDay(story.firstPublishedAt)}</time>
                  ) : null}{' '}
                  ·{' '}
                  <a href={articlePath(story.slug)}>
                    View<span className="visually-hidden"> {story.headline}</span>
                  </a>
                </p>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </AdminPage>
  )
}

/** Live stories that stand in no list. */
function Orphans({ count }: { count: number }) {
  const words = count === 1 ? 'Story no list shows' : 'Stories no list shows'
  return (
    <li>
      <b className={styles.count}>{count}</b>
      <div>
        <h3>{words}</h3>
      </div>
      <a className={buttons.quiet} href="/admin/related/map#orphans">
        Pin<span className="visually-hidden">: {words}</span>
      </a>
    </li>
  )
}

/** Links that lead nowhere, by what the nightly check found. */
function BrokenLinks({ count }: { count: number }) {
  const words = count === 1 ? 'Broken link' : 'Broken links'
  return (
    <li>
      <b className={styles.count}>{count}</b>
      <div>
        <h3>{words}</h3>
      </div>
      <a className={buttons.quiet} href="/admin/links">
        Mend<span className="visually-hidden">: {words}</span>
      </a>
    </li>
  )
}

/** One kind of work: how many, which, and one verb. A single story opens at once. */
function Hand({ list }: { list: DeskList }) {
  const words = DESK_WORDS[list.show]
  const [only] = list.first
  const href =
    list.show === 'alone'
      ? '/admin/related/map#dead-ends'
      : list.total === 1 && only
        ? adminArticlePath(only.id)
        : `/admin/articles?show=${list.show}`
  return (
    <li>
      <b className={styles.count}>{list.total}</b>
      <div>
        <h3>{list.total === 1 ? words.one : words.many}</h3>
        <ul className={styles.first}>
          {list.first.map((story) => (
            <li key={story.id}>
              <a href={adminArticlePath(story.id)}>{story.headline || 'Story without a headline'}</a>
              {list.show === 'others' ? <small> {story.updatedByName}</small> : null}
            </li>
          ))}
        </ul>
      </div>
      <a className={buttons.quiet} href={href}>
        {words.verb}
        <span className="visually-hidden">: {list.total === 1 ? words.one : words.many}</span>
      </a>
    </li>
  )
}

/** Pairs that readers or colleagues called not related. */
function Reported({ count }: { count: number }) {
  const words = count === 1 ? 'Report of an unrelated link' : 'Reports of unrelated links'
  return (
    <li>
      <b className={styles.count}>{count}</b>
      <div>
        <h3>{words}</h3>
      </div>
      <a className={buttons.quiet} href="/admin/related/reports">
        Decide<span className="visually-hidden">: {words}</span>
      </a>
    </li>
  )
}
