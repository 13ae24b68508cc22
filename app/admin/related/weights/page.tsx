import type { Metadata } from 'next'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { SettingsVersions } from '@/modules/related/components/settings-versions'
import { WeightsForm } from '@/modules/related/components/weights-form'
import { readEngineSettings } from '@/modules/related/queries/engine-settings'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import { RelatedNav } from '../_parts/related-nav'
import styles from './weights.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Weights of related news' }

type Props = { searchParams: Promise<{ done?: string | string[] }> }

/** The engine's numbers in the open: changed by an admin, after seeing what it does to every list, and taken back as easily. */
export default async function WeightsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const { done } = await searchParams
  const read = await readEngineSettings(actor).catch((error: unknown) => ({ error }))
  if ('error' in read) return <Refused error={read.error} />
  const { version, settings, versions, testing } = read
  const readOnly = !can(actor, 'settings.change')
  return (
    <AdminPage title="Weights" lead={`Version ${version}. What the numbers mean is in docs/related-news.md. Only an admin changes them.`}>
      <RelatedNav here="weights" />
      {done ? (
        <p role="status">
          Version {version} is in force: every list follows it from the next view on. The version before can be had back below.
        </p>
      ) : null}
      {testing ? (
        <p>
          A <a href="/admin/related/tests">fair test</a> is running: until it ends, these numbers stay as they are.
        </p>
      ) : null}
      <WeightsForm key={version} version={version} settings={settings} readOnly={readOnly} />
      <h2 className={styles.versions}>Versions</h2>
      <SettingsVersions version={version} versions={versions} readOnly={readOnly} />
    </AdminPage>
  )
}
