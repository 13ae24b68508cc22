import 'server-only'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import type { Body } from '@/modules/articles/body'
import { SITE_PAGE_KEYS, type SitePageKey, type SitePageView } from './schema'

const select = { key: true, title: true, body: true, version: true, updatedAt: true, updatedBy: true } as const

/** The pages an admin may edit, in the order of the site's footer. Throws NotAllowed. */
export async function listSitePages(actor: Actor): Promise<Omit<SitePageView, 'body'>[]> {
  permit(actor, 'page.edit')
  const rows = await db.sitePage.findMany({ select: { ...select, body: false } })
  return SITE_PAGE_KEYS.flatMap((key) => rows.filter((row) => row.key === key).map((row) => ({ ...row, key })))
}

/** One page for editing. Throws NotAllowed, NotFound. */
export async function getSitePageForEditing(actor: Actor, key: SitePageKey): Promise<SitePageView> {
  permit(actor, 'page.edit')
  const row = await db.sitePage.findUnique({ where: { key }, select })
  if (!row) throw new NotFound('There is no such page. Load the reference data first.')
  return { ...row, key, body: row.body as Body }
}
