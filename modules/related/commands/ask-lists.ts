import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { POOL_SIZE, readPool } from '../pool'
import { chooseRelated, RELATED_LIMIT } from '../rank'

export async function listsOf(
  tx: Tx,
  numbers: readonly number[],
  now: Date,
): Promise<Map<number, { links: number[]; leastWorth: number | null }>> {
  const rows = await tx.$queryRaw<{ number: number; headline: string; rel_tags: number[]; pool: unknown }[]>(Prisma.sql`
    select a.number, a.headline, a.rel_tags, related_pool(a.rel_tags, a.rel_inherited, a.number,
      coalesce((select array_agg(p.target_number order by p.position) from published_pin p where p.article_number = a.number
        and (p.expires_at is null or p.expires_at > ${now}::timestamptz)), '{}')::int[],
      ${now}::timestamptz, ${POOL_SIZE}::int) as pool
    from published_article a where a.number = any (${numbers}::int[])`)
  return new Map(
    rows.map((row) => {
      const { candidates, areaIds } = readPool(row.pool, row.rel_tags)
      const list = chooseRelated(candidates, { number: row.number, headline: row.headline, areaIds }, RELATED_LIMIT)
      return [row.number, { links: list.map((link) => link.number), leastWorth: null }]
    }),
  )
}
