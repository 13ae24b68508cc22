/** When somebody may take back what they said: a slip of the pen, before anybody has answered. Pure. */
export const REMOVABLE_MINUTES = 5

type Said = { authorId: string | null; createdAt: Date; resolvedAt: Date | null }

export function isRemovable({ authorId, createdAt, resolvedAt }: Said, self: string | null, answered: boolean, now: Date): boolean {
  const fresh = now.getTime() - createdAt.getTime() < REMOVABLE_MINUTES * 60_000
  return self !== null && authorId === self && !answered && resolvedAt === null && fresh
}
