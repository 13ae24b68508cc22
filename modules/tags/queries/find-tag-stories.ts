import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import type { FindTagStoriesInput } from '../schema'

const FOUND_MAX = 20

/**
 * Live stories that readers find under a tag, with these words in the headline, newest first; `more` when there are others.
 * None without words. Those that can stand first on its page.
 */
export async function findTagStories(
  actor: Actor,
  { id, words }: FindTagStoriesInput,
): Promise<{ stories: { id: string; headline: string }[]; more: boolean }> {
  permit(actor, 'tag.read')
  const wanted = words.trim()
  if (wanted === '') return { stories: [], more: false }
  const rows = await db.$queryRaw<{ id: string; headline: string }[]>(Prisma.sql`
    select a.id::text as id, p.headline from published_article_tag t join published_article p on p.number = t.article_number
    join article a on a.id = p.article_id
    where t.tag_id = ${id}::int and strpos(lower(p.headline), lower(${wanted})) > 0 and not p.legally_sensitive and ${openStoriesSql(actor)}
    order by t.first_published_at desc, t.article_number desc limit ${FOUND_MAX + 1}`)
  return { stories: rows.slice(0, FOUND_MAX), more: rows.length > FOUND_MAX }
}
