import type { Metadata } from 'next'
import { londonDay } from '@/lib/dates'
import { requireActor } from '@/modules/auth/session'
import { listSitePages } from '@/modules/pages/queries'
import { AdminPage } from '../_parts/admin-page'
import list from '../_parts/list.module.css'
import { Refused } from '../_parts/refused'

export const metadata: Metadata = { title: 'Pages' }

/** About, Contact and Privacy. */
export default async function PagesPage() {
  const actor = await requireActor()
  const pages = await listSitePages(actor).catch((error: unknown) => ({ error }))
  if ('error' in pages) return <Refused error={pages.error} />
  return (
    <AdminPage title="Pages" lead="What readers find in the footer of every page. Saving one publishes it.">
      <table className={list.table}>
        <caption className="visually-hidden">Pages</caption>
        <thead>
          <tr>
            <th scope="col">Page</th>
            <th scope="col">Address</th>
            <th scope="col">Last changed</th>
          </tr>
        </thead>
        <tbody>
          {pages.map((page) => (
            <tr key={page.key}>
              <th scope="row">
                <a href={`/admin/pages/${page.key}`}>{page.title}</a>
              </th>
              <td data-label="Address">
                <a href={`/${page.key}`}>/{page.key}</a>
              </td>
              <td data-label="Last changed">
                {londonDay(page.updatedAt)}
                {page.updatedBy ? ` by ${page.updatedBy}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </AdminPage>
  )
}
