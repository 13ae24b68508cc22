import 'server-only'
import { db, Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { mayOpenStory, openStoriesSql } from '@/modules/access/queries/open-stories'
import type { CorrectionKind, CorrectionPlace } from '@/modules/articles/correction-words'
import { isStoryId } from '@/modules/articles/rules'
import type { Sat, Seriousness } from './prominence'
import type { CorrectedStory, CorrectionRegister, CorrectionState, CorrectionView, StoryCorrections } from './views'

export const REGISTER_PER_PAGE = 50
const HOUR_MILLISECONDS = 3_600_000

const storyFields = {
  id: true,
  version: true,
  headline: true,
  state: true,
  sensitive: true,
  embargoUntil: true,
  headRevisionId: true,
  liveRevisionId: true,
  firstPublishedAt: true,
} as const satisfies Prisma.ArticleSelect
type StoryRow = Prisma.ArticleGetPayload<{ select: typeof storyFields }>
type CorrectionRow = Prisma.CorrectionGetPayload<object>

/** What is said to be wrong in a story, and what readers were told; open ones first, then newest first. Throws NotFound. */
export async function listStoryCorrections(actor: Actor, articleId: string, now: Date): Promise<StoryCorrections> {
  permit(actor, 'article.read')
  const story = isStoryId(articleId) ? await db.article.findUnique({ where: { id: articleId }, select: storyFields }) : null
  if (!story || !(await mayOpenStory(db, actor, story, now))) throw new NotFound('There is no such story. It may have been deleted.')
  const rows = await db.correction.findMany({ where: { articleId: story.id }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })
  const corrections = rows.map(viewOf).sort((a, b) => Number(b.state === 'open') - Number(a.state === 'open'))
  return {
    corrections,
    story: storyOf(story, now),
    mayReport: can(actor, 'article.comment') && story.state !== 'draft',
    mayCorrect: can(actor, 'article.correct'),
  }
}

/** Everything in the register that this person may see: open ones first, oldest first; then the others, newest first. */
export async function listCorrections(actor: Actor, { page }: { page: number }, now: Date): Promise<CorrectionRegister> {
  permit(actor, 'article.read')
  const mine = openStoriesSql(actor, now)
  const skip = (page - 1) * REGISTER_PER_PAGE
  const counts = await db.$queryRaw<{ total: number; open: number }[]>(Prisma.sql`
    select count(*)::int as total, count(*) filter (where c.state = 'open')::int as open
    from correction c join article a on a.id = c.article_id where ${mine}`)
  const ids = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    select c.id::text from correction c join article a on a.id = c.article_id where ${mine}
    order by (c.state = 'open') desc, case when c.state = 'open' then c.created_at end, coalesce(c.published_at, c.closed_at) desc, c.id
    limit ${REGISTER_PER_PAGE} offset ${skip}`)
  const rows = await db.correction.findMany({ where: { id: { in: ids.map((row) => row.id) } } })
  const stories = await db.article.findMany({ where: { id: { in: rows.map((row) => row.articleId) } }, select: storyFields })
  const items = ids.flatMap(({ id }) => {
    const row = rows.find((one) => one.id === id)
    const story = stories.find((one) => one.id === row?.articleId)
    return row && story ? [{ ...viewOf(row), story: storyOf(story, now) }] : []
  })
  const { total, open } = counts[0] ?? { total: 0, open: 0 }
  return { items, total, open, page, pages: Math.max(1, Math.ceil(total / REGISTER_PER_PAGE)), mayCorrect: can(actor, 'article.correct') }
}

/** How many complaints wait for an answer. */
export async function countOpenCorrections(actor: Actor, now: Date): Promise<number> {
  permit(actor, 'article.read')
  const rows = await db.$queryRaw<{ open: number }[]>(Prisma.sql`
    select count(*)::int as open from correction c join article a on a.id = c.article_id
    where c.state = 'open' and ${openStoriesSql(actor, now)}`)
  return rows[0]?.open ?? 0
}

function viewOf(row: CorrectionRow): CorrectionView {
  const { id, wording, complaint, createdByName, createdAt, publishedAt, closedAt, closedNote } = row
  return {
    id,
    state: row.state as CorrectionState,
    kind: row.kind as CorrectionKind,
    wording,
    complaint,
    seriousness: row.seriousness as Seriousness,
    sat: row.sat as Sat,
    place: row.place as CorrectionPlace,
    createdByName,
    createdAt,
    publishedAt,
    closedAt,
    closedNote,
  }
}

function storyOf({ id, version, headline, state, headRevisionId, liveRevisionId, firstPublishedAt }: StoryRow, now: Date): CorrectedStory {
  const live = state === 'live'
  const since = live && firstPublishedAt ? firstPublishedAt.getTime() : now.getTime()
  return {
    id,
    version,
    headline: headline || 'Story without a headline',
    state: state as CorrectedStory['state'],
    hasUnpublishedChanges: live && headRevisionId !== liveRevisionId,
    liveHours: Math.max(0, now.getTime() - since) / HOUR_MILLISECONDS,
  }
}
