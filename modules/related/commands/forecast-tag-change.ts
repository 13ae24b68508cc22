import 'server-only'
import { Prisma } from '@/lib/db'
import type { Outcome } from '@/lib/errors'
import { type Actor, systemActor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { editTagIn } from '@/modules/tags/commands/edit-tag'
import type { EditTagInput } from '@/modules/tags/schema'
import type { Forecast } from '../forecast'
import { concernedByTags } from './find-concerned'
import { runForecast } from './run-forecast'

const trial = systemActor('Throughline', 'a forecast, taken back')

/**
 * What changing a tag would do to the related lists of live stories: its broader tag, or whether it relates. Refused with
 * the change's own problems; throws NotFound, NotAllowed, and Conflict for a stale version.
 */
export async function forecastTagChange(actor: Actor, input: EditTagInput, now: Date): Promise<Outcome<Forecast>> {
  permit(actor, 'tag.read')
  return runForecast(
    {
      number: async () => null,
      // Before and after: what is broader than it counts for its stories too.
      concerned: async (tx) => {
        const rows = await tx.$queryRaw<{ id: number }[]>(Prisma.sql`select unnest(tags_and_broader(array[${input.id}::int])) as id`)
        return concernedByTags(
          tx,
          rows.map((row) => row.id),
        )
      },
      change: (tx) => editTagIn(tx, trial, input),
    },
    now,
  )
}
