import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { type Suggester, suggester } from '../suggest'
import { isTagType } from '../tag-types'

/** `labels`: by slug, of every tag that may be suggested. */
export type ReadySuggester = { suggest: Suggester; labels: ReadonlyMap<string, string> }

type Row = { slug: string; label: string; type: string; aliases: string[]; formerly: string[] }

/** The one that was made last, and of which vocabulary. */
let made: (ReadySuggester & { stamp: string }) | null = null

const SUGGESTED = Prisma.sql`t.retired_at is null and t.merged_into_id is null`

/**
 * What suggests tags with the vocabulary as it is now, without what was retired or merged. Made ready once for each state of
 * the vocabulary, which is asked for by its names themselves: no change can be missed. The caller asks who may know.
 */
export async function readSuggester(client: Tx): Promise<ReadySuggester> {
  const [now] = await client.$queryRaw<{ stamp: string }[]>(Prisma.sql`
    select md5(coalesce(string_agg(concat_ws('|', t.slug, t.label, t.type, a.names, (select string_agg(r.old_slug, '|' order by r.old_slug) from tag_redirect r where r.tag_id = t.id)), E'\n' order by t.id), '')) as stamp
    from tag t left join (select tag_id, string_agg(alias, '|' order by alias) as names from tag_alias group by 1) a on a.tag_id = t.id
    where ${SUGGESTED}`)
  const stamp = now?.stamp ?? ''
  if (made?.stamp === stamp) return made
  const rows = await client.$queryRaw<Row[]>(Prisma.sql`
    select t.slug, t.label, t.type, coalesce((select array_agg(x.alias order by x.alias) from tag_alias x where x.tag_id = t.id), '{}') as aliases,
      array(select r.old_slug from tag_redirect r where r.tag_id = t.id order by 1) as formerly
    from tag t where ${SUGGESTED} order by t.label, t.id`)
  const known = rows.flatMap(({ type, ...row }) => (isTagType(type) ? { ...row, type } : []))
  made = { stamp, suggest: suggester(known), labels: new Map(known.map(({ slug, label }) => [slug, label])) }
  return made
}
