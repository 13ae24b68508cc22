import 'server-only'
import { publishedDb } from '@/lib/published-db'
import type { ShownPicture } from './views'

/** A file that readers may have: until the London midnight that ends `until` ("2026-11-21"), or without end. */
export type PublicFile = { widths: number[]; until: string | null }

/** The picture whose files have this key, when a live story shows it and it may be shown today; else null. */
export async function findPublicFile(key: string): Promise<PublicFile | null> {
  const rows = await publishedDb.$queryRaw<PublicFile[]>`
    select m.widths, m.until::text as until from published_media m
    where m.key = ${key} and (m.until is null or m.until >= (now() at time zone 'Europe/London')::date)
      and exists (select from published_picture p where p.media_id = m.id)`
  return rows[0] ?? null
}

/** The pictures that each of these live stories shows and that may be shown today. One query. */
export async function shownPictures(numbers: readonly number[]): Promise<Map<number, ShownPicture[]>> {
  const found = new Map<number, ShownPicture[]>()
  if (numbers.length === 0) return found
  const rows = await publishedDb.$queryRaw<(ShownPicture & { number: number })[]>`
    select p.article_number as number, m.id::text as id, m.key, m.width, m.height, m.widths, m.credit
    from published_picture p join published_media m on m.id = p.media_id
    where p.article_number = any (${[...numbers]}::int[]) and (m.until is null or m.until >= (now() at time zone 'Europe/London')::date)`
  for (const { number, ...picture } of rows) found.set(number, [...(found.get(number) ?? []), picture])
  return found
}
