import type { Metadata } from 'next'
import { requireActor } from '@/modules/auth/session'
import { NewsroomSettingsForm } from '@/modules/editor/components/newsroom-settings-form'
import { openNewsroomSettings } from '@/modules/newsroom/queries'
import { AdminPage } from '../_parts/admin-page'
import { Refused } from '../_parts/refused'

export const metadata: Metadata = { title: 'Settings' }

/** How this newsroom works. */
export default async function SettingsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  const { saved } = await searchParams
  const opened = await openNewsroomSettings(actor).catch((error: unknown) => ({ error }))
  if ('error' in opened) return <Refused error={opened.error} />
  const { settings, used } = opened
  return (
    <AdminPage title="Settings" lead="How this newsroom works. Changes count from the next press on, and stand in the audit.">
      {saved === 'yes' ? <p role="status">The settings were saved.</p> : null}
      <NewsroomSettingsForm key={settings.version} settings={settings} used={used} />
    </AdminPage>
  )
}
