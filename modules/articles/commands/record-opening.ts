import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { isStoryId } from '../rules'

/** One visit asks for a page's parts one after another: that is one opening. */
const SAME_VISIT_MS = 60_000

/** Puts down that somebody opened a story under embargo. Of any other story, and of one they may not open, nothing is kept. */
export async function recordOpening(actor: Actor, id: string, now: Date): Promise<void> {
  permit(actor, 'article.read')
  if (actor.kind !== 'person' || !isStoryId(id)) return
  const story = await db.article.findUnique({ where: { id }, select: { id: true, sensitive: true, embargoUntil: true } })
  if (!story?.embargoUntil || story.embargoUntil <= now || !(await mayOpenStory(db, actor, story, now))) return
  const last = await db.embargoOpening.findFirst({
    where: { articleId: story.id, personId: actor.id, at: { gt: new Date(now.getTime() - SAME_VISIT_MS) } },
    select: { id: true },
  })
  if (last) return
  const opening = { articleId: story.id, personId: actor.id, personName: actor.name, at: now }
  await db.embargoOpening.create({ data: opening, select: { id: true } })
}
