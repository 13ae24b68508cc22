/** Who may take back what they said, a slip of the pen before anybody has answered; and who says that it is dealt with. Pure. */
import type { Actor } from '@/modules/access/actor'
import { canEdit } from '@/modules/access/permissions'

export const REMOVABLE_MINUTES = 5

type Said = { authorId: string | null; createdAt: Date; resolvedAt: Date | null }

export function isRemovable({ authorId, createdAt, resolvedAt }: Said, self: string | null, answered: boolean, now: Date): boolean {
  const fresh = now.getTime() - createdAt.getTime() < REMOVABLE_MINUTES * 60_000
  return self !== null && authorId === self && !answered && resolvedAt === null && fresh
}

/** Whether this person may resolve a thread, or open it again: their own, and every one of a story they may edit. */
export const maySettle = (actor: Actor, thread: { authorId: string | null }, story: { createdById: string | null }): boolean =>
  (actor.kind === 'person' && thread.authorId === actor.id) || canEdit(actor, story)
