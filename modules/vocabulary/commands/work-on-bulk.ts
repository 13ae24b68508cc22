import 'server-only'
import { db } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { oneByOne } from './bulk-faults'
import { type BulkStep, takeStep } from './bulk-step'

/**
 * Does one step of the oldest operation under way: up to 200 stories, in a transaction of its own. Any number of servers may
 * ask; one works at a time, and one that is killed has done its step or none of it, so that the next goes on there.
 * Between two steps everybody else's publications go through. A step that fails is done story by story: one that cannot be
 * changed is passed over and told of, and holds neither the others nor the next operation.
 */
export async function workOnBulk(now: Date): Promise<BulkStep> {
  const waiting = await db.tagOperation.findFirst({
    where: { kind: 'bulk', state: { in: ['running', 'undoing'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  if (!waiting) return 'idle'
  try {
    return await inTransaction((tx) => takeStep(tx, waiting.id, now))
  } catch (error) {
    return error instanceof Conflict ? 'later' : oneByOne(waiting.id, error, now)
  }
}
