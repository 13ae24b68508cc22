import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'
import type { DecidedProposal, OpenProposal } from '../views'

const PROPOSALS_SHOWN = 50

/** Proposals that wait, oldest first. The story of one is named to those who may open it. */
export async function listProposals(actor: Actor, now: Date): Promise<OpenProposal[]> {
  permit(actor, 'tag.create')
  const rows = await db.tagProposal.findMany({
    where: { state: 'open' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: PROPOSALS_SHOWN,
    select: { id: true, label: true, type: true, reason: true, articleId: true, proposedByName: true, createdAt: true },
  })
  const ids = rows.flatMap((row) => row.articleId ?? [])
  const stories = await db.article.findMany({
    where: { AND: [{ id: { in: ids } }, openStories(actor, now)] },
    select: { id: true, headline: true },
  })
  return rows.map(({ articleId, proposedByName, createdAt, ...row }) => {
    const story = stories.find((one) => one.id === articleId) ?? null
    return { ...row, by: proposedByName, at: createdAt, story }
  })
}

/** How many wait, for those who decide; 0 for others. */
export async function countProposals(actor: Actor): Promise<number> {
  permit(actor, 'article.read')
  return can(actor, 'tag.create') ? db.tagProposal.count({ where: { state: 'open' } }) : 0
}

/** What became of one's own proposals, until one has seen it; newest first. */
export async function listOwnDecisions(actor: Actor): Promise<DecidedProposal[]> {
  permit(actor, 'article.read')
  if (actor.kind !== 'person') return []
  const rows = await db.tagProposal.findMany({
    where: { proposedById: actor.id, state: { not: 'open' }, seenAt: null },
    orderBy: [{ decidedAt: 'desc' }, { id: 'asc' }],
    take: PROPOSALS_SHOWN,
    select: { id: true, label: true, state: true, decidedByName: true, decidedNote: true, tagId: true },
  })
  const tags = await db.tag.findMany({ where: { id: { in: rows.flatMap((row) => row.tagId ?? []) } }, select: { id: true, label: true } })
  return rows.map(({ id, label, state, decidedByName, decidedNote, tagId }) => {
    const tagLabel = tags.find((tag) => tag.id === tagId)?.label ?? null
    return { id, label, state, by: decidedByName ?? '', note: decidedNote, tagLabel }
  })
}
