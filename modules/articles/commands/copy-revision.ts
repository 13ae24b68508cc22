import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'

/** Numbers of tags to add to what is copied, and to leave out of it. */
export type TagChange = { add: readonly number[]; remove: readonly number[] }

/**
 * Writes revision `number` of a story: all of the revision `fromId`, its hand-made list included, with the tags
 * changed. Whoever wrote those words still did. Answers its id. It is neither the newest nor the live one until the caller says so.
 */
export async function copyRevision(
  tx: Tx,
  actor: Actor,
  { fromId, number, change }: { fromId: string; number: number; change: TagChange },
  now: Date,
): Promise<string> {
  const by = actor.kind === 'person' ? actor.id : null
  const [made] = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    insert into revision (article_id, number, headline, headline_key, standfirst, body, byline, story_date, evergreen, source_url,
      form, lead_picture, words_by_id, created_at, created_by_id, created_by_name)
    select article_id, ${number}::int, headline, headline_key, standfirst, body, byline, story_date, evergreen, source_url,
      form, lead_picture, words_by_id, ${now}::timestamptz, ${by}::uuid, ${actor.name}
    from revision where id = ${fromId}::uuid returning id::text`)
  if (!made) throw new Error(`there is no revision ${fromId} to copy`)
  await tx.$executeRaw(Prisma.sql`
    insert into revision_tag (revision_id, tag_id)
    select ${made.id}::uuid, u.id from (
      select tag_id from revision_tag where revision_id = ${fromId}::uuid and tag_id <> all (${[...change.remove]}::int[])
      union select unnest(${[...change.add]}::int[])) as u(id)`)
  await tx.$executeRaw(Prisma.sql`
    insert into revision_pin (revision_id, position, headline, headline_key, target_id, url, dated_on, expires_at, note)
    select ${made.id}::uuid, position, headline, headline_key, target_id, url, dated_on, expires_at, note
    from revision_pin where revision_id = ${fromId}::uuid`)
  await tx.$executeRaw(Prisma.sql`
    insert into revision_exclusion (revision_id, target_id, note)
    select ${made.id}::uuid, target_id, note from revision_exclusion where revision_id = ${fromId}::uuid`)
  await tx.$executeRaw(Prisma.sql`
    insert into revision_picture (revision_id, media_id, place, position)
    select ${made.id}::uuid, media_id, place, position from revision_picture where revision_id = ${fromId}::uuid`)
  return made.id
}
