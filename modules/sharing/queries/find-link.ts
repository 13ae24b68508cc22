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

/** Whether whoever made the link is named on its story, and works here still. */
async function isNamed(client: Tx, { articleId, createdById }: { articleId: string; createdById: string | null }): Promise<boolean> {
  return createdById !== null && (await namedOn(client, articleId)).includes(createdById)
}

/** The people named on a story whose accounts are open. */
export async function namedOn(client: Tx, articleId: string): Promise<string[]> {
  const named = await client.articlePerson.findMany({ where: { articleId }, select: { personId: true } })
  const ids = named.map((one) => one.personId)
  return (await client.user.findMany({ where: { id: { in: ids }, active: true }, select: { id: true } })).map((user) => user.id)
}
