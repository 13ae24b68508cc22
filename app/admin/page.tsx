import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { londonDay, londonTime, londonWeekday } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import { adminArticlePath, articlePath } from '@/modules/articles/paths'
import { SecondFactorNote } from '@/modules/auth/components/second-factor-note'
import { readFactorNotice } from '@/modules/auth/queries'
import { requireActor } from '@/modules/auth/session'
import { mentionsFor } from '@/modules/comments/queries'
import type { MentionView } from '@/modules/comments/views'
import { countOpenCorrections } from '@/modules/corrections/queries'
import { type DeskList, readDesk } from '@/modules/editor/queries/story-list'
import type { StoryShow } from '@/modules/editor/story-filter'
import { countBrokenLinks } from '@/modules/links/queries'
import { countOpenReports } from '@/modules/measures/queries'
import { countExpiringPictures } from '@/modules/media/queries'
import { EngineLight } from '@/modules/related/components/engine-light'
import { readEngineState } from '@/modules/related/queries/engine-health'
import { countLoose } from '@/modules/related/queries/related-map'
import { SeenPress } from '@/modules/vocabulary/components/seen-press'
import { decisionWords } from '@/modules/vocabulary/proposals'
import { countProposals, listOwnDecisions } from '@/modules/vocabulary/queries/proposals'
import type { DecidedProposal } from '@/modules/vocabulary/views'
import { AdminPage } from './_parts/admin-page'
import styles from './_parts/desk.module.css'
import { DESK_WORDS, deskVerb } from './_parts/desk-words'

export const metadata: Metadata = { title: 'Desk' }

