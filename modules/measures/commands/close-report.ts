import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { ReportPair } from '../schema'

type Decision = 'kept' | 'excluded'

/**
 * Takes a pair out of the tray, with who decided what; counting begins anew. One that is closed already stays as it
 * is: two people may press at once. Throws NotFound when nobody reported it.
 */
export async function closeReportIn(tx: Tx, actor: Actor, pair: ReportPair, decision: Decision, now: Date): Promise<Outcome<ReportPair>> {
  permit(actor, 'tag.edit')
  const key = { articleNumber: pair.article, targetNumber: pair.target }
  const report = await tx.notRelatedReport.findUnique({ where: { articleNumber_targetNumber: key } })
  const article = await tx.article.findUnique({ where: { number: pair.article }, select: { id: true } })
  if (!report || !article) throw new NotFound('Nobody reported these two stories.')
  const { count } = await tx.notRelatedReport.updateMany({
    where: { ...key, state: 'open' },
    data: { state: decision, readers: 0, newsroom: 0, closedAt: now, closedBy: actor.name },
  })
  if (count === 0) return done(pair)
  const { readers, newsroom } = report
  const detail = { target: pair.target, decision, readers, newsroom }
  await recordEvent(tx, actor, 'related.report-closed', { type: 'article', id: article.id }, detail)
  return done(pair)
}

/** "Keep it": the two stories are related enough. */
export async function keepPair(actor: Actor, pair: ReportPair, now: Date): Promise<Outcome<ReportPair>> {
  return db.$transaction((tx) => closeReportIn(tx, actor, pair, 'kept', now))
}
