import type { Metadata } from 'next'
import { londonDay } from '@/lib/dates'
import { requireActor } from '@/modules/auth/session'
import { type EngineOverview, readEngineOverview } from '@/modules/related/queries/engine-overview'
import { AdminPage } from '../_parts/admin-page'
import { Refused } from '../_parts/refused'
import styles from './_parts/overview.module.css'
import { RelatedNav } from './_parts/related-nav'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Related news' }

/** Where everything on “In related news:” begins: the parts, and what waits in each. */
export default async function RelatedPage() {
  const actor = await requireActor()
  try {
    return <Overview overview={await readEngineOverview(actor, new Date())} />
  } catch (error) {
    return <Refused error={error} />
  }
}

const counted = (count: number, one: string, many: string): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

function partsOf({ daily, changesThisWeek, openReports, storylines, brokenLinks, settingsVersion }: EngineOverview) {
  return [
    {
      href: '/admin/related/map',
      label: 'Map',
      words: 'Stories that no list shows, lists without a link, and the weakest links.',
      count: daily
        ? `${counted(daily.orphans, 'orphan', 'orphans')}, ${counted(daily.deadEnds, 'dead end', 'dead ends')}`
        : 'Not counted yet',
    },
    {
      href: '/admin/related/log',
      label: 'Log',
      words: 'Each list that changed, and why.',
      count: `${counted(changesThisWeek, 'change', 'changes')} in seven days`,
    },
    {
      href: '/admin/related/measures',
      label: 'Measures',
      words: 'What readers open, and how full and how varied the lists are.',
      count: daily ? `${counted(daily.full, 'full list', 'full lists')} of ${daily.stories.toLocaleString('en-GB')}` : 'Not counted yet',
    },
    {
      href: '/admin/related/weights',
      label: 'Weights',
      words: 'What the engine counts by.',
      count: `Version ${settingsVersion}`,
    },
    {
      href: '/admin/related/reports',
      label: 'Reports',
      words: 'Links that readers or colleagues called not related.',
      count: openReports === 0 ? 'None waits' : `${openReports.toLocaleString('en-GB')} ${openReports === 1 ? 'waits' : 'wait'}`,
    },
    {
      href: '/admin/storylines',
      label: 'Storylines',
      words: 'Stories told over several pieces, in order.',
      count: counted(storylines, 'storyline', 'storylines'),
    },
    {
      href: '/admin/links',
      label: 'Links',
      words: 'Links of live stories that no longer lead anywhere.',
      count: brokenLinks === 0 ? 'None found broken' : `${brokenLinks.toLocaleString('en-GB')} broken`,
    },
  ]
}

function Overview({ overview }: { overview: EngineOverview }) {
  const lead = overview.daily
    ? `The lists as counted on ${londonDay(overview.daily.day)}.`
    : 'The lists are counted every night; the first count follows soon after the start.'
  return (
    <AdminPage title="Related news" lead={lead}>
      <RelatedNav here="overview" />
      <ul className={styles.parts}>
        {partsOf(overview).map(({ href, label, words, count }) => (
          <li key={href}>
            <h2>
              <a href={href}>{label}</a>
            </h2>
            <p>{words}</p>
            <p className={styles.count}>{count}</p>
          </li>
        ))}
      </ul>
      <p className={styles.health}>
        Whether the engine keeps its record: <a href="/admin/health">Health</a>.
      </p>
    </AdminPage>
  )
}
