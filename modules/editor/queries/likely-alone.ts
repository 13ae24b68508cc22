import 'server-only'
import { db } from '@/lib/db'
import { RELATING_TYPES } from '@/modules/tags/tag-types'

/** In a larger newsroom the comparison takes longer than the record needs to catch up. */
const STORIES_MAX = 2_000

/**
 * The nearest to the live stories with an empty related list that can be said without the worker's record: no tag that
 * can relate stories is on them and on another live story, each carrying it itself, and they have no link made by hand.
 */
export async function likelyAlone(): Promise<string[]> {
  if ((await db.publishedArticle.count()) > STORIES_MAX) return []
  const rows = await db.$queryRaw<{ id: string }[]>`
    select p.article_id::text as id from published_article p
    where not exists (
        select 1 from published_article_tag mine join published_tag t on t.id = mine.tag_id
        join published_article_tag other on other.tag_id = mine.tag_id and other.own and other.article_number <> mine.article_number
        where mine.article_number = p.number and mine.own
          and t.type = any (${RELATING_TYPES}::text[]) and t.points > 0 and not t.do_not_relate)
      and not exists (select 1 from published_pin pin where pin.article_number = p.number)
      and not exists (select 1 from published_external_link l where l.article_number = p.number and not l.dead)
    order by p.first_published_at desc limit 1000`
  return rows.map((row) => row.id)
}
