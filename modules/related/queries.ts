import 'server-only'
import { z } from 'zod'
import { londonIsoDay } from '@/lib/dates'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { CLOSE_LIKENESS } from '@/modules/articles/close-headline'
import { headlineKey } from '@/modules/articles/headline-key'
import { storiesByHeadlineKey } from '@/modules/articles/queries'
import { closestStory, storyByPart } from '@/modules/articles/queries/close-stories'
import { resolveSlugs } from '@/modules/tags/queries/resolve-slugs'
import { type AskedStory, explain, explainAlone } from './explain'
import { type Drawn, drawnFrom, type ListRow, listFrom } from './lists'
import { POOL_SIZE } from './pool'
import type { ExternalPin, RelatedLink, WhyNot } from './views'

/** A headline less like the typed one than this is not what was meant. */
const MEANT_LIKENESS = 0.5

/** A story as it stands in the editor, saved or not. */
export type UnsavedStory = {
  articleId: string | null
  headline: string
  tagSlugs: readonly string[]
  pins: readonly HandMadeLink[]
  exclusions: readonly { targetId: string }[]
  evergreen: boolean
  /** The day or instant an editor chose for a story that was never published. */
  storyDate?: string | null | undefined
}

/** As in a StoryInput. */
export type HandMadeLink = {
  headline: string
  targetId: string | null
  url?: string | null | undefined
  datedOn?: string | null | undefined
  expiresAt?: string | null | undefined
}

type Placed = HandMadeLink & { position: number }

/** The links that are not past, each with its place in the editor's list. */
const placed = ({ pins }: UnsavedStory, now: Date): Placed[] =>
  pins.flatMap((pin, position) => (pin.expiresAt && Date.parse(pin.expiresAt) <= now.getTime() ? [] : [{ ...pin, position }]))

/**
 * Numbers and places of the live stories the pins point to or name, as saving and publishing would fill them: never the
 * story itself or one of its headline, and by its headline where the story pointed to was deleted.
 */
async function pinTargets({ articleId, headline }: UnsavedStory, pins: readonly Placed[]): Promise<[number, number][]> {
  const ownKey = headlineKey(headline)
  const named = pins.filter((pin) => !pin.url && headlineKey(pin.headline) !== ownKey)
  if (named.length === 0) return []
  const chosen = named.flatMap((pin) => pin.targetId ?? [])
  const there = new Set((await db.article.findMany({ where: { id: { in: chosen } }, select: { id: true } })).map((row) => row.id))
  const keyed = named.map(({ targetId, headline: words, position }) => ({
    id: targetId && there.has(targetId) ? targetId : null,
    key: headlineKey(words),
    position,
  }))
  const targets = await db.publishedArticle.findMany({
    where: {
      ...(articleId && { articleId: { not: articleId } }),
      OR: [
        { articleId: { in: keyed.flatMap((pin) => pin.id ?? []) } },
        { headlineKey: { in: keyed.filter((pin) => !pin.id).map((pin) => pin.key) } },
      ],
      legallySensitive: false,
    },
    select: { number: true, articleId: true, headlineKey: true },
    orderBy: [{ firstPublishedAt: 'desc' }, { number: 'desc' }],
  })
  const found = new Map<number, number>()
  for (const { id, key, position } of keyed) {
    const target = targets.find((one) => (id ? one.articleId === id : one.headlineKey === key))
    if (target && !found.has(target.number)) found.set(target.number, position)
  }
  return [...found]
}

/** The links to other sites that would be shown: none that the link checker found dead. */
async function externalsOf(pins: readonly Placed[], now: Date): Promise<ExternalPin[]> {
  const linked = pins.flatMap(({ url, headline, datedOn, position }) =>
    url ? [{ position, url, headline, datedOn: datedOn ?? londonIsoDay(now) }] : [],
  )
  if (linked.length === 0) return []
  const urls = linked.map((one) => one.url)
  const dead = await db.linkCheck.findMany({ where: { url: { in: urls }, state: 'broken', leftAt: null }, select: { url: true } })
  return linked.filter(({ url }, at) => urls.indexOf(url) === at && !dead.some((one) => one.url === url))
}

