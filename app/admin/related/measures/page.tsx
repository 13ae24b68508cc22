import type { Metadata } from 'next'
import { requireActor } from '@/modules/auth/session'
import { readClicks, readDaysOfLists } from '@/modules/measures/queries'
import { PERIODS, type Period, readPeriod, TOO_FEW_SEEN } from '@/modules/measures/rates'
import { AdminPage } from '../../_parts/admin-page'
import row from '../../_parts/link-row.module.css'
import { RelatedNav } from '../_parts/related-nav'
import { Clicks } from './clicks'
import { Lists } from './lists'
import styles from './measures.module.css'

export const metadata: Metadata = { title: 'Measures of related news' }

type Props = { searchParams: Promise<{ days?: string | string[] }> }

/** What readers open, and how full and how varied the lists are: numbers first, then the same drawn. */
export default async function MeasuresPage({ searchParams }: Props) {
  const actor = await requireActor()
  const days = readPeriod((await searchParams).days)
  const now = new Date()
  const [clicks, lists] = await Promise.all([readClicks(actor, days, now), readDaysOfLists(actor, days, now)])
  return (
    <AdminPage
      title="Measures of related news"
      lead={`In the last ${days} days readers saw ${clicks.seen.toLocaleString('en-GB')} lists and followed ${clicks.clicks.toLocaleString('en-GB')} links.`}
    >
      <RelatedNav here="measures" />
      <Periods here={days} />
      <p className={styles.note}>
        Counted without knowing readers: no cookie, no address, no identifier; robots are left out. Where fewer than {TOO_FEW_SEEN} lists
        were seen, a share would mean nothing, and there are “too few to say”. Counts are kept for two years.
      </p>
      <Clicks measures={clicks} />
      <Lists days={lists} />
    </AdminPage>
  )
}

function Periods({ here }: { here: Period }) {
  return (
    <nav aria-label="Period">
      <ul className={row.row}>
        {PERIODS.map((days) => (
          <li key={days}>
            <a href={`/admin/related/measures?days=${days}`} aria-current={days === here ? 'page' : undefined}>
              {days} days
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
