import 'server-only'
import { publishedDb } from '@/lib/published-db'
import { correctionMark } from '@/modules/articles/correction-words'
import type { CorrectionPage } from './views'

export const CORRECTIONS_PER_PAGE = 40

type Row = { id: string; kind: string; wording: string; at: Date; number: number; slug: string; headline: string }

/** What readers were told of changes to live stories, newest first. `page` counts from 1. */
export async function listPublishedCorrections(page: number): Promise<CorrectionPage> {
  const [total, rows] = await Promise.all([
    publishedDb.publishedCorrection.count(),
    publishedDb.$queryRaw<Row[]>`
      select c.id::text, c.kind, c.wording, c.at, a.number, a.slug, a.headline
      from published_correction c join published_article a on a.number = c.article_number
      order by c.at desc, c.id limit ${CORRECTIONS_PER_PAGE} offset ${(page - 1) * CORRECTIONS_PER_PAGE}`,
  ])
  const items = rows.flatMap(({ number, slug, headline, kind, at, ...row }) => {
    const mark = correctionMark(kind, at)
    return mark ? [{ ...row, ...mark, story: { number, slug, headline } }] : []
  })
  return { items, total, page, pages: Math.max(1, Math.ceil(total / CORRECTIONS_PER_PAGE)) }
}
