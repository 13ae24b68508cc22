import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { expirePages, pageTag } from '@/lib/page-cache'
import { systemActor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { type Finding, isDead, judge, type LinkRecord, type LinkState } from '../link-state'

export const RECORDED = {
  state: true,
  httpStatus: true,
  movedTo: true,
  detail: true,
  checkedAt: true,
  okAt: true,
  failures: true,
  since: true,
  leftBy: true,
  leftAt: true,
} as const satisfies Prisma.LinkCheckSelect

/** Writes what a check found. A hand-made link that breaks leaves readers' pages with it, and comes back with it. */
export async function recordFinding(url: string, finding: Finding, now: Date): Promise<LinkRecord | null> {
  return changeRecord(url, (before) => judge(before, finding, now))
}

/** Changes one link's record; null when it is not known. Publishing waits where readers' lists are concerned. */
export async function changeRecord(url: string, change: (before: LinkRecord) => LinkRecord): Promise<LinkRecord | null> {
  const seen = await readRecord(db, url)
  if (!seen) return null
  const flips = isDead(change(seen)) !== isDead(seen)
  return db.$transaction(async (tx) => {
    // Publishing copies a hand-made link with what is known of it: without the lock it could copy what has just ended.
    if (flips) await lockVocabulary(tx)
    await tx.$queryRaw(Prisma.sql`select url from link_check where url = ${url} for update`)
    const before = await readRecord(tx, url)
    if (!before) return null
    const after = change(before)
    await tx.linkCheck.update({ where: { url }, data: after, select: { url: true } })
    await showInLists(tx, url, !isDead(after))
    return after
  }, LIMITS)
}

const LIMITS = { maxWait: 10_000, timeout: 30_000 }

async function readRecord(client: Tx, url: string): Promise<LinkRecord | null> {
  const row = await client.linkCheck.findUnique({ where: { url }, select: RECORDED })
  return row ? { ...row, state: row.state as LinkState } : null
}

const checker = systemActor('Throughline', 'the nightly look at links')

/** Shows a link to another site in the related lists that have it, or takes it out, and ends their pages. Last in the transaction. */
async function showInLists(tx: Tx, url: string, shown: boolean): Promise<void> {
  const stories = await tx.$queryRaw<{ id: string; slug: string }[]>(Prisma.sql`
    with changed as (update published_external_link set dead = ${!shown} where url = ${url} and dead = ${shown} returning article_number)
    select article_id::text as id, slug from published_article where number in (select article_number from changed) order by number`)
  for (const { id } of stories) await recordEvent(tx, checker, 'article.link-checked', { type: 'article', id }, { url, shown })
  await expirePages(
    tx,
    stories.map((story) => pageTag.address(story.slug)),
  )
}
