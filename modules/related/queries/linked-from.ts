import 'server-only'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { isStoryId } from '@/modules/articles/rules'
import { concernedBy, workerIsInStep } from '../commands/find-concerned'
import { LISTS_ASKED_MAX } from '../commands/run-forecast'
import type { LinkRef } from '../forecast'
import { listsOf } from '../lists'

/**
 * The live stories whose list shows this one now, newest first: the engine's own answer for each that could. `all` is
 * false when there were more to ask than are asked at a time. Throws NotFound.
 */
export async function linkedFrom(actor: Actor, { id }: { id: string }, now: Date): Promise<{ stories: LinkRef[]; all: boolean }> {
  permit(actor, 'article.read')
  const story = isStoryId(id) ? await db.article.findUnique({ where: { id }, select: { number: true } }) : null
  if (!story) throw new NotFound('There is no such story. It may have been deleted.')
  const concerned = await concernedBy(db, story.number, await workerIsInStep(db), now)
  const asked = concerned.slice(0, LISTS_ASKED_MAX)
  const lists = await listsOf(db, asked, now)
  const listing = asked.filter((number) => lists.get(number)?.links.includes(story.number))
  const rows = await db.publishedArticle.findMany({
    where: { number: { in: listing } },
    select: { number: true, slug: true, headline: true },
  })
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return {
    stories: listing.flatMap((number) => {
      const row = byNumber.get(number)
      return row ? { ...row, url: null } : []
    }),
    all: asked.length === concerned.length,
  }
}
