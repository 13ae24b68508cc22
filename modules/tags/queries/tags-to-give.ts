import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { type ResolvedTag, resolveSlugs } from './resolve-slugs'

/** A slug that can be given to no story, and the sentence that says why and what to do. */
export type RefusedSlug = { slug: string; message: string }
export type TagsToGive = { tags: ResolvedTag[]; refused: RefusedSlug[] }

type Successor = { start: number; id: number; slug: string; label: string; type: string }

/**
 * Tags that a story is given by slugs from outside, each once. One that was merged is the one it became. One that is retired
 * stays where a version of this story (`articleId`; null for a new one) has carried it; else it is the tag that took its
 * place, where that is a single one in use, and refused where none or several did.
 */
export async function tagsToGive(client: Tx, slugs: readonly string[], articleId: string | null): Promise<TagsToGive> {
  const found = await resolveSlugs(client, slugs)
  const retired = [...new Set([...found.values()].filter((tag) => tag.retired).map((tag) => tag.id))]
  const carried = articleId && retired.length > 0 ? await carriedBy(client, articleId, retired) : new Set<number>()
  const successors = await successorsOf(
    client,
    retired.filter((id) => !carried.has(id)),
  )
  const given = new Map<number, ResolvedTag>()
  const refused: RefusedSlug[] = []
  for (const slug of new Set(slugs)) {
    const tag = found.get(slug)
    if (!tag) refused.push({ slug, message: `There is no tag “${slug}”` })
    else if (!tag.retired || carried.has(tag.id)) given.set(tag.id, tag)
    else {
      const next = successors.filter((one) => one.start === tag.id)
      const [only] = next
      if (only && next.length === 1) given.set(only.id, { ...only, retired: false })
      else refused.push({ slug, message: retiredWords(tag.label, next) })
    }
  }
  return { tags: [...given.values()], refused }
}

function retiredWords(label: string, next: readonly Successor[]): string {
  if (next.length === 0) return `“${label}” is retired, and no story takes it any more. Choose another tag`
  return `“${label}” is retired. Choose what took its place: ${next.map((one) => `“${one.label}”`).join(' or ')}`
}

/** Of these tags, those that a version of the story has, itself or as one that was merged into it since. */
async function carriedBy(client: Tx, articleId: string, tagIds: readonly number[]): Promise<Set<number>> {
  const rows = await client.$queryRaw<{ id: number }[]>(Prisma.sql`
    select distinct coalesce(t.merged_into_id, t.id) as id from revision r join revision_tag h on h.revision_id = r.id join tag t on t.id = h.tag_id
    where r.article_id = ${articleId}::uuid and coalesce(t.merged_into_id, t.id) = any (${[...tagIds]}::int[])`)
  return new Set(rows.map((row) => row.id))
}

/** What took the place of each of these, past those that are retired themselves: tags in use, by label. */
async function successorsOf(client: Tx, tagIds: readonly number[]): Promise<Successor[]> {
  if (tagIds.length === 0) return []
  return client.$queryRaw<Successor[]>(Prisma.sql`
    with recursive way(start, id, retired) as (
      select u.id, u.id, true from unnest(${[...tagIds]}::int[]) as u(id)
      union select w.start, n.id, n.retired_at is not null from way w
      join tag_successor s on s.tag_id = w.id join tag n on n.id = s.successor_id and n.merged_into_id is null where w.retired)
    select w.start, t.id, t.slug, t.label, t.type from way w join tag t on t.id = w.id where not w.retired order by t.label, t.id`)
}