/** What needs a hand: five seconds to read, one press to act. */
export default async function DeskPage() {
  const actor = await requireActor()
  const now = new Date()
  const [factor, { lists, published }, mentions, corrections, pictures, broken, reported, engine, loose, proposed, decided] =
    await Promise.all([
      readFactorNotice(actor, now),
      readDesk(actor, now),
      mentionsFor(actor),
      countOpenCorrections(actor, now),
      countExpiringPictures(actor, now),
      countBrokenLinks(actor),
      countOpenReports(actor),
      readEngineState(actor, now),
      countLoose(actor, now),
      countProposals(actor),
      listOwnDecisions(actor),
    ])
  // While the record is behind, nothing is said rather than something wrong; the light below says why.
  const orphans = loose?.orphans ?? 0
  const waiting = lists.filter((list) => list.total > 0)
  const nothing = [
    ...lists.filter((list) => list.total === 0 && !RARE.has(list.show)).map((list) => DESK_WORDS[list.show].none),
    ...(mentions.length === 0 ? ['comments to you'] : []),
    ...(corrections === 0 ? ['open corrections'] : []),
    ...(broken === 0 ? ['broken links'] : []),
    ...(reported === 0 ? ['reports of unrelated links'] : []),
    ...(loose?.orphans === 0 ? ['stories no list shows'] : []),
  ]
  const quiet =
    waiting.length === 0 &&
    [mentions.length, proposed, decided.length, corrections, pictures, broken, reported, orphans].every((count) => count === 0)
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
      {factor ? <SecondFactorNote notice={factor} /> : null}
      <div className={styles.grid}>
        <section aria-labelledby="hands">
          <h2 id="hands">Waiting</h2>
          {quiet ? <p className={styles.quiet}>Nothing waits. A good moment for a new story.</p> : null}
          <ul className={styles.hands}>
            <Mentions mentions={mentions} />
            <Decisions decided={decided} />
            {waiting.map((list) => (
              <Hand key={list.show} list={list} verb={deskVerb(actor, list.show)} />
            ))}
            <Count count={proposed} one="Proposed tag" many="Proposed tags" verb="Decide" href="/admin/tags#proposed" />
            <Count count={corrections} one="Open correction" many="Open corrections" verb="Decide" href="/admin/corrections" />
            <Count
              count={pictures}
              one="Picture whose rights or consent end soon"
              many="Pictures whose rights or consent end soon"
              verb="Look"
              href="/admin/media?show=expiring"
            />
            <Orphans count={orphans} newest={loose?.newest} />
            <Count count={broken} one="Broken link" many="Broken links" verb="Mend" href="/admin/links" />
            <Count
              count={reported}
              one="Report of an unrelated link"
              many="Reports of unrelated links"
              verb="Decide"
              href="/admin/related/reports"
            />
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

/** Not said to be empty: many a newsroom never has any. */
const RARE: ReadonlySet<StoryShow> = new Set(['left-times', 'asked'])

/** What is decided in the editor's Workflow panel: there it opens. */
const IN_WORKFLOW: ReadonlySet<StoryShow> = new Set([
  'failed',
  'left-times',
  'asked',
  'review',
  'returned',
  'approved',
  'unreviewed',
  'reminders',
])

/** Comments that name this person, until they are answered or seen. */
function Mentions({ mentions }: { mentions: MentionView[] }) {
  const [first] = mentions
  if (!first) return null
  const words = mentions.length === 1 ? 'Comment to you' : 'Comments to you'
  return (
    <li>
      <b className={styles.count}>{mentions.length}</b>
      <div>
        <h3>{words}</h3>
        <ul className={styles.first}>
          {mentions.slice(0, 3).map((one) => (
            <li key={one.commentId}>
              <a href={`${adminArticlePath(one.articleId)}?panel=comments`}>{one.headline || 'Story without a headline'}</a>
              <small> {one.by}</small>
            </li>
          ))}
        </ul>
      </div>
      <a className={buttons.quiet} href={`${adminArticlePath(first.articleId)}?panel=comments`}>
        Answer<span className="visually-hidden">: {words}</span>
      </a>
    </li>
  )
}

/** What became of the tags this person proposed, until they have seen it. */
function Decisions({ decided }: { decided: DecidedProposal[] }) {
  return decided.map((one) => (
    <li key={one.id}>
      <b className={styles.count}>1</b>
      <div>
        <h3>The tag you proposed</h3>
        <p>
          “{one.label}” {decisionWords(one)} <small>{one.by}</small>
        </p>
      </div>
      <SeenPress id={one.id} label={one.label} />
    </li>
  ))
}

/** One kind of work: how many, which, and one verb. A single story opens at once. */
function Hand({ list, verb }: { list: DeskList; verb: string }) {
  const words = DESK_WORDS[list.show]
  const [only] = list.first
  const href =
    list.show === 'alone'
      ? '/admin/related/map#dead-ends'
      : list.total === 1 && only
        ? `${adminArticlePath(only.id)}${IN_WORKFLOW.has(list.show) ? '?panel=workflow' : ''}`
        : `/admin/articles?show=${list.show}`
  return (
    <li>
      <b className={styles.count}>{list.total}</b>
      <div>
        <h3>{list.total === 1 ? words.one : words.many}</h3>
        <ul className={styles.first}>
          {list.first.map((story) => (
            <li key={story.id}>
              <a href={`${adminArticlePath(story.id)}${IN_WORKFLOW.has(list.show) ? '?panel=workflow' : ''}`}>
                {story.headline || 'Story without a headline'}
              </a>
              {list.show === 'others' ? <small> {story.updatedByName}</small> : null}
            </li>
          ))}
        </ul>
      </div>
      <a className={buttons.quiet} href={href}>
        {verb}
        <span className="visually-hidden">: {list.total === 1 ? words.one : words.many}</span>
      </a>
    </li>
  )
}

const Orphans = ({ count, newest }: { count: number; newest: Named[] | undefined }) => (
  <Count
    count={count}
    first={newest}
    one="Story no list shows"
    many="Stories no list shows"
    verb="Look"
    href="/admin/related/map#orphans"
  />
)

type Named = { id: string; headline: string }
type CountProps = {
  count: number
  one: string
  many: string
  verb: string
  href: string
  /** Some of them by name. */
  first?: Named[] | undefined
}

/** What waits on another page: how much, and the way there. Nothing where nothing waits. */
function Count({ count, one, many, verb, href, first = [] }: CountProps) {
  if (count === 0) return null
  const words = count === 1 ? one : many
  return (
    <li>
      <b className={styles.count}>{count}</b>
      <div>
        <h3>{words}</h3>
        {first.length > 0 ? (
          <ul className={styles.first}>
            {first.map((story) => (
              <li key={story.id}>
                <a href={`${adminArticlePath(story.id)}?panel=related`}>{story.headline}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <a className={buttons.quiet} href={href}>
        {verb}
        <span className="visually-hidden">: {words}</span>
      </a>
    </li>
  )
}
