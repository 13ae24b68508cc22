import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { headlineKey } from '@/modules/articles/headline-key'

export type HeadlineMatch = { headline: string; target: { id: string; headline: string; live: boolean } | null }

/**
 * The story that each headline of a hand-made list means, in the order given; `target` is null for one that has to
 * wait. Quotation marks, dashes, case and punctuation make no difference. A live story wins over a draft.
 */
export async function matchHeadlines(actor: Actor, { headlines }: { headlines: string[] }): Promise<HeadlineMatch[]> {
  permit(actor, 'article.read')
  const keys = headlines.map(headlineKey)
  const live = await db.publishedArticle.findMany({ where: { headlineKey: { in: keys } }, select: { articleId: true, headline: true, headlineKey: true }, orderBy: { number: 'desc' } })
  const drafts = await Promise.all(headlines.map(sameHeadline))
  return headlines.map((headline, index) => {
    const found = live.find((story) => story.headlineKey === keys[index])
    if (found) return { headline, target: { id: found.articleId, headline: found.headline, live: true } }
    const draft = drafts[index]
    return { headline, target: draft ? { id: draft.id, headline: draft.headline, live: false } : null }
  })
}

/** A draft whose newest headline is the same but for case; the unlikely rest waits until it is live. */
async function sameHeadline(headline: string): Promise<{ id: string; headline: string } | null> {
  const drafts = await db.article.findMany({
    where: { state: 'draft', headRevision: { headline: { equals: headline.trim(), mode: 'insensitive' } } },
    select: { id: true, headRevision: { select: { headline: true } } },
    orderBy: { updatedAt: 'desc' },
    take: 5,
  })
  // Case is ignored with ILIKE, to which "%" and "_" mean something: the key decides.
  const found = drafts.find((draft) => headlineKey(draft.headRevision?.headline ?? '') === headlineKey(headline))
  return found ? { id: found.id, headline: found.headRevision?.headline ?? headline } : null
}
