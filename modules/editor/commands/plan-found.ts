import 'server-only'
import type { Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import type { BulkFoundInput } from '@/modules/vocabulary/bulk-input'
import { BULK_STORIES_MAX } from '@/modules/vocabulary/bulk-plan'
import { type PlannedBulk, permitBulk, planBulk } from '@/modules/vocabulary/commands/plan-bulk'
import { foundWords } from '../found-words'
import { listFoundIds } from '../queries/story-list'
import { readStoryFilter } from '../story-filter'

/** Works out what tagging everything that a search of the list finds would change, and files it. Throws NotAllowed. */
export async function planFound(actor: Actor, { state, show, q, add, remove }: BulkFoundInput, now: Date): Promise<Outcome<PlannedBulk>> {
  permitBulk(actor)
  const filter = readStoryFilter({ state, show, q })
  const ids = await listFoundIds(actor, filter, BULK_STORIES_MAX + 1, now)
  return planBulk(actor, { ids, words: foundWords(filter), add, remove }, now)
}
