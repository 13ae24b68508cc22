import type { Metadata } from 'next'
import { Pager } from '@/components/pager'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { CheckProgress } from '@/modules/links/components/check-progress'
import { LinkList } from '@/modules/links/components/link-list'
import { LIST_WORDS } from '@/modules/links/link-words'
import { readLinkProgress, readLinkReport } from '@/modules/links/queries'
import { LINK_LISTS, type LinkReport, type LinkList as ListName } from '@/modules/links/views'
import { AdminPage } from '../_parts/admin-page'
import row from '../_parts/link-row.module.css'
import styles from '../_parts/list.module.css'
import { Refused } from '../_parts/refused'
import { RelatedNav } from '../related/_parts/related-nav'

export const metadata: Metadata = { title: 'Links' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const PAGE_MAX = 100

/** The links in live stories that need a look, by what the nightly check found. */
export default async function LinksPage({ searchParams }: Props) {
  const actor = await requireActor()
  const asked = await searchParams
  const list = LINK_LISTS.find((each) => each === one(asked.show)) ?? 'broken'
  const wanted = Number(one(asked.page))
  const page = Number.isInteger(wanted) && wanted > 0 && wanted <= PAGE_MAX ? wanted : 1
  const read = await Promise.all([readLinkReport(actor, { list, page }), readLinkProgress(actor)]).catch((error: unknown) => ({ error }))
  if ('error' in read) return <Refused error={read.error} />
  const [report, progress] = read
  const mayFix = can(actor, 'article.edit-any')
  return (
    <AdminPage title="Links" lead={sums(report)}>
      <RelatedNav here="links" />
      <CheckProgress first={progress} mayStart={mayFix} />
      <Lists report={report} />
      <p>{LIST_WORDS[list].lead}</p>
      {report.items.length === 0 ? <p className={styles.none}>{report.all === 0 ? NOTHING_YET : LIST_WORDS[list].none}</p> : null}
      <LinkList items={report.items} mayFix={mayFix} now={new Date()} />
      <Pager
        page={report.page}
        pages={report.pages}
        label="Pages of links"
        address={(n) => `${listPath(list)}${n > 1 ? `&page=${n}` : ''}`}
        previous="Previous links"
        next="More links"
      />
    </AdminPage>
  )
}

const NOTHING_YET = 'No link is known yet: the first check files the links of all live stories.'
const listPath = (list: ListName): string => `/admin/links?show=${list}`

function sums({ all, good, unchecked }: LinkReport): string {
  const links = `${all} ${all === 1 ? 'link' : 'links'} in live stories`
  return all === 0
    ? 'Links of live stories, checked every night'
    : `${links}, ${good} of them answer${unchecked > 0 ? `, ${unchecked} not checked yet` : ''}`
}

function Lists({ report }: { report: LinkReport }) {
  return (
    <nav className={styles.filters} aria-label="Links by state">
      <ul className={row.row}>
        {LINK_LISTS.map((each) => (
          <li key={each}>
            <a href={listPath(each)} aria-current={each === report.list ? 'page' : undefined}>
              {LIST_WORDS[each].label} ({report.counts[each]})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
