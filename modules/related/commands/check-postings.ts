import 'server-only'
import { db } from '@/lib/db'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { dropStrays, fileStories, lookForLacking, whileNobodyPublishes } from './mend-postings'

const STORIES_AT_ONCE = 500

/**
 * Compares every posting with what its story says, both ways, and mends what disagrees. Others publish meanwhile; only
 * mending waits for them, a batch at a time. Answers how many live stories there were and for how many something was
 * wrong; written down in related_work, and in the audit when anything was mended. Run it nightly.
 */
export async function checkPostings(actor: Actor, now: Date): Promise<{ stories: number; disagreements: number }> {
  permit(actor, 'import.run')
  const wrong = new Set<number>()
  let stories = 0
  let after = 0
  for (;;) {
    const { numbers, lacking } = await lookForLacking(db, after, STORIES_AT_ONCE)
    if (lacking.length > 0) {
      await whileNobodyPublishes((tx) => fileStories(tx, lacking))
      for (const number of lacking) wrong.add(number)
    }
    stories += numbers.length
    after = numbers.at(-1) ?? after
    if (numbers.length < STORIES_AT_ONCE) break
  }
  for (const number of await dropStrays()) wrong.add(number)
  await whileNobodyPublishes(async (tx) => {
    await tx.relatedWork.update({ where: { id: 1 }, data: { lastCheckAt: now, disagreements: wrong.size }, select: { id: true } })
    if (wrong.size === 0) return
    await recordEvent(tx, actor, 'related.mended', { type: 'system', id: 'related' }, { stories: wrong.size })
    await expirePages(tx, [pageTag.allRelated])
  })
  return { stories, disagreements: wrong.size }
}
