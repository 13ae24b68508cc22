import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import type { Actor } from '../actor'
import { openStoriesSql } from './open-stories'

/**
 * The pictures that are nobody's business but of those who may open the stories they are in: used in stories that are closed
 * to this actor, or added while one of them was written (also one that was deleted since), and in no story that is open to
 * them. Whoever added a picture always finds it; once they have left, one whose story was deleted falls to the admins, or
 * nobody could see it. For the `where` of every newsroom query that names pictures; `only` asks
 * of these.
 */
export async function closedPictures(client: Tx, actor: Actor, now = new Date(), only?: readonly string[]): Promise<string[]> {
  if (actor.kind === 'system') return []
  const open = openStoriesSql(actor, now)
  const isAdmin = actor.role === 'admin'
  const rows = await client.$queryRaw<{ id: string }[]>(Prisma.sql`
    with shut as (select a.id from article a where (a.sensitive or a.embargo_until is not null) and not ${open}),
    used as (
      select p.media_id as id from shut join revision r on r.article_id = shut.id join revision_picture p on p.revision_id = r.id
      union select m.id from media m where m.added_to_id is not null
        and (m.added_to_id in (select id from shut) or not exists (select from article a where a.id = m.added_to_id)
          and not (${isAdmin}::boolean and not exists (select from user_account u where u.id = m.created_by_id and u.active))))
    select m.id::text as id from media m join used on used.id = m.id
    where m.created_by_id is distinct from ${actor.id}::uuid
      ${only ? Prisma.sql`and m.id = any (${[...only]}::uuid[])` : Prisma.empty}
      and not exists (select from revision_picture p join revision r on r.id = p.revision_id join article a on a.id = r.article_id
        where p.media_id = m.id and ${open})`)
  return rows.map((row) => row.id)
}
