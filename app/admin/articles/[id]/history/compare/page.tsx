import type { Metadata } from 'next'
import { londonDay, londonTime } from '@/lib/dates'
import { ComparisonView } from '@/modules/articles/components/comparison-view'
import { type ComparedRevision, compareRevisions, type RevisionName } from '@/modules/articles/queries/compare-revisions'
import { readLeftText } from '@/modules/articles/queries/left-text'
import { requireActor } from '@/modules/auth/session'
import { AdminPage } from '../../../../_parts/admin-page'
import { Refused } from '../../../../_parts/refused'

export const metadata: Metadata = { title: 'Compare versions' }

type Query = { from?: string | string[]; to?: string | string[] /** Whose text that never became a version. */; left?: string | string[] }
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }

/** Two versions of a story, word by word: the newest and the one readers have, where nothing was chosen. */
export default async function ComparePage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { id } = await params
  const { from, to, left } = await searchParams
  if (typeof left === 'string') return <Left id={id} personId={left} />
  const found = await compareRevisions(actor, id, nameOf(from, 'live'), nameOf(to, 'newest')).catch((error: unknown) => ({ error }))
  if ('error' in found) return <Refused error={found.error} />
  const { headline, before, after, comparison } = found
  return (
    <AdminPage
      title={`Version ${before.number} and version ${after.number}`}
      lead={headline || 'Story without a headline'}
      aside={<a href={`/admin/articles/${id}/history`}>Back to the history</a>}
    >
      <p>
        Earlier: {inWords(before)}.<br />
        Later: {inWords(after)}.
      </p>
      <ComparisonView comparison={comparison} />
    </AdminPage>
  )
}

/** What somebody who has left was writing, beside the newest words. */
async function Left({ id, personId }: { id: string; personId: string }) {
  const found = await readLeftText(await requireActor(), { id, personId }).catch((error: unknown) => ({ error }))
  if ('error' in found) return <Refused error={found.error} />
  const { headline, personName, changedAt, revision, comparison } = found
  return (
    <AdminPage
      title={`Version ${revision} and the text ${personName} left`}
      lead={headline || 'Story without a headline'}
      aside={<a href={`/admin/articles/${id}/history`}>Back to the history</a>}
    >
      <p>
        Last changed {londonDay(changedAt)}, {londonTime(changedAt)}. It is no version: copy what is worth keeping into the story.
      </p>
      <ComparisonView comparison={comparison} />
    </AdminPage>
  )
}

const nameOf = (value: string | string[] | undefined, otherwise: RevisionName): RevisionName => {
  if (value === 'live' || value === 'newest') return value
  const number = Number(value)
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : otherwise
}

function inWords({ number, createdAt, createdByName, label, live }: ComparedRevision): string {
  const more = [label ? `“${label}”` : '', live ? 'live' : ''].filter(Boolean)
  return [`version ${number}`, createdByName, `${londonDay(createdAt)}, ${londonTime(createdAt)}`, ...more].join(', ')
}
