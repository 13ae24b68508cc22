import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { operationSentence } from '../operation-words'
import type { OperationItem, OperationKind, SplitStory } from '../views'

const OPERATIONS_SHOWN = 50
export const SPLIT_STORIES_SHOWN = 200

/** Changes of the vocabulary, newest first: `more` when there are older ones than the `page` (from 1) shows. */
export async function listOperations(actor: Actor, page: number): Promise<{ items: OperationItem[]; more: boolean }> {
  permit(actor, 'tag.read')
  const rows = await db.tagOperation.findMany({
    where: { state: { not: 'planned' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    skip: (page - 1) * OPERATIONS_SHOWN,
    take: OPERATIONS_SHOWN + 1,
  })
  const items = rows.slice(0, OPERATIONS_SHOWN).map((row) => ({
    id: row.id,
    kind: row.kind as OperationKind,
    state: row.state,
    sentence: operationSentence(row.kind as OperationKind, row.asked),
    stories: row.total,
    by: row.createdByName,
    at: row.createdAt,
    undoneBy: row.undoneByName,
    undoneAt: row.undoneAt,
  }))
  return { items, more: rows.length > OPERATIONS_SHOWN }
}

type Narrowed = { words: string; withSlug: string }

/** Stories that carry a tag, for a split: by words of the headline, or with another tag; the newest, and how many there are in all. */
export async function listStoriesToSplit(
  actor: Actor,
  tagId: number,
  { words, withSlug }: Narrowed,
): Promise<{ items: SplitStory[]; total: number }> {
  permit(actor, 'tag.edit')
  const where = Prisma.sql`
    from article a where exists (
      select from revision_tag r where r.tag_id = ${tagId}::int and r.revision_id in (a.head_revision_id, a.live_revision_id))
    and ${openStoriesSql(actor)} and (${words === ''}::boolean or strpos(lower(a.headline), lower(${words})) > 0)
    and (${withSlug === ''}::boolean or exists (
      select from revision_tag r join tag t on t.id = r.tag_id where t.slug = ${withSlug} and r.revision_id = a.head_revision_id))`
  const items = await db.$queryRaw<SplitStory[]>(Prisma.sql`
    select a.id::text as id, a.headline, a.state, a.first_published_at as at ${where}
    order by coalesce(a.first_published_at, a.updated_at) desc, a.number desc limit ${SPLIT_STORIES_SHOWN}`)
  const [count] = await db.$queryRaw<{ total: number }[]>(Prisma.sql`select count(*)::int as total ${where}`)
  return { items, total: count?.total ?? 0 }
}
