import 'server-only'
import { db, Prisma } from '@/lib/db'
import { listsOf } from '../lists'
import type { MapStory } from '../map-fix'
import { WEAKEST_LINKS_MAX, WEAKEST_LISTS } from '../map-words'
import type { StoryLink } from '../views'

type Listing = MapStory & { firstPublishedAt: Date }
/** `points`: what the link is worth after age, in whole points. */
export type WeakLink = { story: Listing; target: MapStory; points: number; reason: string }

/** Lists that are looked at for one hub. */
const LISTS_PER_HUB = 8

const points = ({ score }: StoryLink): number => Math.round(score / 1_000)

/** The links worth least in the lists of the newest live stories, of those chosen by score: weakest first. */
export async function weakestLinks(now: Date): Promise<WeakLink[]> {
  const newest = await db.publishedArticle.findMany({
    orderBy: [{ firstPublishedAt: 'desc' }, { number: 'desc' }],
    take: WEAKEST_LISTS,
    select: { number: true, articleId: true, headline: true, firstPublishedAt: true },
  })
  const lists = await listsOf(
    db,
    newest.map((story) => story.number),
    now,
  )
  const links = newest.flatMap(({ articleId: id, ...story }) =>
    chosenLinks(lists.get(story.number)?.list ?? []).map((link) => ({ story: { ...story, id }, link })),
  )
  const weakest = links.sort((a, b) => a.link.score - b.link.score || b.link.number - a.link.number).slice(0, WEAKEST_LINKS_MAX)
  const targets = await db.publishedArticle.findMany({
    where: { number: { in: weakest.map(({ link }) => link.number) } },
    select: { number: true, articleId: true },
  })
  const ids = new Map(targets.map((row) => [row.number, row.articleId]))
  return weakest.flatMap(({ story, link }) => {
    const id = ids.get(link.number)
    const target = { id: id ?? '', number: link.number, headline: link.headline }
    return id ? [{ story, target, points: points(link), reason: link.reason }] : []
  })
}

const chosenLinks = (list: readonly { kind: string; pinned: boolean }[]): StoryLink[] =>
  list.filter((link): link is StoryLink => link.kind === 'story' && !link.pinned)

/** For each hub the newest lists that show it by its score, the one in which it is worth least first. */
export async function listsWithHub(
  hubs: readonly number[],
  now: Date,
): Promise<Map<number, { story: MapStory; points: number; reason: string }[]>> {
  const rows = await db.$queryRaw<(MapStory & { hub: number })[]>(Prisma.sql`
    select h.number as hub, l.number, l.id, l.headline from unnest(${[...hubs]}::int[]) as h(number)
    cross join lateral (
      select a.number, a.article_id::text as id, a.headline from related_shown s join published_article a on a.number = s.article_number
      where s.links @> array[h.number] order by a.first_published_at desc, a.number desc limit ${LISTS_PER_HUB}::int) l`)
  const lists = await listsOf(db, [...new Set(rows.map((row) => row.number))], now)
  const found = new Map<number, { story: MapStory; score: number; points: number; reason: string }[]>()
  for (const { hub, ...story } of rows) {
    const link = chosenLinks(lists.get(story.number)?.list ?? []).find((one) => one.number === hub)
    if (link) found.set(hub, [...(found.get(hub) ?? []), { story, score: link.score, points: points(link), reason: link.reason }])
  }
  return new Map([...found].map(([hub, links]) => [hub, links.sort((a, b) => a.score - b.score || b.story.number - a.story.number)]))
}
