import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import { done, NotFound, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { ReportListedInput, ReportNotRelatedInput } from '../schema'

/**
 * Somebody of the newsroom says that a story does not belong in another's list: the pair lies in the tray, whatever was
 * decided of it before. Throws NotFound when one of the two is not there.
 */
export async function reportNotRelated(
  actor: Actor,
  { articleId, targetId }: ReportNotRelatedInput,
  now: Date,
): Promise<Outcome<{ newsroom: number }>> {
  permit(actor, 'article.read')
  return db.$transaction(async (tx) => {
    const stories = await tx.article.findMany({
      where: { id: { in: [articleId, targetId] } },
      select: { id: true, number: true, state: true },
    })
    const [article, target] = [articleId, targetId].map((id) => stories.find((story) => story.id === id)?.number)
    if (!article || !target || article === target) throw new NotFound('There are no such two stories.')
    // Not in the tray: a draft may be gone tomorrow, and whoever writes it leaves the link out with one press.
    if (stories.some((story) => story.state === 'draft'))
      return refused({ field: 'articleId', message: 'Readers have not had this story: leave the link out in its list' })
    const today = londonIsoDay(now)
    const rows = await tx.$queryRaw<{ newsroom: number }[]>(Prisma.sql`
      insert into not_related_report as r (article_number, target_number, newsroom, first_day, last_day)
      values (${article}, ${target}, 1, ${today}::date, ${today}::date)
      on conflict (article_number, target_number) do update set
        newsroom = least(r.newsroom + 1, 1000), state = 'open', last_day = ${today}::date,
        first_day = case when r.readers = 0 and r.newsroom = 0 then ${today}::date else r.first_day end
      returning newsroom`)
    await recordEvent(tx, actor, 'related.pair-reported', { type: 'article', id: articleId }, { target })
    return done({ newsroom: rows[0]?.newsroom ?? 1 })
  })
}

/** The same, of a link that is known by its story's number. */
export async function reportListed(
  actor: Actor,
  { articleId, target }: ReportListedInput,
  now: Date,
): Promise<Outcome<{ newsroom: number }>> {
  permit(actor, 'article.read')
  const story = await db.article.findUnique({ where: { number: target }, select: { id: true } })
  if (!story) throw new NotFound('There is no such story.')
  return reportNotRelated(actor, { articleId, targetId: story.id }, now)
}
