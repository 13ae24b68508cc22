import type { Metadata } from 'next'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { readTests } from '@/modules/measures/queries/fair-tests'
import { TestForm } from '@/modules/related/components/test-form'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import { RelatedNav } from '../_parts/related-nav'
import { PastTests } from './past-tests'
import { RunningTestPart } from './running-test'
import styles from './tests.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Fair tests of related news' }

type Props = { searchParams: Promise<{ done?: string | string[] }> }

const SAID: Record<string, string> = {
  begun: 'The test has begun. Counting starts tomorrow, with the first whole day.',
  ended: 'The test has ended: every page has the list of the numbers in force again.',
  taken: 'The tried numbers are in force on every page. The version before can be had back under Weights.',
}

/** Other numbers of the engine, tried on some pages: chosen by page, never by reader, and judged by counts. */
export default async function TestsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const { done } = await searchParams
  const read = await readTests(actor, new Date()).catch((error: unknown) => ({ error }))
  if ('error' in read) return <Refused error={read.error} />
  const { version, settings, running, past } = read
  const mayChange = can(actor, 'settings.change')
  return (
    <AdminPage
      title="Fair tests"
      lead="Try other numbers on some pages before they are for all. Pages are chosen by their story’s number, so that every reader of a page has the same list; readers are never told apart."
    >
      <RelatedNav here="tests" />
      <p role="status">{typeof done === 'string' ? (SAID[done] ?? '') : ''}</p>
      {running ? <RunningTestPart test={running} mayChange={mayChange} /> : null}
      {!running && mayChange ? (
        <section className={styles.part} aria-labelledby="new-test">
          <h2 id="new-test">A new test</h2>
          <p className={styles.note}>
            Only numbers that act when a list is read can be tried. What a shared tag counts cannot: its points are kept with the tag, once
            for all pages, and decide under which combinations stories are filed. Nor can the number of links: a longer list is followed
            more often, whatever is in it.
          </p>
          <TestForm key={version} version={version} settings={settings} />
        </section>
      ) : null}
      {!running && !mayChange ? <p className={styles.note}>No test is running. Only an admin begins one.</p> : null}
      <PastTests tests={past} mayChange={mayChange && !running} />
    </AdminPage>
  )
}
