import 'server-only'
import { publishedDb } from '@/lib/published-db'
import type { Body } from '@/modules/articles/body'
import type { SitePageKey, SitePageView } from './schema'

const select = { title: true, body: true, updatedAt: true } as const

/** About, Contact or Privacy as readers see it; null before the reference data is loaded. */
export async function findSitePage(key: SitePageKey): Promise<Pick<SitePageView, 'key' | 'title' | 'body' | 'updatedAt'> | null> {
  const row = await publishedDb.sitePage.findUnique({ where: { key }, select })
  return row && { ...row, key, body: row.body as Body }
}