type Article = { number: number; firstPublishedAt: Date | null; legallySensitive: boolean }

/** What this story's list would be chosen from. `extra` comes along as a pin does, to learn what it is worth. */
async function drawnOf(story: UnsavedStory, now: Date, limit?: number, extra?: number): Promise<Drawn & { article: Article | null }> {
  const pins = placed(story, now)
  const named = await resolveSlugs(db, story.tagSlugs)
  const [article, carried, found, elsewhere, excluded] = await Promise.all([
    story.articleId
      ? db.article.findUnique({ where: { id: story.articleId }, select: { number: true, firstPublishedAt: true, legallySensitive: true } })
      : null,
    db.tag.findMany({
      where: { id: { in: [...named.values()].map((tag) => tag.id) } },
      select: { id: true, slug: true, label: true, type: true, points: true, doNotRelate: true },
    }),
    pinTargets(story, pins),
    externalsOf(pins, now),
    db.publishedArticle.findMany({
      where: { articleId: { in: story.exclusions.map((one) => one.targetId) } },
      select: { number: true },
    }),
  ])
  // What is legally sensitive relates to nothing, not even by hand.
  const [tags, targets, externals] = article?.legallySensitive ? [[], [], []] : [carried, found, elsewhere]
  const number = article?.number ?? 0
  const asked = [...targets.map(([target]) => target), ...(extra === undefined ? [] : [extra])]
  const rows = await db.$queryRaw<Pick<ListRow, 'pool' | 'rel_tags' | 'rel_inherited' | 'weights'>[]>`
    select s.rel_tags, s.rel_inherited, related_weights_of(${number}::int) as weights,
      related_pool(s.rel_tags, s.rel_inherited, ${number}::int, ${asked}::int[],
        ${excluded.map((one) => one.number)}::int[]
          || array(select e.article_number from published_exclusion e where e.target_number = ${number}::int and ${number}::int > 0),
        ${now}::timestamptz, ${POOL_SIZE}::int) as pool
    from related_sets_of(${tags.map((tag) => tag.id)}::int[]) s`
  const row = rows[0]
  const first = article?.firstPublishedAt ?? firstDate(story.storyDate, now)
  const whole = {
    ...withOwnTags(row?.pool, row?.rel_tags ?? [], tags),
    rel_inherited: row?.rel_inherited ?? [],
    weights: row?.weights,
  }
  const hand = { pins: targets, externals }
  return { ...drawnFrom({ number, headline: story.headline, first_published_at: first, ...whole, ...hand }, limit), article }
}

const tagTable = z.object({
  id: z.array(z.number()).nullable(),
  slug: z.array(z.string()).nullable(),
  label: z.array(z.string()).nullable(),
  type: z.array(z.string()).nullable(),
  points: z.array(z.number()).nullable(),
})
type OwnTag = { id: number; slug: string; label: string; type: string; points: number | null; doNotRelate: boolean }

/**
 * The pool with the story's own tags that no live story carries: they add no point, but the story is about them too once
 * it is published, which counts where a story of the same headline is about the same areas or not.
 */
function withOwnTags(answer: unknown, relTags: readonly number[], own: readonly OwnTag[]): Pick<ListRow, 'pool' | 'rel_tags'> {
  const { tags, ...pool } = z.looseObject({ tags: tagTable }).parse(answer)
  const unseen = own.filter(({ id, points, doNotRelate }) => points !== 0 && !doNotRelate && !tags.id?.includes(id))
  const add = <T>(column: readonly T[] | null, of: (tag: OwnTag) => T): T[] => [...(column ?? []), ...unseen.map(of)]
  const named = {
    id: add(tags.id, ({ id }) => id),
    slug: add(tags.slug, ({ slug }) => slug),
    label: add(tags.label, ({ label }) => label),
    type: add(tags.type, ({ type }) => type),
    points: add(tags.points, () => 0),
  }
  return { pool: { ...pool, tags: named }, rel_tags: [...new Set([...relTags, ...unseen.map(({ id }) => id)])] }
}

