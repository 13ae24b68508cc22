import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { londonDay } from '@/lib/dates'
import { cleanLine } from '@/lib/text'
import { requireActor } from '@/modules/auth/session'
import { TargetForm } from '@/modules/style/components/target-form'
import { listRules, readStyleSettings } from '@/modules/style/queries'
import { SEVERITY_WORDS, type Severity } from '@/modules/style/rules'
import type { RuleListItem } from '@/modules/style/views'
import { AdminPage } from '../_parts/admin-page'
import styles from '../_parts/list.module.css'
import { Refused } from '../_parts/refused'
import own from './style.module.css'

export const metadata: Metadata = { title: 'House style' }

type Props = { searchParams: Promise<{ q?: string | string[]; done?: string | string[] }> }
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

const SAID: Record<string, string> = {
  removed: 'The rule is removed, or stands as it was shipped.',
  target: 'The reading age is saved.',
}

/** Every rule, with what became of what it found: which are worth their place shows at a glance. */
export default async function HouseStylePage({ searchParams }: Props) {
  const actor = await requireActor()
  const asked = await searchParams
  const q = cleanLine(
    one(asked.q)
      .replace(/\p{Surrogate}/gu, '')
      .slice(0, 200),
  )
  const read = await Promise.all([listRules(actor, { q }), readStyleSettings(actor)]).catch((error: unknown) => ({ error }))
  if ('error' in read) return <Refused error={read.error} />
  const [rules, settings] = read
  const said = SAID[one(asked.done)]
  return (
    <AdminPage
      title="House style"
      lead="What the Checks of a story look for. A rule advises; it keeps no story back."
      aside={
        <a className={buttons.solid} href="/admin/style/new">
          New rule
        </a>
      }
    >
      {said ? (
        <p className={own.done} role="status">
          {said}
        </p>
      ) : null}
      <Resting rules={rules} />
      <form action="/admin/style" className={`${styles.search} ${own.search}`}>
        <div>
          <span>
            <label htmlFor="q">Pattern, advice or example</label>
            <br />
            <input id="q" name="q" type="search" defaultValue={q} maxLength={200} />
          </span>
          <button type="submit">Search</button>
        </div>
      </form>
      {rules.length === 0 ? <p className={styles.none}>No rule matches. Try fewer letters.</p> : <Rules rules={rules} />}
      <section className={own.target} aria-labelledby="target">
        <h2 id="target">Plain English</h2>
        <TargetForm key={settings.version} settings={settings} />
      </section>
    </AdminPage>
  )
}

/** Rules that took too long are never left out in silence. */
function Resting({ rules }: { rules: readonly RuleListItem[] }) {
  const resting = rules.filter(({ ranOutAt, active }) => ranOutAt !== null && active)
  if (resting.length === 0) return null
  return (
    <div className={own.resting}>
      <p>
        <b>{resting.length === 1 ? 'One rule rests' : `${resting.length} rules rest`}</b>: with some story a search took too long, and it
        has been left out since. Change the pattern and save it, and it is used again.
      </p>
      <ul>
        {resting.map(({ id, pattern, ranOutAt }) => (
          <li key={id}>
            <a href={`/admin/style/${id}`}>{id}</a> <code>{pattern}</code>
            {ranOutAt ? `, since ${londonDay(ranOutAt)}` : ''}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Rules({ rules }: { rules: readonly RuleListItem[] }) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Rules</caption>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Write instead</th>
          <th scope="col">How wrong</th>
          <th scope="col">Found</th>
          <th scope="col">Mended</th>
          <th scope="col">Left</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id}>
            <th scope="row">
              <a href={`/admin/style/${rule.id}`}>{rule.id}</a>
              <code className={own.pattern}>{rule.pattern}</code>
            </th>
            <td data-label="Write instead">{rule.correct}</td>
            <td data-label="How wrong">{SEVERITY_WORDS[rule.severity as Severity]?.one ?? rule.severity}</td>
            <td data-label="Found">{rule.counts.fired}</td>
            <td data-label="Mended">{rule.counts.fixed}</td>
            <td data-label="Left">{rule.counts.left}</td>
            <td data-label="State">{stateOf(rule)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function stateOf({ active, ranOutAt, own: isOwn, changed }: RuleListItem): string {
  if (!active) return 'Off'
  if (ranOutAt !== null) return 'Rests'
  return isOwn ? 'Own' : changed ? 'Changed here' : 'Shipped'
}
