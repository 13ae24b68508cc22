import 'server-only'
import type { Prisma, Tx } from '@/lib/db'
import { linkState } from '../link-state'
import { hashPreviewToken, isPreviewToken } from '../preview-token'

const shared = {
  id: true,
  number: true,
  slug: true,
  state: true,
  sensitive: true,
  embargoUntil: true,
  withdrawnAt: true,
  headRevisionId: true,
  liveRevisionId: true,
  firstPublishedAt: true,
  readersToldAt: true,
} as const satisfies Prisma.ArticleSelect

export type SharedArticle = Prisma.ArticleGetPayload<{ select: typeof shared }>
export type OpenLink = { link: { id: string; label: string; revisionId: string | null }; article: SharedArticle }

/** The link that a token opens at this moment, and its story; null for every other text, whatever the reason. */
export async function findOpenLink(client: Tx, token: string, now: Date): Promise<OpenLink | null> {
  if (!isPreviewToken(token)) return null
  const link = await client.previewLink.findUnique({ where: { tokenHash: hashPreviewToken(token) } })
  const article = link && (await client.article.findUnique({ where: { id: link.articleId }, select: shared }))
  if (!link || !article) return null
  return linkState(link, article, await isNamed(client, link), now) === 'open' ? { link, article } : null
}

/** Whether whoever made the link is named on its story. */
export async function isNamed(client: Tx, { articleId, createdById }: { articleId: string; createdById: string | null }): Promise<boolean> {
  return createdById !== null && (await client.articlePerson.count({ where: { articleId, personId: createdById } })) > 0
}
