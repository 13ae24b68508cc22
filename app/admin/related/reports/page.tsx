import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { londonDay } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import { adminArticlePath } from '@/modules/articles/paths'
import { requireActor } from '@/modules/auth/session'
import { ReportAnswers } from '@/modules/measures/components/report-answers'
import { listReports } from '@/modules/measures/queries'
import type { OpenReport } from '@/modules/measures/views'
import { AdminPage } from '../../_parts/admin-page'
import { RelatedNav } from '../_parts/related-nav'
import styles from './reports.module.css'

export const metadata: Metadata = { title: 'Reports of unrelated links' }

type Props = { searchParams: Promise<{ done?: string | string[] }> }

const DONE: Record<string, string> = {
  'left-out': 'The pair is left out, in both stories’ lists.',
  kept: 'The link stays. The pair comes back here when three more readers report it.',
}

/** The tray of the tag editor: what readers and colleagues called not related, and one press for each decision. */
export default async function ReportsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const { done } = await searchParams
  const { total, reports } = await listReports(actor, new Date())
  const decides = can(actor, 'tag.edit') && can(actor, 'article.publish')
  const said = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null
  return (
    <AdminPage title="Reports of unrelated links" lead={total === 1 ? 'One pair waits' : `${total} pairs wait`}>
      <RelatedNav here="reports" />
      {said ? (
        <p className={styles.done} role="status">
          {said}
        </p>
      ) : null}
      {reports.length === 0 ? <p className={styles.none}>Nobody has reported a link that is not related.</p> : null}
      <ol className={styles.pairs}>
        {reports.map((report) => (
          <Pair key={`${report.article.number} ${report.target.number}`} report={report} decides={decides} />
        ))}
      </ol>
      {total > reports.length ? (
        <p className={styles.none}>The first {reports.length} are shown. Decide about some to see the rest.</p>
      ) : null}
    </AdminPage>
  )
}

const people = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`])

function Pair({ report, decides }: { report: OpenReport; decides: boolean }) {
  const { article, target, reason, readers, newsroom, firstDay, lastDay } = report
  const who = [...people(readers, 'reader', 'readers'), ...people(newsroom, 'colleague', 'colleagues')].join(' and ')
  const days = londonDay(firstDay) === londonDay(lastDay) ? londonDay(firstDay) : `${londonDay(firstDay)} to ${londonDay(lastDay)}`
  return (
    <li>
      <h2>
        <a href={adminArticlePath(target.id)}>{target.headline || 'Story without a headline'}</a>
      </h2>
      <p>
        in the list of <a href={adminArticlePath(article.id)}>{article.headline || 'Story without a headline'}</a>
      </p>
      <p className={styles.why}>{reason ? `It stands there because: ${reason}` : 'It is no longer in that list.'}</p>
      <p className={styles.who}>
        {who} · {days}
      </p>
      {decides ? (
        <div className={styles.answers}>
          <ReportAnswers pair={{ article: article.number, target: target.number }} about={target.headline} className={styles.answers} />
          <a className={buttons.quiet} href={`${adminArticlePath(target.id)}#tags`}>
            Retag<span className="visually-hidden"> {target.headline}</span>
          </a>
        </div>
      ) : null}
    </li>
  )
}
