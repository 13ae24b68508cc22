import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import buttons from '@/components/button.module.css'
import { Timeline } from '@/modules/audit/components/timeline'
import { type AuditEventView, type AuditPage as EventPage, listEvents } from '@/modules/audit/queries'
import { ACTS, type Acts, type AuditFilter, auditFilterSchema, ENTITY_TYPES, type EntityType } from '@/modules/audit/schema'
import { requireActor } from '@/modules/auth/session'
import { AdminPage } from '../_parts/admin-page'
import { Refused } from '../_parts/refused'
import styles from './audit.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Audit' }

type Search = Promise<Record<string, string | string[] | undefined>>

const ABOUT_WORDS: Record<EntityType, string> = {
  article: 'Stories',
  tag: 'Tags',
  media: 'Pictures',
  page: 'Pages',
  user: 'Accounts',
  system: 'The product itself',
}

const ACT_WORDS: Record<Acts, string> = {
  published: 'Published or withdrawn',
  reviewed: 'Reviewed',
  scheduled: 'Scheduled',
  closed: 'Embargoes and who may open',
  saved: 'Saved',
  related: 'Related lists',
  tagged: 'Tags and storylines',
  corrected: 'Corrections',
  shared: 'Shared and commented',
  checked: 'House style',
  pictures: 'Pictures',
  accounts: 'Accounts',
  site: 'The site, its facts and its settings',
}

/** People signing in and out are about themselves. */
const SELF = ['user.signed-in', 'user.signed-out']

function aboutOf({ entity, kind }: AuditEventView): ReactNode {
  if (SELF.includes(kind)) return null
  if (entity.type === 'article') return <a href={`/admin/articles/${entity.id}`}>{entity.name ?? 'A deleted draft'}</a>
  if (entity.type === 'tag') return entity.name ? `Tag ${entity.name}` : null
  if (entity.type === 'media') return entity.name ? <a href={`/admin/media/${entity.id}`}>{entity.name}</a> : 'A deleted picture'
  if (entity.type === 'user') return entity.name ? `Account of ${entity.name}` : 'No account of ours'
  return null
}

function addressOf(filter: AuditFilter, path = '/admin/audit'): string {
  const query = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])))
  return query.size > 0 ? `${path}?${query}` : path
}

function Filter({ filter }: { filter: AuditFilter }) {
  return (
    <form method="get" action="/admin/audit" className={styles.filter}>
      <div>
        <label htmlFor="about">About</label>
        <select id="about" name="about" defaultValue={filter.about ?? ''}>
          <option value="">Everything</option>
          {ENTITY_TYPES.map((type) => (
            <option key={type} value={type}>
              {ABOUT_WORDS[type]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="who">Done by</label>
        <input id="who" name="who" type="search" defaultValue={filter.who ?? ''} autoComplete="off" />
      </div>
      <div>
        <label htmlFor="act">What</label>
        <select id="act" name="act" defaultValue={filter.act ?? ''}>
          <option value="">Every act</option>
          {(Object.keys(ACTS) as Acts[]).map((act) => (
            <option key={act} value={act}>
              {ACT_WORDS[act]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="from">From</label>
        <input id="from" name="from" type="date" defaultValue={filter.from ?? ''} />
      </div>
      <div>
        <label htmlFor="to">To</label>
        <input id="to" name="to" type="date" defaultValue={filter.to ?? ''} />
      </div>
      {filter.story ? <input type="hidden" name="story" value={filter.story} /> : null}
      <button type="submit" className={buttons.quiet}>
        Show
      </button>
    </form>
  )
}

export default async function AuditPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const filter = auditFilterSchema.parse(await searchParams)
  try {
    return <Audit filter={filter} list={await listEvents(actor, filter)} />
  } catch (error) {
    return <Refused error={error} />
  }
}

function Audit({ filter, list }: { filter: AuditFilter; list: EventPage }) {
  return (
    <AdminPage title="Audit" lead="Everything that was done in the newsroom. Nothing here can be changed or deleted.">
      <div className={styles.page}>
        <Filter filter={filter} />
        <Timeline events={list.events.map((event) => ({ ...event, about: aboutOf(event) }))} />
        <nav aria-label="Pages of the audit" className={styles.pages}>
          {filter.before ? <a href={addressOf({ ...filter, before: undefined })}>Newest</a> : null}
          <a href={addressOf({ ...filter, before: undefined }, '/admin/audit/events.csv')}>Download what is found (CSV)</a>
          {list.older ? <a href={addressOf({ ...filter, before: list.older })}>Older</a> : null}
        </nav>
      </div>
    </AdminPage>
  )
}
