import 'server-only'
import { publishedDb } from '@/lib/published-db'
import type { PublicTag } from './views'

const select = {
  id: true,
  slug: true,
  label: true,
  type: true,
  description: true,
  aliases: true,
  broaderId: true,
  articleCount: true,
} as const

type Row = {
  id: number
  slug: string
  label: string
  type: string
  description: string
  aliases: string[]
  broaderId: number | null
  articleCount: number
}

async function withBroader(rows: Row[]): Promise<PublicTag[]> {
  const broader = await publishedDb.publishedTag.findMany({
    where: { id: { in: [...new Set(rows.flatMap((row) => row.broaderId ?? []))] } },
    select: { id: true, slug: true, label: true },
  })
  return rows.map(({ broaderId, ...row }) => {
    const above = broader.find((tag) => tag.id === broaderId)
    return { ...row, broader: above ? { slug: above.slug, label: above.label } : null }
  })
}

/** A tag that live stories carry, own or inherited; null for any other, also for one that only drafts carry. */
export async function findPublishedTag(slug: string): Promise<PublicTag | null> {
  const row = await publishedDb.publishedTag.findUnique({ where: { slug }, select })
  return row ? ((await withBroader([row]))[0] ?? null) : null
}

/** The vocabulary as far as live stories use it, by type and label. */
export async function listPublishedTags(): Promise<PublicTag[]> {
  return withBroader(await publishedDb.publishedTag.findMany({ select, orderBy: [{ type: 'asc' }, { label: 'asc' }, { id: 'asc' }] }))
}
