import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { changedSettings } from '../setting-names'
import { type EngineSettings, engineSettingsOf } from '../settings'

export type SettingsVersion = { version: number; at: Date; byName: string; changed: string[] }
const VERSIONS_SHOWN = 20

/** The engine's numbers as they are, and the latest versions they had, newest first, each with what it changed. */
export async function readEngineSettings(
  actor: Actor,
): Promise<{ version: number; settings: EngineSettings; versions: SettingsVersion[]; testing: boolean }> {
  permit(actor, 'article.read')
  const [stored, rows] = await Promise.all([
    db.relatedSettings.findUniqueOrThrow({ where: { id: 1 } }),
    db.relatedSettingsVersion.findMany({ orderBy: { version: 'desc' }, take: VERSIONS_SHOWN + 1 }),
  ])
  const versions = rows.map(({ weights, ...row }, at) => {
    const before = rows[at + 1]
    return { ...row, changed: before ? changedSettings(engineSettingsOf(before.weights), engineSettingsOf(weights)) : [] }
  })
  return {
    version: stored.version,
    settings: engineSettingsOf(stored.weights),
    versions: versions.slice(0, VERSIONS_SHOWN),
    testing: stored.trial !== null,
  }
}
