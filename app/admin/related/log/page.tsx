import type { Metadata } from 'next'
import { z } from 'zod'
import { requireActor } from '@/modules/auth/session'
import { ChangeList } from '@/modules/related/components/change-list'
import { type ChangeFilter, type ChangePage, listChanges } from '@/modules/related/queries/list-changes'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import { RelatedNav } from '../_parts/related-nav'
import styles from './log.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Log of related news' }

type Search = Promise<Record<string, string | string[] | undefined>>

/** Anything that cannot be read is left out, as a mistyped address would be. */
const filterSchema = z.object({
  story: z.uuid().optional().catch(undefined),
  before: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .optional()
    .catch(undefined),
})

export default async function LogPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const filter = filterSchema.parse(await searchParams)
  try {
    return <Log filter={filter} page={await listChanges(actor, filter)} />
  } catch (error) {
    return <Refused error={error} />
  }
}

function addressOf(filter: ChangeFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])))
  return query.size > 0 ? `/admin/related/log?${query}` : '/admin/related/log'
}

function Log({ filter, page: { changes, older, story } }: { filter: ChangeFilter; page: ChangePage }) {
  const none = story
    ? 'The list of this story has not been written down yet.'
    : 'No list has been written down yet. That begins soon after the start.'
  return (
    <AdminPage
      title="Log of related news"
      lead="Each list that changed, and what made it change. Kept for a year; what a story listed at first, for good."
    >
      <RelatedNav here="log" />
      {story ? (
        <p className={styles.story}>
          Only the list of <b>{story.headline}</b>. <a href="/admin/related/log">All lists</a>{' '}
          <a href={`/admin/articles/${story.id}`}>
            Open<span className="visually-hidden"> {story.headline}</span> in the editor
          </a>
        </p>
      ) : null}
      {changes.length === 0 ? <p>{none}</p> : <ChangeList changes={changes} named={!story} />}
      <nav aria-label="Pages of the log" className={styles.pages}>
        {filter.before ? <a href={addressOf({ ...filter, before: undefined })}>Newest</a> : null}
        {older ? <a href={addressOf({ ...filter, before: older })}>Older</a> : null}
      </nav>
    </AdminPage>
  )
}
