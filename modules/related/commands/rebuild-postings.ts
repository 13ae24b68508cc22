import 'server-only'
import { db } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { rederiveStories } from '@/modules/tags/commands/rederive-stories'
import { dropStrays, fileStories, lookForLacking, whileNobodyPublishes } from './mend-postings'

/** Publications wait for one batch at most: some tenths of a second. */
const STORIES_AT_ONCE = 250
/** A rebuild without a step for so long was cut off; another one may begin. */
const STALE_MS = 60_000

export type Rebuilt = { stories: number /** Stories for which something was written anew. */; changed: number }
export type RebuildOptions = { onProgress?: (done: number, total: number) => void; storiesAtOnce?: number }

/**
 * Works out again what every live story relates by and files it, a batch at a time, and takes out what should not be
 * there. Others publish meanwhile. Refused while another rebuild runs. May be cut off at any moment and begun again.
 */
export async function rebuildPostings(actor: Actor, options: RebuildOptions, now: Date): Promise<Outcome<Rebuilt>> {
  permit(actor, 'import.run')
  const claimed = await claim(now)
  return claimed.ok ? done(await run(actor, options, claimed.value.total)) : claimed
}

/** Begins one and answers at once; how far it is stands in related_work, for the page on health. */
export async function startRebuild(actor: Actor, _input: object, now: Date): Promise<Outcome<{ total: number }>> {
  permit(actor, 'import.run')
  const claimed = await claim(now)
  if (claimed.ok)
    void run(actor, {}, claimed.value.total).catch((error: unknown) =>
      log.error('the rebuild of the postings failed', { error: error instanceof Error ? error.message : String(error) }),
    )
  return claimed
}

async function claim(now: Date): Promise<Outcome<{ total: number }>> {
  const total = await db.publishedArticle.count()
  const { count } = await db.relatedWork.updateMany({
    where: { id: 1, OR: [{ rebuildStartedAt: null }, { rebuildStepAt: { lt: new Date(now.getTime() - STALE_MS) } }] },
    data: { rebuildStartedAt: now, rebuildStepAt: now, rebuildDone: 0, rebuildTotal: total },
  })
  return count === 1 ? done({ total }) : refused({ field: '', message: 'A rebuild is running already. Wait until it has ended' })
}

async function run(actor: Actor, { onProgress, storiesAtOnce = STORIES_AT_ONCE }: RebuildOptions, total: number): Promise<Rebuilt> {
  const changed = new Set<number>()
  let stories = 0
  let after = 0
  for (;;) {
    const batch = await rebuildBatch(after, storiesAtOnce)
    for (const number of batch.changed) changed.add(number)
    stories += batch.numbers.length
    after = batch.numbers.at(-1) ?? after
    await step(stories)
    if (batch.numbers.length > 0) onProgress?.(stories, Math.max(total, stories))
    if (batch.numbers.length < storiesAtOnce) break
  }
  for (const number of await dropStrays(() => step(stories))) changed.add(number)
  await whileNobodyPublishes(async (tx) => {
    const ended = { rebuildStartedAt: null, rebuildStepAt: null, lastRebuildAt: new Date() }
    await tx.relatedWork.update({ where: { id: 1 }, data: ended, select: { id: true } })
    await recordEvent(tx, actor, 'related.rebuilt', { type: 'system', id: 'related' }, { stories, changed: changed.size })
    if (changed.size > 0) await expirePages(tx, [pageTag.allRelated])
  })
  return { stories, changed: changed.size }
}

const step = async (stories: number): Promise<void> => {
  await db.relatedWork.update({ where: { id: 1 }, data: { rebuildStepAt: new Date(), rebuildDone: stories }, select: { id: true } })
}

function rebuildBatch(after: number, limit: number): Promise<{ numbers: number[]; changed: number[] }> {
  return whileNobodyPublishes(async (tx) => {
    const rows = await tx.publishedArticle.findMany({
      where: { number: { gt: after } },
      orderBy: { number: 'asc' },
      take: limit,
      select: { number: true },
    })
    const numbers = rows.map((row) => row.number)
    const rederived = await rederiveStories(tx, numbers)
    const { lacking } = await lookForLacking(tx, after, limit)
    await fileStories(tx, lacking)
    return { numbers, changed: [...rederived, ...lacking] }
  })
}
