import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { FEATURES, type Feature, type NewsroomSettings, type SecondReader } from './schema'

/** How this newsroom works, for anybody who may enter it. */
export async function getNewsroomSettings(actor: Actor): Promise<NewsroomSettings> {
  permit(actor, 'newsroom.enter')
  return readNewsroomSettings(db)
}

/** The same inside a command's transaction. */
export async function readNewsroomSettings(client: Tx): Promise<NewsroomSettings> {
  const row = await client.newsroomSettings.findUniqueOrThrow({ where: { id: 1 } })
  return { version: row.version, secondReader: row.secondReader as SecondReader, features: row.features as Feature[] }
}

/**
 * What this newsroom shows: what was switched on, and what has been used once. The calendar comes with the first time that
 * is set, embargo or reminder.
 */
export async function readFeaturesInUse(actor: Actor): Promise<Set<Feature>> {
  permit(actor, 'newsroom.enter')
  const [{ features }, [used]] = await Promise.all([
    readNewsroomSettings(db),
    db.$queryRaw<Record<Feature, boolean>[]>(Prisma.sql`
      select exists (select from article where embargo_until is not null) as embargoes,
        exists (select from user_account where duties <> '{}') as duties,
        exists (select from comment_mention) as mentions,
        exists (select from article where remind_on is not null) as reminders,
        exists (select from schedule) or exists (select from article where embargo_until is not null or remind_on is not null) as calendar,
        exists (select from fact) as facts`),
  ])
  return new Set(FEATURES.filter((feature) => features.includes(feature) || used?.[feature]))
}

/** What the page of settings shows: what is set, and what is in use anyway. Throws NotAllowed. */
export async function openNewsroomSettings(actor: Actor): Promise<{ settings: NewsroomSettings; used: Feature[] }> {
  permit(actor, 'settings.change')
  const [settings, used] = await Promise.all([readNewsroomSettings(db), readFeaturesInUse(actor)])
  return { settings, used: [...used] }
}
