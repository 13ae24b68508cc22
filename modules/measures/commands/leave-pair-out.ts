import 'server-only'
import { db } from '@/lib/db'
import { NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { curateIn } from '@/modules/articles/commands/curate-related'
import type { ReportPair } from '../schema'
import { closeReportIn } from './close-report'

/**
 * "Leave this pair out": neither story stands in the other's list from now on, and the report is closed, both or
 * neither. Needs an editor, as publishing does. Throws NotFound, NotAllowed, Conflict.
 */
export async function leavePairOut(actor: Actor, pair: ReportPair, now: Date): Promise<Outcome<ReportPair>> {
  permit(actor, 'tag.edit')
  const stories = await db.article.findMany({
    where: { number: { in: [pair.article, pair.target] } },
    select: { id: true, number: true },
  })
  const [id, targetId] = [pair.article, pair.target].map((number) => stories.find((story) => story.number === number)?.id)
  if (!id || !targetId) throw new NotFound('Nobody reported these two stories.')
  return inTransaction(async (tx) => {
    const curated = await curateIn(tx, actor, { id, act: { kind: 'exclude', targetId } }, now)
    return curated.ok ? closeReportIn(tx, actor, pair, 'excluded', now) : curated
  })
}
