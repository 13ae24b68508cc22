import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { copyRevision } from './copy-revision'

type Open = { id: string; head: string; live: string | null; number: number; version: number }

/**
 * Before tags are replaced in place: of these stories, those that are open in an editor, or that hold a text which is no
 * version yet, get a revision of their own for it. So the page that was open goes on from the one it knows, and what
 * was changed under it is shown to its author like any other change. A page that was taken over from while it slept still
 * hands its text over when it wakes. The caller has locked the rows (`lockStories`).
 */
export async function renewOpenStories(tx: Tx, actor: Actor, articleIds: readonly string[], now: Date): Promise<void> {
  const rows = await tx.$queryRaw<Open[]>(Prisma.sql`
    select a.id::text as id, a.head_revision_id::text as head, a.live_revision_id::text as live, r.number, a.version
    from article a join revision r on r.id = a.head_revision_id
    where a.id = any (${[...articleIds]}::uuid[])
      and (exists (select from working_copy w where w.article_id = a.id)
        or exists (select from editor_presence p where p.article_id = a.id and (p.ended_at is null or p.taken_by_name is not null)))
    order by a.id`)
  for (const { id, head, live, number, version } of rows) {
    const headRevisionId = await copyRevision(tx, actor, { fromId: head, number: number + 1, change: { add: [], remove: [] } }, now)
    const data = { headRevisionId, liveRevisionId: live === head ? headRevisionId : live, version: version + 1 }
    await tx.article.update({ where: { id }, data, select: { id: true } })
    await recordEvent(
      tx,
      actor,
      'article.saved',
      { type: 'article', id },
      { version: version + 1, revision: number + 1, changed: ['tags'] },
    )
  }
}
