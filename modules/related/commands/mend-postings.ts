import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'

/** Postings looked at in one statement. */
const POSTINGS_AT_ONCE = 20_000
/** A batch waits for whoever is ahead, within its own time: nobody sits before it. */
const BATCH_WAIT_MS = 90_000
const LIMITS = { maxWait: 10_000, timeout: 150_000 }

/** Runs `work` while nobody publishes: for one batch, never for the whole. */
export function whileNobodyPublishes<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx, { waitMs: BATCH_WAIT_MS })
    return work(tx)
  }, LIMITS)
}

/**
 * The next live stories by number, and which of them lack a posting of theirs: the keys of related_keys_of, for all of
 * them in one go, because calling it for each takes ten times as long.
 */
export async function lookForLacking(client: Tx, after: number, limit: number): Promise<{ numbers: number[]; lacking: number[] }> {
  const rows = await client.$queryRaw<{ number: number; lacks: boolean }[]>(Prisma.sql`
    with batch as materialized (
      select a.number, related_run(a.evergreen, a.form) as run, a.first_published_at, a.rel_tags, a.rel_inherited
      from published_article a where a.number > ${after}::int order by a.number limit ${limit}::int),
    own as materialized (
      select b.number, u.id::bigint as id from batch b cross join lateral unnest(b.rel_tags[1:8]) as u(id) where u.id <> all (b.rel_inherited)),
    keys as materialized (
      select b.number, case when u.id = any (b.rel_inherited) then (u.id::bigint << 42) | (u.id::bigint << 21) else u.id::bigint << 42 end as k
      from batch b cross join lateral unnest(b.rel_tags) as u(id)
      union all
      select x.number, (x.id << 42) | (y.id << 21) from own x join own y on y.number = x.number and y.id > x.id
      union all
      select x.number, (x.id << 42) | (y.id << 21) | z.id
      from own x join own y on y.number = x.number and y.id > x.id join own z on z.number = x.number and z.id > y.id),
    lacking as (
      select distinct b.number from keys join batch b on b.number = keys.number
      where not exists (select from related_key r
        where r.k = keys.k and r.run = b.run and r.sort_at = b.first_published_at and r.article_number = b.number))
    select b.number, l.number is not null as lacks from batch b left join lacking l on l.number = b.number order by b.number`)
  return { numbers: rows.map((row) => row.number), lacking: rows.filter((row) => row.lacks).map((row) => row.number) }
}

/** Files what these stories lack. The caller holds the vocabulary lock; stories that are gone meanwhile are left alone. */
export async function fileStories(tx: Tx, numbers: readonly number[]): Promise<void> {
  if (numbers.length > 0) await tx.$queryRaw(Prisma.sql`select related_file(n)::text from unnest(${numbers}::int[]) as u(n)`)
}

/** A posting by its whole key; the moment as text, to the millisecond. */
type Posting = { k: bigint; run: number; at: string; number: number }
const FIRST: Posting = { k: -1n, run: 0, at: '0001-01-01 00:00:00+00', number: 0 }

/**
 * Takes out every posting that no live story should have, a page of the index at a time. Answers the stories they were
 * filed for. `onPage` hears after each page, so that a long walk shows a sign of life.
 */
export async function dropStrays(onPage: () => Promise<void> = async () => undefined): Promise<Set<number>> {
  const owners = new Set<number>()
  let from: Posting | null = FIRST
  while (from !== null) {
    const { last, strays } = await lookForStrays(from)
    if (strays.length > 0) for (const number of await whileNobodyPublishes((tx) => deleteStrays(tx, strays))) owners.add(number)
    await onPage()
    from = last
  }
  return owners
}

async function lookForStrays({ k, run, at, number }: Posting): Promise<{ last: Posting | null; strays: Posting[] }> {
  const rows = await db.$queryRaw<(Posting & { isLast: boolean; stray: boolean; size: number })[]>(Prisma.sql`
    with page as materialized (
      select r.k, r.run, r.sort_at, r.article_number, row_number() over (order by r.k, r.run, r.sort_at, r.article_number)::int as place
      from related_key r
      where (r.k, r.run, r.sort_at, r.article_number) > (${k}::bigint, ${run}::smallint, ${at}::text::timestamptz, ${number}::int)
      order by r.k, r.run, r.sort_at, r.article_number limit ${POSTINGS_AT_ONCE}::int),
    judged as (
      select p.*, not coalesce(related_run(a.evergreen, a.form) = p.run and a.first_published_at = p.sort_at
        and related_key_is_of(p.k, a.rel_tags, a.rel_inherited), false) as stray, (select count(*)::int from page) as size
      from page p left join published_article a on a.number = p.article_number)
    select j.k, j.run, j.sort_at::text as at, j.article_number as number, j.place = j.size as "isLast", j.stray, j.size
    from judged j where j.stray or j.place = j.size order by j.place`)
  const end = rows.at(-1)
  return { last: end && end.size === POSTINGS_AT_ONCE ? end : null, strays: rows.filter((row) => row.stray) }
}

/** Looked at again now that nobody publishes. Answers the stories of those deleted. */
async function deleteStrays(tx: Tx, strays: readonly Posting[]): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`
    delete from related_key r
    using unnest(${strays.map(({ k }) => k)}::bigint[], ${strays.map(({ run }) => run)}::smallint[],
      ${strays.map(({ at }) => at)}::text[], ${strays.map(({ number }) => number)}::int[]) as s(k, run, at, number)
    where r.k = s.k and r.run = s.run and r.sort_at = s.at::timestamptz and r.article_number = s.number
      and not exists (select from published_article a where a.number = r.article_number and related_run(a.evergreen, a.form) = r.run
        and a.first_published_at = r.sort_at and related_key_is_of(r.k, a.rel_tags, a.rel_inherited))
    returning r.article_number as number`)
  return rows.map((row) => row.number)
}
