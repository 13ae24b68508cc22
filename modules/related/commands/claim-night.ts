import 'server-only'
import { db, Prisma } from '@/lib/db'
import { isNightToTry, type NightTries, triesInVain } from '../engine-state'

/**
 * Whether this server is to make up for a night now. Of several that ask, one is told so; the others, and this one where
 * nothing comes of it, wait one hour, then two, then four, up to a day.
 */
export async function claimNight(now: Date): Promise<boolean> {
  const [night] = await db.$queryRaw<NightTries[]>(Prisma.sql`
    select coalesce(w.last_check_at, (select e.at from audit_event e order by e.id limit 1)) as "checkedAt",
      w.night_tried_at as "triedAt", w.night_tries as tries
    from related_work w where w.id = 1`)
  if (!night || !isNightToTry(night, now)) return false
  const { count } = await db.relatedWork.updateMany({
    where: { id: 1, nightTriedAt: night.triedAt },
    data: { nightTriedAt: now, nightTries: triesInVain(night) + 1 },
  })
  return count === 1
}
