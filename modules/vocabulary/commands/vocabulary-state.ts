import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import type { VocabularyDiff, VocabularyState } from '../vocabulary-diff'

/** The vocabulary as operations change it: some hundreds of tags, some thousands of names. */
export async function readVocabularyState(tx: Tx): Promise<VocabularyState> {
  const [row] = await tx.$queryRaw<{ state: VocabularyState }[]>(Prisma.sql`
    select json_build_object(
      'tags', (select coalesce(json_object_agg(t.id, json_build_object('slug', t.slug, 'label', t.label, 'broaderId', t.broader_id,
        'retiredAt', t.retired_at, 'mergedIntoId', t.merged_into_id, 'points', t.points, 'inheritedPoints', t.inherited_points)), '{}') from tag t),
      'aliases', (select coalesce(json_agg(json_build_array(tag_id, alias) order by tag_id, alias), '[]') from tag_alias),
      'companions', (select coalesce(json_agg(json_build_array(tag_id, offered_id, kind)), '[]') from tag_companion),
      'successors', (select coalesce(json_agg(json_build_array(tag_id, successor_id)), '[]') from tag_successor),
      'redirects', (select coalesce(json_agg(json_build_array(old_slug, tag_id)), '[]') from tag_redirect)) as state`)
  if (!row) throw new Error('the vocabulary could not be read')
  return row.state
}

/** Puts back what differs: rows, and fields that are still as the operation left them. The stories' tags are not among it. */
export async function putBack(tx: Tx, diff: VocabularyDiff): Promise<void> {
  await putFieldsBack(tx, diff)
  await belowWhatIsThere(tx, diff)
  const { aliases, companions, successors, redirects } = diff
  const come = (rows: readonly unknown[]) => JSON.stringify(rows)
  await tx.$executeRaw(Prisma.sql`
    delete from tag_alias a using jsonb_array_elements(${come(aliases.come)}::jsonb) as r(v) where a.tag_id = (r.v ->> 0)::int and a.alias = r.v ->> 1`)
  await tx.$executeRaw(Prisma.sql`
    insert into tag_alias (tag_id, alias) select (v ->> 0)::int, v ->> 1 from jsonb_array_elements(${come(aliases.gone)}::jsonb) as r(v) on conflict do nothing`)
  await tx.$executeRaw(Prisma.sql`
    delete from tag_companion c using ${pairs(companions.come)} p where c.tag_id = p.one and c.offered_id = p.other`)
  await tx.$executeRaw(Prisma.sql`
    insert into tag_companion (tag_id, offered_id, kind) select p.one, p.other, p.kind from ${pairs(companions.gone)} p on conflict do nothing`)
  await tx.$executeRaw(Prisma.sql`
    delete from tag_successor s using ${pairs(successors.come)} p where s.tag_id = p.one and s.successor_id = p.other`)
  await tx.$executeRaw(Prisma.sql`
    insert into tag_successor (tag_id, successor_id) select p.one, p.other from ${pairs(successors.gone)} p on conflict do nothing`)
  await tx.$executeRaw(Prisma.sql`
    delete from tag_redirect d using jsonb_array_elements(${come(redirects.come)}::jsonb) as r(v)
    where d.old_slug = r.v ->> 0 and d.tag_id = (r.v ->> 1)::int`)
  await tx.$executeRaw(Prisma.sql`
    insert into tag_redirect (old_slug, tag_id) select v ->> 0, (v ->> 1)::int
    from jsonb_array_elements(${come(redirects.gone)}::jsonb) as r(v) on conflict (old_slug) do nothing`)
}

/** Rows of two tags as a table "one, other, kind": a tag that was merged since is the one it became. */
const pairs = (rows: readonly unknown[]): Prisma.Sql => Prisma.sql`(
  select distinct coalesce(a.merged_into_id, a.id) as one, coalesce(b.merged_into_id, b.id) as other, r.v ->> 2 as kind
  from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as r(v)
  join tag a on a.id = (r.v ->> 0)::int join tag b on b.id = (r.v ->> 1)::int
  where coalesce(a.merged_into_id, a.id) <> coalesce(b.merged_into_id, b.id))`

/** One statement for all fields of a tag: each where it still is what the operation made it. */
async function putFieldsBack(tx: Tx, { fields }: VocabularyDiff): Promise<void> {
  const rows = JSON.stringify(fields)
  await tx.$executeRaw(Prisma.sql`
    with f as (select * from jsonb_to_recordset(${rows}::jsonb) as f(id int, field text, was text, "is" text)),
    per as (select id, jsonb_object_agg(field, was) as was, jsonb_object_agg(field, "is") as became from f group by id)
    update tag t set
      slug = case when per.was ? 'slug' and t.slug = per.became ->> 'slug' then per.was ->> 'slug' else t.slug end,
      label = case when per.was ? 'label' and t.label = per.became ->> 'label' then per.was ->> 'label' else t.label end,
      broader_id = case when per.was ? 'broaderId' and t.broader_id is not distinct from (per.became ->> 'broaderId')::int
        then (per.was ->> 'broaderId')::int else t.broader_id end,
      retired_at = case when per.was ? 'retiredAt' and t.retired_at is not distinct from (per.became ->> 'retiredAt')::timestamptz
        then (per.was ->> 'retiredAt')::timestamptz else t.retired_at end,
      merged_into_id = case when per.was ? 'mergedIntoId' and t.merged_into_id is not distinct from (per.became ->> 'mergedIntoId')::int
        then (per.was ->> 'mergedIntoId')::int else t.merged_into_id end
    from per where t.id = per.id`)
}

/** A broader tag that comes back and was merged since is the one it became. */
async function belowWhatIsThere(tx: Tx, { fields }: VocabularyDiff): Promise<void> {
  const ids = fields.flatMap(({ id, field }) => (field === 'broaderId' ? [id] : []))
  await tx.$executeRaw(Prisma.sql`
    update tag t set broader_id = nullif(b.merged_into_id, t.id) from tag b
    where t.id = any (${ids}::int[]) and b.id = t.broader_id and b.merged_into_id is not null`)
}

/** Points that a tag was given by the operation, taken again from one that no live story carries now. After all else. */
export async function takePointsBack(tx: Tx, { fields }: VocabularyDiff): Promise<void> {
  const ids = fields.flatMap(({ id, field, was }) => (field === 'points' && was === null ? [id] : []))
  await tx.$executeRaw(Prisma.sql`
    update tag t set points = null, inherited_points = null
    where t.id = any (${ids}::int[]) and not exists (select from published_article_tag p where p.tag_id = t.id)`)
}
