import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { replaceTags } from '@/modules/articles/commands/replace-tags'
import { concernedByTags } from '@/modules/related/commands/find-concerned'
import { runForecast } from '@/modules/related/commands/run-forecast'
import type { Forecast } from '@/modules/related/forecast'
import type { BulkActInput } from '../bulk-input'
import { FORECAST_STORIES_MAX } from '../bulk-words'
import { changesOf, wishesLeft } from './bulk-changes'
import { permitBulk } from './plan-bulk'
import { loadBulk } from './run-bulk'

/**
 * Which related lists a planned operation would change, and how: it is run and taken back, while everybody else waits, so
 * only of up to 200 stories. Throws NotFound, NotAllowed.
 */
export async function forecastBulk(actor: Actor, { id }: BulkActInput, now: Date): Promise<Outcome<Forecast>> {
  permitBulk(actor)
  return runForecast(
    {
      number: async () => null,
      concerned: async (tx) => concernedByTags(tx, await tagsOf(tx, id)),
      change: async (tx) => {
        const operation = await loadBulk(tx, id)
        if (operation.state !== 'planned') return refused({ field: '', message: 'This has been begun already' })
        const stories = await tx.tagOperationStory.findMany({
          where: { operationId: id },
          distinct: ['articleId'],
          select: { articleId: true },
        })
        if (stories.length > FORECAST_STORIES_MAX)
          return refused({ field: '', message: `Lists are worked out for up to ${FORECAST_STORIES_MAX} stories` })
        const ids = stories.map((story) => story.articleId)
        const { changes } = await changesOf(tx, actor, await wishesLeft(tx, id, ids), now)
        await replaceTags(tx, changes, { trial: true })
        return done(null)
      },
      says: 'a tag and all its stories',
    },
    now,
  )
}

/** The tags given and taken, and all that is broader: stories inherit through them. */
async function tagsOf(tx: Tx, id: string): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>(Prisma.sql`
    with moved as (
      select distinct u.id from tag_operation_story s, unnest(s.before || s.after) as u(id)
      where s.operation_id = ${id}::uuid and not (u.id = any (s.before) and u.id = any (s.after)))
    select unnest(tags_and_broader(array(select id from moved))) as id`)
  return rows.map((row) => row.id)
}
