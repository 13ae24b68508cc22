import 'server-only'
import { db, type Prisma, type Tx } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { closedBecause } from '@/modules/access/closed-stories'
import { can, permit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'
import { isStoryId } from '@/modules/articles/rules'
import type { Anchor } from './anchor'
import { isRemovable, maySettle } from './removable'
import type { CommentsView, CommentView, MentionView, ThreadView } from './views'

const COMMENTS_MAX = 500
const MENTIONS_MAX = 50

export type Colleague = { id: string; name: string; email: string; mayOpen: boolean }

/** Everybody with an account that is open, by name; whether they may open this story. */
export async function readColleagues(
  client: Tx,
  story: { id: string; sensitive: boolean; embargoUntil: Date | null },
  now: Date,
): Promise<Colleague[]> {
  const closed = closedBecause(story, now) !== null
  const named = closed ? await client.articlePerson.findMany({ where: { articleId: story.id }, select: { personId: true } }) : []
  const users = await client.user.findMany({
    where: { active: true },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return users.map((user) => ({ ...user, mayOpen: !closed || named.some(({ personId }) => personId === user.id) }))
}

/** What was said about a story, oldest first, and whom one may name in it. Throws NotFound, for a closed story too. */
export async function commentsOf(actor: Actor, articleId: string, now: Date): Promise<CommentsView> {
  permit(actor, 'article.read')
  const story = isStoryId(articleId)
    ? await db.article.findFirst({
        where: { AND: [{ id: articleId }, openStories(actor, now)] },
        select: { id: true, sensitive: true, embargoUntil: true, createdById: true },
      })
    : null
  if (!story) throw new NotFound('There is no such story. It may have been deleted.')
  const rows = await db.comment.findMany({
    where: { articleId: story.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: COMMENTS_MAX,
    select: said,
  })
  const labels = await linkLabels(rows.flatMap((row) => row.previewLinkId ?? []))
  const people = await readColleagues(db, story, now)
  const self = actor.kind === 'person' ? actor.id : null
  return {
    threads: threadsOf(
      rows,
      (row) => viewOf(row, rows, labels, self, now),
      (row) => can(actor, 'article.comment') && maySettle(actor, row, story),
    ),
    people: people.filter(({ id, mayOpen }) => mayOpen && id !== self).map(({ id, name }) => ({ id, name })),
    mayComment: can(actor, 'article.comment'),
  }
}

const said = {
  id: true,
  parentId: true,
  anchor: true,
  body: true,
  authorId: true,
  authorName: true,
  previewLinkId: true,
  verdict: true,
  createdAt: true,
  resolvedAt: true,
  resolvedBy: true,
  mentions: { select: { personId: true, seenAt: true } },
} as const satisfies Prisma.CommentSelect

type Row = Prisma.CommentGetPayload<{ select: typeof said }>

/** For whom each preview link was made. */
async function linkLabels(ids: string[]): Promise<Map<string, string>> {
  const links = ids.length > 0 ? await db.previewLink.findMany({ where: { id: { in: ids } }, select: { id: true, label: true } }) : []
  return new Map(links.map(({ id, label }) => [id, label]))
}

function threadsOf(rows: Row[], view: (row: Row) => CommentView, canSettle: (row: Row) => boolean): ThreadView[] {
  return rows
    .filter((row) => row.parentId === null)
    .map((row) => ({
      ...view(row),
      anchor: row.anchor as Anchor | null,
      resolved: row.resolvedAt ? { by: row.resolvedBy ?? '', at: row.resolvedAt.toISOString() } : null,
      canSettle: canSettle(row),
      answers: rows.filter(({ parentId }) => parentId === row.id).map(view),
    }))
}

function viewOf(row: Row, rows: Row[], labels: Map<string, string>, self: string | null, now: Date): CommentView {
  const answered = rows.some(({ parentId }) => parentId === row.id)
  return {
    id: row.id,
    body: row.body,
    by: row.previewLinkId ? `${row.authorName}, by preview link “${labels.get(row.previewLinkId) ?? ''}”` : row.authorName,
    at: row.createdAt.toISOString(),
    verdict: row.verdict as CommentView['verdict'],
    asksMe: row.mentions.some(({ personId, seenAt }) => personId === self && seenAt === null),
    canRemove: isRemovable(row, self, answered, now),
  }
}

/** Comments that wait for this person, newest first, at most fifty; of stories they may open. */
export async function mentionsFor(actor: Actor): Promise<MentionView[]> {
  permit(actor, 'newsroom.enter')
  if (actor.kind === 'system') return []
  const rows = await db.commentMention.findMany({
    where: waitingFor(actor.id, actor),
    orderBy: { comment: { createdAt: 'desc' } },
    take: MENTIONS_MAX,
    select: {
      comment: {
        select: { id: true, articleId: true, authorName: true, body: true, createdAt: true, article: { select: { headline: true } } },
      },
    },
  })
  return rows.map(({ comment: { id, articleId, authorName, body, createdAt, article } }) => ({
    commentId: id,
    articleId,
    headline: article.headline,
    by: authorName,
    body,
    at: createdAt.toISOString(),
  }))
}

/** How many comments wait for this person. */
export async function countMentions(actor: Actor): Promise<number> {
  permit(actor, 'newsroom.enter')
  return actor.kind === 'system' ? 0 : db.commentMention.count({ where: waitingFor(actor.id, actor) })
}

const waitingFor = (personId: string, actor: Actor): Prisma.CommentMentionWhereInput => ({
  personId,
  seenAt: null,
  comment: { article: openStories(actor) },
})
