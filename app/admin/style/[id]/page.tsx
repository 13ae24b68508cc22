import type { Metadata } from 'next'
import { londonDay } from '@/lib/dates'
import { requireActor } from '@/modules/auth/session'
import { RuleActs } from '@/modules/style/components/rule-acts'
import { RuleForm } from '@/modules/style/components/rule-form'
import { getRule } from '@/modules/style/queries'
import type { RuleView } from '@/modules/style/views'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from '../style.module.css'

export const metadata: Metadata = { title: 'Rule of house style' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ done?: string | string[] }> }

/** One rule: what it looks for, and what became of what it found. */
export default async function RulePage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { id } = await params
  const { done } = await searchParams
  const rule = await getRule(actor, id).catch((error: unknown) => ({ error }))
  if ('error' in rule) return <Refused error={rule.error} />
  return (
    <AdminPage title={rule.id} lead={leadOf(rule)} aside={<a href="/admin/style">All rules</a>}>
      {done === 'saved' ? (
        <p className={styles.done} role="status">
          The rule is saved. Stories are checked with it from now on.
        </p>
      ) : null}
      {rule.ranOutAt ? (
        <p className={styles.resting}>
          This rule rests: on {londonDay(rule.ranOutAt)} it took too long with a story. Make the pattern simpler and save it, and it is used
          again.
        </p>
      ) : null}
      <div className={styles.grid}>
        <RuleForm key={rule.version} rule={rule} />
        <aside aria-label="What became of it">
          <dl className={styles.facts}>
            <dt>Found</dt>
            <dd>{rule.counts.fired}</dd>
            <dt>Mended</dt>
            <dd>{rule.counts.fixed}</dd>
            <dt>Left as it is</dt>
            <dd>{rule.counts.left}</dd>
          </dl>
          <RuleActs rule={rule} />
        </aside>
      </div>
    </AdminPage>
  )
}

function leadOf({ own, changed, active, updatedBy }: RuleView): string {
  const what = own ? 'A rule of this newsroom’s own' : changed ? 'A shipped rule, changed here' : 'A shipped rule'
  return `${what}${updatedBy ? `, last changed by ${updatedBy}` : ''}. ${active ? 'It is used.' : 'It is switched off.'}`
}
