/** The numbers that a fair test tries in place of the newsroom's, as they are kept with it. Pure. */
import { z } from 'zod'
import { changedSettings, settingOf } from './setting-names'
import { type EngineSettings, engineSettingsOf } from './settings'

const changesSchema = z.array(z.object({ key: z.string(), from: z.number(), to: z.number() }))
/** One number, by the name of its field: "halfLives.news". */
export type TriedChange = z.infer<typeof changesSchema>[number]

/** What differs between the newsroom's numbers and those to be tried. */
export const triedChanges = (settings: EngineSettings, tried: EngineSettings): TriedChange[] =>
  changedSettings(settings, tried).map((key) => ({ key, from: settingOf(settings, key), to: settingOf(tried, key) }))

/** As stored; none where it cannot be read. */
export const readTried = (stored: unknown): TriedChange[] => changesSchema.catch([]).parse(stored)

/** `settings` with these numbers in place of its own. */
export function withTried(settings: EngineSettings, changes: readonly TriedChange[]): EngineSettings {
  const record: Record<string, unknown> = { ...settings }
  for (const { key, to } of changes) {
    const [group = '', part] = key.split('.')
    record[group] = part === undefined ? to : { ...(record[group] as object), [part]: to }
  }
  return engineSettingsOf(record)
}
