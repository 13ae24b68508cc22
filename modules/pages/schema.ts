/** The pages of the site that an admin writes. Runs in the browser and on the server. */
import { z } from 'zod'
import { line } from '@/lib/text'
import type { Body } from '@/modules/articles/body'
import { factSlugs } from '@/modules/articles/facts'
import { bodySchema } from '@/modules/articles/schema'

export const SITE_PAGE_KEYS = ['about', 'contact', 'privacy'] as const
export type SitePageKey = (typeof SITE_PAGE_KEYS)[number]

export const SITE_PAGE_TITLE_MAX_CHARACTERS = 120

export const editSitePageSchema = z.strictObject({
  key: z.enum(SITE_PAGE_KEYS, { error: 'Choose About, Contact or Privacy' }),
  /** As read; a page saved by somebody else meanwhile has a higher one. */
  version: z.coerce.number({ error: 'Open the page again' }).int(),
  title: line({ name: 'Title', max: SITE_PAGE_TITLE_MAX_CHARACTERS, required: 'Enter a title' }),
  // A page of the site is changed by hand: nobody would look for it when a fact changes.
  body: bodySchema.refine((body) => factSlugs(body).length === 0, 'Write the fact out: only stories can embed one'),
})
export type EditSitePageInput = z.infer<typeof editSitePageSchema>

/** A page as readers see it, and as the newsroom opens it (`version` to be handed back). */
export type SitePageView = { key: SitePageKey; title: string; body: Body; version: number; updatedAt: Date; updatedBy: string }
