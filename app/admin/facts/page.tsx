import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { londonDay } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import type { FactListItem } from '@/modules/articles/fact-views'
import { adminFactPath } from '@/modules/articles/paths'
import { listFacts } from '@/modules/articles/queries/facts'
import { requireActor } from '@/modules/auth/session'
import { AdminPage } from '../_parts/admin-page'
import styles from '../_parts/list.module.css'
import { Refused } from '../_parts/refused'
import detail from '../tags/[slug]/tag.module.css'

export const metadata: Metadata = { title: 'Facts' }

type Props = { searchParams: Promise<{ done?: string | string[] }> }

/** What is entered once and shown in many stories. */
export default async function FactsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const { done } = await searchParams
  const facts = await listFacts(actor, new Date()).catch((error: unknown) => ({ error }))
  if ('error' in facts) return <Refused error={facts.error} />
  return (
    <AdminPage
      title="Facts"
      lead="A fact is entered once and shown in every story that embeds it. When it changes here, readers see the new value at once."
      aside={
        can(actor, 'record.edit') ? (
          <a className={buttons.solid} href="/admin/facts/new">
            New fact
          </a>
        ) : null
      }
    >
      {done === 'deleted' ? (
        <p className={detail.done} role="status">
          The fact is deleted.
        </p>
      ) : null}
      {facts.length === 0 ? <p className={styles.none}>There is no fact yet.</p> : <Facts facts={facts} />}
    </AdminPage>
  )
}

function Facts({ facts }: { facts: FactListItem[] }) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Facts</caption>
      <thead>
        <tr>
          <th scope="col">Fact</th>
          <th scope="col">Value</th>
          <th scope="col">Checked</th>
          <th scope="col">Live stories</th>
          <th scope="col">Drafts and withdrawn</th>
          <th scope="col">Last changed</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.slug}>
            <th scope="row">
              <a href={adminFactPath(fact.slug)}>{fact.label}</a>
            </th>
            <td data-label="Value">{fact.value}</td>
            <td data-label="Checked">{fact.checkedOn ? londonDay(new Date(`${fact.checkedOn}T12:00:00Z`)) : '–'}</td>
            <td data-label="Live stories">{fact.stories.filter(({ live }) => live).length}</td>
            <td data-label="Drafts and withdrawn">{fact.stories.filter(({ live }) => !live).length}</td>
            <td data-label="Last changed">
              {londonDay(fact.updatedAt)}, {fact.updatedBy}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