/** As at a first publication: the story's own date when it is past. */
function firstDate(storyDate: string | null | undefined, now: Date): Date {
  const own = storyDate ? new Date(storyDate.length === 10 ? `${storyDate}T12:00:00Z` : storyDate) : now
  return own < now ? own : now
}

/**
 * The list readers would see if this story were published as it stands: the same engine over tags, pins and exclusions
 * that need not be saved. Tags nobody else carries relate nothing; tags that do not exist are left aside.
 */
export async function previewRelated(actor: Actor, story: UnsavedStory, now: Date, limit?: number): Promise<RelatedLink[]> {
  permit(actor, 'article.read')
  return listFrom(await drawnOf(story, now, limit)).list
}

/** The story a typed headline means: one of this headline, one nearly of it, one whose headline holds these words, else the one most like it. */
async function meant(actor: Actor, headline: string, articleId: string | null): Promise<AskedStory | null> {
  const key = headlineKey(headline)
  const same = (await storiesByHeadlineKey(db, actor, [key], articleId ?? undefined)).get(key)
  if (same) return { ...same, exact: true }
  const close = await closestStory(db, actor, headline, MEANT_LIKENESS, articleId ?? undefined)
  const part = close && close.likeness >= CLOSE_LIKENESS ? null : await storyByPart(db, actor, headline, articleId ?? undefined)
  const found = part ?? close
  const row = found && (await db.article.findUnique({ where: { id: found.id }, select: { number: true, state: true } }))
  if (!found || !row) return null
  const { id, slug, headline: words } = found
  return { id, slug, headline: words, number: row.number, live: row.state === 'live', exact: false, ...(part && { of: part.of }) }
}

/** Who keeps the two apart: the editor of this story now, or the published decision of the other one. */
async function keptApart(story: UnsavedStory, number: number | undefined, target: AskedStory): Promise<'here' | 'there' | null> {
  if (story.exclusions.some((one) => one.targetId === target.id)) return 'here'
  if (number === undefined) return null
  const there = await db.publishedExclusion.count({ where: { articleNumber: target.number, targetNumber: number } })
  return there > 0 ? 'there' : null
}

async function isLegallySensitive(id: string): Promise<boolean> {
  return (await db.article.count({ where: { id, legallySensitive: true } })) > 0
}

/**
 * "Why not this one?": what kept the story of this headline out of the list of a story as it stands in the editor, or
 * that nothing did. The headline need not be exact.
 */
export async function explainAbsence(
  actor: Actor,
  { story, headline }: { story: UnsavedStory; headline: string },
  now: Date,
): Promise<WhyNot> {
  permit(actor, 'article.read')
  const target = await meant(actor, headline, story.articleId)
  const isOwn = target?.exact !== true && headlineKey(headline) === headlineKey(story.headline)
  if (!target || isOwn) return explain({ asked: headline, isOwn })
  const drawn = await drawnOf(story, now)
  if (drawn.article?.legallySensitive || (await isLegallySensitive(target.id))) return explainAlone(target)
  const apart = await keptApart(story, drawn.article?.number, target)
  const known = drawn.candidates.find((one) => one.number === target.number)
  const weighed = known ?? (await drawnOf(story, now, undefined, target.number)).candidates.find((one) => one.number === target.number)
  return explain({
    asked: headline,
    isOwn: false,
    target,
    apart,
    drawn,
    candidate: weighed ? { ...weighed, pin: known?.pin ?? null } : null,
  })
}
