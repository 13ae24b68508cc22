import 'server-only'
import { db, Prisma } from '@/lib/db'
import { mailTransportWords } from '@/lib/mail'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { readScheduleHealth, type ScheduleHealth } from '@/modules/articles/queries/schedule-health'
import { type EngineHealth, engineHealth } from '@/modules/related/queries/engine-health'
import type { BulkStalled } from '@/modules/vocabulary/bulk-views'
import { listStalledBulk } from '@/modules/vocabulary/queries/bulk'

export type NewsroomHealth = {
  engine: EngineHealth
  schedules: ScheduleHealth
  /** Changes of many stories' tags that stopped because of something that went wrong. */
  stalled: BulkStalled[]
  database: { version: string; bytes: number; migrations: number; newestMigration: string }
  pageCache: { pages: number; bytes: number }
  /** How mail goes; null for those who may not know. */
  mail: string | null
  mayRebuild: boolean
}

type Facts = { version: string; bytes: bigint; migrations: number; newest: string | null; pages: number; cached: bigint }

/** What can be read of how the newsroom stands. Throws when the database is away, as every page of the newsroom does. */
export async function readNewsroomHealth(actor: Actor, now: Date): Promise<NewsroomHealth> {
  permit(actor, 'article.read')
  const [engine, schedules, stalled, rows] = await Promise.all([
    engineHealth(actor, now),
    readScheduleHealth(actor),
    listStalledBulk(actor),
    db.$queryRaw<Facts[]>(Prisma.sql`
      select current_setting('server_version') as version, pg_database_size(current_database()) as bytes, m.migrations, m.newest, c.pages, c.cached
      from (select count(*)::int as migrations, max(migration_name) as newest from _prisma_migrations
        where finished_at is not null and rolled_back_at is null) m
      cross join (select count(*)::int as pages, coalesce(sum(bytes), 0)::bigint as cached from page_cache.entry) c`),
  ])
  const facts = rows[0]
  return {
    engine,
    schedules,
    stalled,
    database: {
      version: facts?.version.split(' ')[0] ?? '',
      bytes: Number(facts?.bytes ?? 0),
      migrations: facts?.migrations ?? 0,
      newestMigration: facts?.newest ?? '',
    },
    pageCache: { pages: facts?.pages ?? 0, bytes: Number(facts?.cached ?? 0) },
    mail: can(actor, 'audit.read') ? mailTransportWords() : null,
    mayRebuild: can(actor, 'import.run'),
  }
}
