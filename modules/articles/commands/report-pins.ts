import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { CLOSE_LIKENESS, headlineLikeness } from '../close-headline'
import { headlineKey } from '../headline-key'
import { storiesByHeadlineKey } from '../queries'
import { closestStory } from '../queries/close-stories'
import type { ImportReport } from './import-stories'

/** Headlines without a story that near matches are looked for; an archive imported without its other half has many. */
const CLOSE_LOOKED_FOR_MAX = 500

/** A story of the file as it was stored; `articleId` is null in a dry run. */
type Listed = { articleId: string | null; slug: string; headline: string; key: string; headlines: readonly string[] }

/** Each headline of each hand-made list: the story it leads to, or that it waits for one. */
export async function reportPins(actor: Actor, stored: readonly Listed[], report: ImportReport): Promise<void> {
  for (const { articleId, slug: from, headlines } of stored) {
    if (headlines.length === 0) continue
    const found = await storiesByHeadlineKey(db, actor, headlines.map(headlineKey), articleId ?? undefined)
    for (const headline of headlines) {
      const key = headlineKey(headline)
      // In a dry run the file's own stories are nowhere yet.
      const to = found.get(key)?.slug ?? stored.findLast((story) => story.key === key && story.slug !== from)?.slug
      if (to === undefined) report.missed.push({ from, headline })
      else report.pins.push({ from, headline, to })
    }
  }
  const close = await closeTo(actor, report.missed, stored)
  if (close.length > 0) report.close = close
}

/** Proposals for what was missed, among the newsroom's stories and, in a dry run, those of the file. */
async function closeTo(
  actor: Actor,
  missed: ImportReport['missed'],
  stored: readonly Listed[],
): Promise<NonNullable<ImportReport['close']>> {
  const found: NonNullable<ImportReport['close']> = []
  for (const { from, headline } of missed.slice(0, CLOSE_LOOKED_FOR_MAX)) {
    const self = stored.find((story) => story.slug === from)
    const inFile = stored
      .filter((story) => story.articleId === null && story.slug !== from)
      .map(({ slug, headline: other }) => ({ slug, likeness: headlineLikeness(headline, other) }))
    const inNewsroom = await closestStory(db, actor, headline, CLOSE_LIKENESS, self?.articleId ?? undefined)
    const [best] = [...inFile, ...(inNewsroom ? [inNewsroom] : [])].sort((a, b) => b.likeness - a.likeness)
    if (best && best.likeness >= CLOSE_LIKENESS)
      found.push({ from, headline, to: best.slug, likeness: Math.round(best.likeness * 100) / 100 })
  }
  return found
}
