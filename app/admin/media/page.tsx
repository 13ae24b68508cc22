import type { Metadata } from 'next'
import { Pager } from '@/components/pager'
import { cleanLine } from '@/lib/text'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { NewPicture } from '@/modules/media/components/picture-acts'
import { PictureList } from '@/modules/media/components/picture-list'
import { listPictures } from '@/modules/media/queries'
import { PICTURE_FILTERS, type PictureFilter } from '@/modules/media/schema'
import { AdminPage } from '../_parts/admin-page'
import row from '../_parts/link-row.module.css'
import list from '../_parts/list.module.css'
import { Refused } from '../_parts/refused'
import styles from './media.module.css'

export const metadata: Metadata = { title: 'Pictures' }

type Search = Promise<Record<string, string | string[] | undefined>>

const SHOW_WORDS: Record<PictureFilter, string> = {
  all: 'All',
  'no-text': 'Without text',
  expiring: 'Ended or ending soon',
  unused: 'Not used',
}

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const typed = (value: string): string => cleanLine(value.replace(/\p{Surrogate}/gu, '').slice(0, 200))

function addressOf({ q, show, page }: { q: string; show: PictureFilter; page?: number }): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(show !== 'all' && { show }), ...(page && page > 1 && { page: String(page) }) })
  return query.size === 0 ? '/admin/media' : `/admin/media?${query}`
}

/** The library: every picture, newest first, and the way to add one. */
export default async function MediaPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const asked = await searchParams
  const q = typed(one(asked.q))
  const show = PICTURE_FILTERS.find((each) => each === one(asked.show)) ?? 'all'
  const wanted = Number(one(asked.page))
  const page = Number.isInteger(wanted) && wanted >= 1 && wanted <= 10_000 ? wanted : 1
  const found = await listPictures(actor, { q, show, page }, new Date()).catch((error: unknown) => ({ error }))
  if ('error' in found) return <Refused error={found.error} />
  return (
    <AdminPage title="Pictures" lead={`${found.total} ${found.total === 1 ? 'picture' : 'pictures'}`}>
      {one(asked.done) === 'deleted' ? <p role="status">The picture is deleted.</p> : null}
      {can(actor, 'media.add') ? (
        <div className={styles.add}>
          <NewPicture />
        </div>
      ) : null}
      <div className={list.filters}>
        <nav className={row.row} aria-label="Show">
          {PICTURE_FILTERS.map((each) => (
            <a key={each} href={addressOf({ q, show: each })} aria-current={each === show ? 'page' : undefined}>
              {SHOW_WORDS[each]}
            </a>
          ))}
        </nav>
        <form action="/admin/media" className={list.search}>
          {show === 'all' ? null : <input type="hidden" name="show" value={show} />}
          <label htmlFor="q">Name, text, caption or credit</label>
          <div>
            <input id="q" name="q" type="search" defaultValue={q} maxLength={200} />
            <button type="submit">Find</button>
          </div>
        </form>
      </div>
      {found.items.length === 0 ? (
        <p className={list.none}>{q === '' && show === 'all' ? 'No pictures yet.' : 'No picture matches.'}</p>
      ) : (
        <PictureList pictures={found.items} />
      )}
      <Pager
        page={page}
        pages={found.pages}
        label="Pages of pictures"
        address={(number) => addressOf({ q, show, page: number })}
        previous="Newer pictures"
        next="Older pictures"
      />
    </AdminPage>
  )
}
