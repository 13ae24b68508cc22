import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'

/** How many times this person has set that still wait, in stories the actor may open: they come, whatever became of the account. */
export async function countTimesSetBy(actor: Actor, personId: string, now: Date): Promise<number> {
  permit(actor, 'article.read')
  return db.schedule.count({ where: { state: 'waiting', createdById: personId, article: openStories(actor, now) } })
}
