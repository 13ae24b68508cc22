'use client'
import { useState } from 'react'
import { londonDay, londonTime } from '@/lib/dates'
import { restoreSettingsAction } from '../actions'
import type { SettingsVersion } from '../queries/engine-settings'
import { labelOfSetting } from '../setting-names'

/** Every version of the settings, newest first; any earlier one can be had back. */
export function SettingsVersions({ version, versions, readOnly }: { version: number; versions: SettingsVersion[]; readOnly: boolean }) {
  const [said, setSaid] = useState('')
  const restore = async (to: number) => {
    setSaid('Putting it back…')
    const result = await restoreSettingsAction({ version, to }).catch(() => null)
    if (result?.ok) window.location.assign(`/admin/related/weights?done=${result.value.version}`)
    else setSaid(result && 'message' in result ? result.message : 'The newsroom did not answer. Nothing was changed: try again.')
  }
  return (
    <>
      <p role="status">{said}</p>
      <ol reversed start={versions[0]?.version}>
        {versions.map((one) => (
          <li key={one.version}>
            Version {one.version}, {londonDay(new Date(one.at))} {londonTime(new Date(one.at))}, {one.byName}
            {one.changed.length > 0 ? `: ${one.changed.map(labelOfSetting).join(', ')}` : ''}{' '}
            {readOnly || one.version === version ? null : (
              <button type="button" onClick={() => restore(one.version)}>
                Go back to version {one.version}
              </button>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
