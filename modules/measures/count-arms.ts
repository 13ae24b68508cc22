/** What was counted on the pages of each arm of a fair test. Pure but for what it is handed. */
import { z } from 'zod'
import type { ArmSums } from './fair-test'

/** The newsroom's client, or one of its transactions. */
export type CountClient = { $queryRaw<T>(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<T> }
/** London days, both counted: "2026-11-21". */
export type Span = { from: string; to: string }
export type DayOfArms = { day: string; a: { seen: number; clicks: number }; b: { seen: number; clicks: number } }

type SumRow = ArmSums & { tried: boolean }
const NONE: ArmSums = { pages: 0, seen: 0, clicks: 0, seen2: 0, clicks2: 0, both: 0 }
const sums = z.object({ pages: z.number(), seen: z.number(), clicks: z.number(), seen2: z.number(), clicks2: z.number(), both: z.number() })

/** Over the pages whose list was seen, of A (the newsroom's numbers) and B (those tried). */
export async function countArms(
  client: CountClient,
  test: { id: number; share: number },
  { from, to }: Span,
): Promise<{ a: ArmSums; b: ArmSums }> {
  const rows = await client.$queryRaw<SumRow[]>`
    with pages as (
      select s.article_number as number, sum(s.seen)::float8 as seen from related_seen s
      where s.day between ${from}::date and ${to}::date group by 1),
    followed as (
      select c.article_number as number, sum(c.clicks)::float8 as clicks from related_clicks c
      where c.day between ${from}::date and ${to}::date group by 1)
    select related_in_trial(p.number, ${test.id}::int, ${test.share}::int) as tried, count(*)::float8 as pages, sum(p.seen) as seen,
      sum(coalesce(f.clicks, 0)) as clicks, sum(p.seen * p.seen) as seen2, sum(coalesce(f.clicks, 0) ^ 2) as clicks2,
      sum(p.seen * coalesce(f.clicks, 0)) as both
    from pages p left join followed f on f.number = p.number where p.seen > 0 group by 1`
  const of = (tried: boolean): ArmSums => sums.parse(rows.find((row) => row.tried === tried) ?? NONE)
  return { a: of(false), b: of(true) }
}

/** The same by day, oldest first; days on which no list was seen are not there. */
export async function countArmsByDay(client: CountClient, test: { id: number; share: number }, { from, to }: Span): Promise<DayOfArms[]> {
  const rows = await client.$queryRaw<{ day: string; tried: boolean; seen: number; clicks: number }[]>`
    select u.day::text as day, related_in_trial(u.number, ${test.id}::int, ${test.share}::int) as tried, sum(u.seen)::float8 as seen, sum(u.clicks)::float8 as clicks
    from (
      select s.day, s.article_number as number, s.seen, 0 as clicks from related_seen s where s.day between ${from}::date and ${to}::date
      union all
      select c.day, c.article_number, 0, c.clicks from related_clicks c where c.day between ${from}::date and ${to}::date) u
    group by 1, 2 order by 1`
  const of = (day: string, tried: boolean) => {
    const row = rows.find((one) => one.day === day && one.tried === tried)
    return { seen: row?.seen ?? 0, clicks: row?.clicks ?? 0 }
  }
  return [...new Set(rows.map((row) => row.day))].map((day) => ({ day, a: of(day, false), b: of(day, true) }))
}
