import 'server-only'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory, openStories } from '@/modules/access/queries/open-stories'
import { readCauses, readOutside } from '../change-causes'
import { type ChangeWords, changeWords, type Names, outsideName } from '../change-words'

export const CHANGES_PER_PAGE = 30
const STORY_CHANGES_MAX = 50

export type ChangeView = ChangeWords & {
  id: string
  at: Date
  /** The story whose list it is. `id` is null where it was deleted. */
  story: { id: string | null; number: number; headline: string }
}

export type ChangePage = {
  changes: ChangeView[]
  /** Give this as `before` for the older page; null at the end. */
  older: string | null
  /** The one story asked about. */
  story: { id: string; headline: string } | null
}

/** `story`: only that story's list. `before`: changes older than this one. */
export type ChangeFilter = { story?: string | undefined; before?: string | undefined }

/** Lists that changed and why, newest first, a page at a time. Throws NotFound for a story that is none. */
export async function listChanges(actor: Actor, { story, before }: ChangeFilter): Promise<ChangePage> {
  permit(actor, 'article.read')
  const about = story === undefined ? null : await storyOf(actor, story)
  const rows = await db.relatedChange.findMany({
    where: { ...(about ? { articleNumber: about.number } : {}), ...(before ? { id: { lt: BigInt(before) } } : {}) },
    orderBy: { id: 'desc' },
    take: CHANGES_PER_PAGE + 1,
  })
  const shown = rows.slice(0, CHANGES_PER_PAGE)
  return {
    changes: await inWords(actor, shown),
    older: rows.length > CHANGES_PER_PAGE ? String(shown.at(-1)?.id) : null,
    story: about && { id: about.id, headline: about.headline },
  }
}

export type StoryRecord = {
  /** What it listed when its list was first written down; null where that was never done. */
  first: { at: Date; headlines: string[] } | null
  /** Later changes, newest first, at most fifty. */
  changes: ChangeView[]
}

/** The list of one story as it was first published, and what became of it. */
export async function getStoryRecord(actor: Actor, articleId: string): Promise<StoryRecord> {
  permit(actor, 'article.read')
  const { number } = await storyOf(actor, articleId)
  const [first, rows] = await Promise.all([
    db.relatedChange.findFirst({ where: { articleNumber: number }, orderBy: { id: 'asc' } }),
    db.relatedChange.findMany({ where: { articleNumber: number }, orderBy: { id: 'desc' }, take: STORY_CHANGES_MAX }),
  ])
  const names = await namesOf(actor, first ? [first, ...rows] : rows)
  const outside = (readOutside(first?.outsideAfter) ?? []).map(outsideName)
  return {
    first: first && {
      at: first.at,
      headlines: [...first.after.map((one) => names.stories.get(one) ?? 'A story that is gone'), ...outside],
    },
    changes: await inWords(
      actor,
      rows.filter((row) => row.id !== first?.id),
    ),
  }
}

async function storyOf(actor: Actor, id: string): Promise<{ id: string; number: number; headline: string }> {
  const row = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    ? await db.article.findUnique({
        where: { id },
        select: { id: true, number: true, sensitive: true, embargoUntil: true, headRevision: { select: { headline: true } } },
      })
    : null
  if (!row || !(await mayOpenStory(db, actor, row))) throw new NotFound('There is no such story. It may have been deleted.')
  return { id: row.id, number: row.number, headline: row.headRevision?.headline || 'Story without a headline' }
}

type Row = {
  id: bigint
  at: Date
  articleNumber: number
  before: number[]
  after: number[]
  outsideBefore: unknown
  outsideAfter: unknown
  causes: unknown
}
type FullNames = Names & { ids: ReadonlyMap<number, string> }

async function inWords(actor: Actor, rows: readonly Row[]): Promise<ChangeView[]> {
  const names = await namesOf(actor, rows)
  return rows.map(({ id, at, articleNumber: number, before, after, causes, ...outside }) => {
    const isOpen = names.ids.has(number)
    // What a story linked to is its own affair: of one that this person may not open, it is not named.
    const links = (stored: unknown) => (isOpen ? readOutside(stored) : [])
    const [outsideBefore, outsideAfter] = [links(outside.outsideBefore), links(outside.outsideAfter)]
    return {
      id: String(id),
      at,
      story: { id: names.ids.get(number) ?? null, number, headline: names.stories.get(number) ?? 'A story that is gone' },
      ...changeWords({ before, after, outsideBefore, outsideAfter, causes: readCauses(causes) }, names),
    }
  })
}

/** The present headlines of all stories that are named, live or not, and the labels of tags. */
async function namesOf(actor: Actor, rows: readonly Row[]): Promise<FullNames> {
  const causes = rows.flatMap((row) => readCauses(row.causes))
  const numbers = rows.flatMap(({ articleNumber, before, after }) => [articleNumber, ...before, ...after])
  const [articles, tags] = await Promise.all([
    db.article.findMany({
      where: {
        number: { in: [...new Set([...numbers, ...causes.flatMap(({ articleNumber }) => articleNumber ?? [])])] },
        OR: [{ state: 'live' }, openStories(actor)],
      },
      select: { id: true, number: true, headRevision: { select: { headline: true } }, liveRevision: { select: { headline: true } } },
    }),
    db.tag.findMany({ where: { id: { in: causes.flatMap(({ tagId }) => tagId ?? []) } }, select: { id: true, label: true } }),
  ])
  return {
    ids: new Map(articles.map(({ number, id }) => [number, id])),
    stories: new Map(
      articles.map(({ number, headRevision, liveRevision }) => [
        number,
        (liveRevision ?? headRevision)?.headline || 'Story without a headline',
      ]),
    ),
    tags: new Map(tags.map(({ id, label }) => [id, label])),
  }
}
