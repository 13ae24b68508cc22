import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { storiesByHeadlineKey } from '../queries'
import { inTransaction, loadArticle } from './change-story'

/**
 * Entries of these stories' hand-made lists that wait for a story by its headline: each that there is a story for now
 * leads to it, also when that gets another headline later. Each story in a transaction of its own, locked like for a
 * save. Throws NotFound.
 *
 * This is the one place that writes in a revision that stands already, and so there is no rule in the database that
 * revision_pin never changes. No word and no place of the list changes, only what an entry was found to mean: no
 * editor who has the story open is refused for it (the version stays). The history says so where readers have the list,
 * so that what changes in it has a cause; of unpublished words it says nothing (the same import is there as the save).
 */
export async function fillWaitingPins(actor: Actor, articleIds: readonly string[]): Promise<void> {
  for (const id of articleIds) await inTransaction((tx) => fillPinsOf(tx, actor, id))
}

async function fillPinsOf(tx: Tx, actor: Actor, id: string): Promise<void> {
  await lockVocabulary(tx)
  const { headRevisionId: revisionId, liveRevisionId, number, slug, version } = await loadArticle(tx, actor, id)
  const waiting = await tx.revisionPin.findMany({
    where: { revisionId, targetId: null, url: null },
    select: { position: true, headline: true, headlineKey: true },
    orderBy: { position: 'asc' },
  })
  const keys = waiting.map((pin) => pin.headlineKey)
  const found = await storiesByHeadlineKey(tx, actor, keys, id)
  const filled = waiting.filter((pin) => found.has(pin.headlineKey))
  for (const { position, headlineKey } of filled) {
    const targetId = found.get(headlineKey)?.id ?? null
    await tx.revisionPin.update({
      where: { revisionId_position: { revisionId, position } },
      data: { targetId },
      select: { position: true },
    })
  }
  if (filled.length === 0 || revisionId !== liveRevisionId) return
  const what = { version, act: 'fill', live: true, filled: filled.map((pin) => pin.headline) } as const
  await recordEvent(tx, actor, 'article.curated', { type: 'article', id }, what)
  await tx.$queryRaw(Prisma.sql`select publish_pins(${[number]}::int[])::text`)
  await expirePages(tx, [pageTag.address(slug)])
}
