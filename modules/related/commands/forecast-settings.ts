import 'server-only'
import type { Tx } from '@/lib/db'
import type { Outcome } from '@/lib/errors'
import { type Actor, systemActor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import type { Forecast } from '../forecast'
import type { ChangeSettingsInput } from '../schema'
import { changeSettingsIn } from './change-settings'
import { runForecast } from './run-forecast'

const trial = systemActor('Throughline', 'a forecast, taken back')

/** Every list there is, newest story first, would be worked out: some ten milliseconds each, before and after. */
export const SETTINGS_LISTS_MAX = 3_000

/** What other settings would do to every list of the site. Throws NotAllowed, Conflict. */
export async function forecastSettings(actor: Actor, input: ChangeSettingsInput, now: Date): Promise<Outcome<Forecast>> {
  permit(actor, 'settings.change')
  return forecastEveryList((tx) => changeSettingsIn(tx, trial, input, now), now)
}

/** What a change of the engine would do to every list, newest story first. */
export function forecastEveryList(change: (tx: Tx) => Promise<Outcome<unknown>>, now: Date): Promise<Outcome<Forecast>> {
  const concerned = async (tx: Tx): Promise<number[]> => {
    const rows = await tx.publishedArticle.findMany({
      orderBy: [{ firstPublishedAt: 'desc' }, { number: 'desc' }],
      take: SETTINGS_LISTS_MAX + 1,
      select: { number: true },
    })
    return rows.map((row) => row.number)
  }
  return runForecast({ number: async () => null, concerned, change, atMost: SETTINGS_LISTS_MAX, says: 'new weights being tried out' }, now)
}
