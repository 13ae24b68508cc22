import 'server-only'
import { publishedDb } from '@/lib/published-db'
import { publishedStoriesByNumber, STORIES_PER_PAGE } from '@/modules/articles/published'
import type { PublishedStory, PublishedStoryPage } from '@/modules/articles/views'
import { around, inOrder, newestOf } from './order'
import type { PublishedStoryline, StorylineBox, StorylineStory } from './views'

const line = { tagId: true, summary: true, byHand: true, open: true, sequence: true } as const
type Line = { tagId: number; summary: string; byHand: boolean; open: boolean; sequence: number[] }
type Filed = { key: number; number: number; at: Date }

/** Every live story that carries the tag, itself or through a narrower one, in the order of the line. */
async function membersOf({ tagId, ...order }: Line): Promise<Filed[]> {
  const filed = await publishedDb.publishedArticleTag.findMany({
    where: { tagId },
    select: { articleNumber: true, firstPublishedAt: true },
  })
  const members = filed.map(({ articleNumber, firstPublishedAt }) => ({ key: articleNumber, number: articleNumber, at: firstPublishedAt }))
  return inOrder(members, order)
}

/** The same without those that are legally sensitive: they stand beside no other story. */
async function relatingMembersOf(found: Line): Promise<Filed[]> {
  const members = await membersOf(found)
  const numbers = members.map((one) => one.number)
  const rows = await publishedDb.publishedArticle.findMany({
    where: { number: { in: numbers }, legallySensitive: true },
    select: { number: true },
  })
  const sensitive = new Set(rows.map((row) => row.number))
  return sensitive.size === 0 ? members : members.filter((one) => !sensitive.has(one.number))
}

/** Live stories with these numbers, in that order. */
async function storiesOf(numbers: readonly number[], current: number | null): Promise<StorylineStory[]> {
  const rows = await publishedDb.publishedArticle.findMany({
    where: { number: { in: [...numbers] } },
    select: { number: true, slug: true, headline: true, firstPublishedAt: true },
  })
  const found = new Map(rows.map((row) => [row.number, { ...row, current: row.number === current }]))
  return numbers.flatMap((number) => found.get(number) ?? [])
}

/**
 * The storylines a live story belongs to, by name, each with the stories around it; [] for most stories, without a
 * query. Throws on a database fault rather than answering none.
 */
export async function storylinesOf(story: Pick<PublishedStory, 'number' | 'tags'>): Promise<StorylineBox[]> {
  const tags = story.tags.filter((tag) => tag.type === 'storyline')
  if (tags.length === 0) return []
  const lines = await publishedDb.publishedStoryline.findMany({ where: { tagId: { in: tags.map((tag) => tag.id) } }, select: line })
  const boxes = tags.map(async ({ id, slug, label }) => {
    const found = lines.find((one) => one.tagId === id)
    return found ? boxOf(found, { slug, label }, story.number) : null
  })
  return (await Promise.all(boxes)).flatMap((box) => box ?? [])
}

/** Null while there is nothing to tell: the story stands alone in its line. */
async function boxOf(found: Line, names: { slug: string; label: string }, current: number): Promise<StorylineBox | null> {
  const { tagId, summary, open, byHand } = found
  const members = await relatingMembersOf(found)
  const newest = newestOf(members)
  const at = members.findIndex((one) => one.number === current)
  if (!newest || at === -1 || members.length < 2) return null
  const numbers = around(members, at).map((one) => one.number)
  const stories = await storiesOf([...new Set([...numbers, newest.number])], current)
  const latest = stories.find((one) => one.number === newest.number)
  if (!latest) return null
  const shown = stories.filter((one) => numbers.includes(one.number))
  return {
    tagId,
    ...names,
    summary,
    open,
    byHand,
    total: members.length,
    latest,
    first: members.findIndex((one) => one.number === numbers[0]) + 1,
    stories: shown,
  }
}

/** What readers know of a storyline; null for any other tag, and while no live story carries it. */
export async function findPublishedStoryline(tagId: number): Promise<PublishedStoryline | null> {
  const found = await publishedDb.publishedStoryline.findUnique({ where: { tagId }, select: line })
  if (!found) return null
  const newest = newestOf(await membersOf(found))
  const [latest] = newest ? await storiesOf([newest.number], null) : []
  return { summary: found.summary, open: found.open, byHand: found.byHand, latest: latest ?? null }
}

/** The stories of a storyline in its order, a page at a time. `page` counts from 1. */
export async function listStorylineStories(tagId: number, page: number): Promise<PublishedStoryPage> {
  const found = await publishedDb.publishedStoryline.findUnique({ where: { tagId }, select: line })
  const members = found ? await membersOf(found) : []
  const first = (page - 1) * STORIES_PER_PAGE
  const numbers = members.slice(first, first + STORIES_PER_PAGE).map((one) => one.number)
  const pages = Math.max(1, Math.ceil(members.length / STORIES_PER_PAGE))
  return { items: await publishedStoriesByNumber(numbers), total: members.length, page, pages }
}
