import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { weightiestOf } from '../correction-words'

/** The change that readers are told of by “Tell readers”, kept among the story's corrections. Publishing copies it to readers. */
export async function fileUpdate(
  tx: Tx,
  actor: Actor,
  { articleId, wording }: { articleId: string; wording: string },
  now: Date,
): Promise<void> {
  await tx.correction.create({
    data: {
      articleId,
      state: 'published',
      kind: 'update',
      wording,
      createdById: actor.kind === 'person' ? actor.id : null,
      createdByName: actor.name,
      createdAt: now,
      publishedAt: now,
    },
    select: { id: true },
  })
}

/** What the story's row says of its published corrections. */
export async function correctionFlags(tx: Tx, articleId: string): Promise<{ correctionKind: string | null; correctionAt: Date | null }> {
  const rows = await tx.correction.findMany({ where: { articleId, state: 'published' }, select: { kind: true, publishedAt: true } })
  const mark = weightiestOf(rows.flatMap(({ kind, publishedAt }) => (publishedAt ? { kind, at: publishedAt } : [])))
  return { correctionKind: mark?.kind ?? null, correctionAt: mark?.at ?? null }
}

/** Copies a live story's published corrections to where readers look. */
export async function copyCorrections(tx: Tx, { articleId, number }: { articleId: string; number: number }): Promise<void> {
  await removeCorrections(tx, number)
  await tx.$executeRaw(Prisma.sql`
    insert into published_correction (id, article_number, kind, wording, place, at)
    select c.id, ${number}::int, c.kind, c.wording, c.place, c.published_at
    from correction c where c.article_id = ${articleId}::uuid and c.state = 'published' and c.published_at is not null`)
}

/** Of a story that is live no more: the newsroom keeps them. */
export async function removeCorrections(tx: Tx, number: number): Promise<void> {
  await tx.publishedCorrection.deleteMany({ where: { articleNumber: number } })
}
