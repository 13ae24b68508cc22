import 'server-only'
import { Prisma, type Tx } from '@/lib/db'

export type ResolvedTag = { id: number; slug: string; label: string; type: string; retired: boolean }

/**
 * Tags by slugs from outside (a page, a file, an address): also by the slug of a tag that was merged into another, and by one
 * that a tag had before. By the slug that was asked for; one that names no tag is not in the answer.
 */
export async function resolveSlugs(client: Tx, slugs: readonly string[]): Promise<Map<string, ResolvedTag>> {
  if (slugs.length === 0) return new Map()
  const rows = await client.$queryRaw<(ResolvedTag & { asked: string })[]>(Prisma.sql`
    select u.slug as asked, t.id, t.slug, t.label, t.type, t.retired_at is not null as retired
    from unnest(${[...new Set(slugs)]}::text[]) as u(slug)
    left join tag d on d.slug = u.slug
    left join tag_redirect r on r.old_slug = u.slug
    join tag t on t.id = coalesce(d.merged_into_id, d.id, r.tag_id)`)
  return new Map(rows.map(({ asked, ...tag }) => [asked, tag]))
}

/** Every slug that names a tag: those of merged tags too, and those that tags had before. */
export async function knownSlugs(client: Tx): Promise<Set<string>> {
  const rows = await client.$queryRaw<{ slug: string }[]>(Prisma.sql`select slug from tag union select old_slug from tag_redirect`)
  return new Set(rows.map((row) => row.slug))
}

/** Slugs of retired tags, also those that such a tag had before. */
export async function retiredSlugs(client: Tx): Promise<Set<string>> {
  const rows = await client.$queryRaw<{ slug: string }[]>(Prisma.sql`
    select u.slug from (select t.slug, coalesce(t.merged_into_id, t.id) as id from tag t union select old_slug, tag_id from tag_redirect) u
    join tag t on t.id = u.id where t.retired_at is not null`)
  return new Set(rows.map((row) => row.slug))
}
