import type { Metadata } from 'next'
import { londonDay, londonTime } from '@/lib/dates'
import { requireActor } from '@/modules/auth/session'
import { BULK_PATH } from '@/modules/vocabulary/bulk-paths'
import type { BulkDetail } from '@/modules/vocabulary/bulk-views'
import { changeWords, STATE_TITLES } from '@/modules/vocabulary/bulk-words'
import { BulkActs } from '@/modules/vocabulary/components/bulk-acts'
import { BulkEffect, BulkFailures } from '@/modules/vocabulary/components/bulk-effect'
import { BulkProgress } from '@/modules/vocabulary/components/bulk-progress'
import { BulkStart } from '@/modules/vocabulary/components/bulk-start'
import { getBulk } from '@/modules/vocabulary/queries/bulk'
import { AdminPage } from '../../../_parts/admin-page'
import { Refused } from '../../../_parts/refused'

export const metadata: Metadata = { title: 'Tags of many stories' }

type Props = { params: Promise<{ id: string }> }

/** One change of many stories' tags: what it would do, how far it is, what it did, and the way back. */
export default async function BulkPage({ params }: Props) {
  const actor = await requireActor()
  const { id } = await params
  const bulk = await getBulk(actor, id).catch((error: unknown) => ({ error }))
  if ('error' in bulk) return <Refused error={bulk.error} />
  const { state, total, done } = bulk
  return (
    <AdminPage
      title={changeWords({ add: bulk.add.map((tag) => tag.label), remove: bulk.remove.map((tag) => tag.label) })}
      lead={`${STATE_TITLES[state]}. For ${bulk.words}. ${history(bulk)}`}
      aside={<a href={BULK_PATH}>Tags of many stories</a>}
    >
      {bulk.failure ? (
        <p role="alert">
          It stopped: {bulk.failure}. {bulk.by} had asked for it.
        </p>
      ) : null}
      <BulkProgress id={id} first={{ state, total, done }} />
      {state === 'planned' && total > 0 ? <BulkStart id={id} total={total} /> : null}
      <BulkActs id={id} state={state} changed={bulk.changed} stalled={bulk.failure !== null} takenBack={bulk.undoneBy !== null} />
      <BulkFailures bulk={bulk} />
      <BulkEffect bulk={bulk} />
    </AdminPage>
  )
}

const moment = (at: Date): string => `${londonTime(at)} on ${londonDay(at)}`

function history({ by, at, endedAt, undoneAt, undoneBy }: BulkDetail): string {
  const parts = [
    `Planned by ${by} at ${moment(at)}`,
    endedAt ? `ended ${moment(endedAt)}` : '',
    undoneAt ? `undone by ${undoneBy} at ${moment(undoneAt)}` : '',
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}
