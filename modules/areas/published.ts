import 'server-only'
import { publishedDb } from '@/lib/published-db'
import { matchAreas } from './name'
import type { AreaView } from './views'

const QUERY_MAX_CHARACTERS = 200

const select = {
  slug: true,
  name: true,
  officialName: true,
  region: true,
  regionSlug: true,
  aliases: true,
  boards: true,
  forum: true,
  hexQ: true,
  hexR: true,
} as const

/** An area as the database gives it. */
export type AreaRow = Omit<AreaView, 'tagSlug' | 'hex'> & { hexQ: number | null; hexR: number | null }

export const toAreaView = ({ hexQ, hexR, ...row }: AreaRow): AreaView => ({
  ...row,
  tagSlug: `area-${row.slug}`,
  hex: hexQ === null || hexR === null ? null : { q: hexQ, r: hexR },
})

/** Every area, by name. */
export async function listAreas(): Promise<AreaView[]> {
  const rows = await publishedDb.area.findMany({ select, orderBy: { name: 'asc' } })
  return rows.map(toAreaView)
}

/** One area by its slug ("rotherham"), or null. */
export async function findArea(slug: string): Promise<AreaView | null> {
  const row = await publishedDb.area.findUnique({ where: { slug }, select })
  return row && toAreaView(row)
}

/** Areas that `query` names: by name, official name, alias or slug, whole names first, then beginnings. */
export async function findAreasByName(query: string): Promise<AreaView[]> {
  return matchAreas(query.slice(0, QUERY_MAX_CHARACTERS), await listAreas())
}
