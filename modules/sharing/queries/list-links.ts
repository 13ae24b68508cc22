import 'server-only'
import { londonDay, londonTime } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { isStoryId } from '@/modules/articles/rules'
import { linkState, type SharedStory } from '../link-state'
import type { PreviewLinksView, PreviewLinkView } from '../views'
import { namedOn } from './find-link'

/** Times of opening shown for one link. */
const TIMES_MAX = 20

const story = { id: true, createdById: true, sensitive: true, embargoUntil: true, withdrawnAt: true } as const

/** The preview links of a story, newest first, with when each was opened. Throws NotFound, also for a closed story. */
export async function listPreviewLinks(actor: Actor, articleId: string, now: Date): Promise<PreviewLinksView> {
  permit(actor, 'article.read')
  const article = isStoryId(articleId) ? await db.article.findUnique({ where: { id: articleId }, select: story }) : null
  if (!article || !(await mayOpenStory(db, actor, article, now))) throw new NotFound('There is no such story. It may have been deleted.')
  const rows = await db.previewLink.findMany({ where: { articleId: article.id }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })
  const [revisions, openings, named] = await Promise.all([
    numbersOf(rows.flatMap((row) => row.revisionId ?? [])),
    openingsOf(rows.map((row) => row.id)),
    namedOn(db, article.id),
  ])
  const isNamed = (id: string | null): boolean => id !== null && named.includes(id)
  const links = rows.map(({ revisionId, createdById, tokenHash: _, madeClosed, articleId: __, ...row }): PreviewLinkView => {
    const opened = openings.get(row.id) ?? { count: 0, times: [] }
    return {
      ...row,
      revision: revisionId === null ? null : (revisions.get(revisionId) ?? null),
      state: linkState({ ...row, madeClosed }, article, isNamed(createdById), now),
      openings: opened.count,
      openedAt: opened.times,
      mayRevoke: mayShareStory(actor, { createdById: article.createdById }) || isOwn(actor, createdById),
    }
  })
  return { links, mayShare: mayShareStory(actor, article), blocked: blockedBecause(article, now) ?? '' }
}

const isOwn = (actor: Actor, createdById: string | null): boolean => actor.kind === 'person' && actor.id === createdById

/** Authors share their own stories, editors any. */
export const mayShareStory = (actor: Actor, { createdById }: { createdById: string | null }): boolean =>
  can(actor, isOwn(actor, createdById) ? 'article.share-own' : 'article.share-any')

/** Why no link to this story can be made now; null where one can. */
export function blockedBecause({ embargoUntil }: Pick<SharedStory, 'embargoUntil'>, now: Date): string | null {
  if (embargoUntil === null || embargoUntil <= now) return null
  return `Sharing is blocked: this story is under embargo until ${londonTime(embargoUntil)} on ${londonDay(embargoUntil)}`
}

async function numbersOf(ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.revision.findMany({ where: { id: { in: [...ids] } }, select: { id: true, number: true } })
  return new Map(rows.map((row) => [row.id, row.number]))
}

type Openings = { count: number; times: Date[] }

async function openingsOf(ids: readonly string[]): Promise<Map<string, Openings>> {
  if (ids.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; count: number; times: Date[] }[]>(Prisma.sql`
    select l.id::text, (select count(*)::int from preview_opening o where o.link_id = l.id) as count,
      array(select o.at from preview_opening o where o.link_id = l.id order by o.id desc limit ${TIMES_MAX}) as times
    from unnest(${ids}::uuid[]) as l(id)`)
  return new Map(rows.map(({ id, count, times }) => [id, { count, times }]))
}
