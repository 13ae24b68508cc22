import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { validateBody } from '../body'
import { headlineKey } from '../headline-key'
import { storiesByHeadlineKey } from '../queries'
import { freeSlug, isSlugOf, slugFromHeadline, slugProblem } from '../rules'
import type { StoryInput } from '../schema'
import type { StoredArticle } from './change-story'

// Any number that nothing else in this database locks with two keys.
const SLUG_LOCK = 7_301

type Pin = { headline: string; headlineKey: string; targetId: string | null }

/** What a save writes, its tags and its hand-made list resolved. */
export type Words = Omit<StoryInput, 'tagSlugs' | 'pins' | 'slug' | 'storyDate'> & { storyDate: Date | null; tagIds: number[]; pins: Pin[] }

/** Resolves tags and hand-made links. Refuses tags that do not exist; a link without its story waits for one. */
export async function resolveWords(tx: Tx, selfId: string, input: StoryInput): Promise<Outcome<Words>> {
  const { tagSlugs, pins, slug: _, storyDate, ...words } = input
  const tags = await resolveTags(tx, tagSlugs)
  if (!tags.ok) return tags
  const links = await resolvePins(tx, selfId, words.headline, pins)
  return done({ ...words, storyDate: storyDate === null ? null : new Date(storyDate), tagIds: tags.value, pins: links })
}

async function resolveTags(tx: Tx, slugs: readonly string[]): Promise<Outcome<number[]>> {
  const rows = await tx.tag.findMany({ where: { slug: { in: [...slugs] } }, select: { id: true, slug: true } })
  const known = new Set(rows.map((tag) => tag.slug))
  const unknown = slugs.filter((slug) => !known.has(slug))
  if (unknown.length === 0) return done(rows.map((tag) => tag.id))
  return refused(...unknown.map((slug): Problem => ({ field: 'tagSlugs', message: `There is no tag “${slug}”` })))
}

/** A story is in no list of its own: an entry that names it is left out, as it comes along when a whole list is pasted. */
async function resolvePins(tx: Tx, selfId: string, ownHeadline: string, given: StoryInput['pins']): Promise<Pin[]> {
  const ownKey = headlineKey(ownHeadline)
  const pins = given.filter((pin) => pin.targetId !== selfId && headlineKey(pin.headline) !== ownKey)
  const chosen = pins.flatMap((pin) => pin.targetId ?? [])
  const known = new Set((await tx.article.findMany({ where: { id: { in: chosen } }, select: { id: true } })).map((row) => row.id))
  const byKey = await storiesByHeadlineKey(
    tx,
    pins.map((pin) => headlineKey(pin.headline)),
    selfId,
  )
  const resolved = new Map<string, Pin>()
  for (const { headline, targetId } of pins) {
    const key = headlineKey(headline)
    // A story that was deleted since it was chosen is waited for by its headline again.
    const target = targetId !== null && known.has(targetId) ? targetId : (byKey.get(key)?.id ?? null)
    const name = target ?? key
    if (!resolved.has(name)) resolved.set(name, { headline, headlineKey: key, targetId: target })
  }
  return [...resolved.values()]
}

/** Which parts of `words` differ from the story's newest revision, in an editor's words; [] when none does. */
export function changedParts(head: StoredArticle['headRevision'], words: Words): string[] {
  const same: Record<string, boolean> = {
    headline: head.headline === words.headline,
    standfirst: head.standfirst === words.standfirst,
    body: canonical(head.body) === canonical(words.body),
    byline: head.byline === words.byline,
    date: head.storyDate?.getTime() === words.storyDate?.getTime(),
    evergreen: head.evergreen === words.evergreen,
    source: head.sourceUrl === words.sourceUrl,
    tags: sorted(head.tags.map((tag) => tag.tagId)) === sorted(words.tagIds),
    'related list': JSON.stringify(head.pins.map(pinIdentity)) === JSON.stringify(words.pins.map(pinIdentity)),
  }
  return Object.keys(same).filter((part) => !same[part])
}

/** PostgreSQL keeps no order of keys: the normal form has one. */
function canonical(body: unknown): string {
  const checked = validateBody(body)
  return JSON.stringify(checked.ok ? checked.value : body)
}
const sorted = (ids: number[]): string => ids.toSorted((a, b) => a - b).join()
const pinIdentity = (pin: Pin): [string, string | null] => [pin.headline, pin.targetId]

/** Writes revision `number` of a story and makes it the newest. Answers its id. */
export async function writeRevision(tx: Tx, actor: Actor, articleId: string, number: number, words: Words, now: Date): Promise<string> {
  const { tagIds, pins, ...columns } = words
  const { id } = await tx.revision.create({
    data: {
      ...columns,
      articleId,
      number,
      headlineKey: headlineKey(words.headline),
      createdAt: now,
      createdById: actor.kind === 'person' ? actor.id : null,
      createdByName: actor.name,
    },
    select: { id: true },
  })
  if (tagIds.length > 0) await tx.revisionTag.createMany({ data: tagIds.map((tagId) => ({ revisionId: id, tagId })) })
  if (pins.length > 0) await tx.revisionPin.createMany({ data: pins.map((pin, position) => ({ ...pin, revisionId: id, position })) })
  await tx.article.update({ where: { id: articleId }, data: { headRevisionId: id }, select: { id: true } })
  return id
}

type SlugWish = { id: string; createdAt: Date; wanted: string | null; headline: string; current: { slug: string; headline: string } | null }

/**
 * The address of a story that was never published: the wanted one, refused if it is another's; else one from the
 * headline, numbered if need be. An address chosen earlier by hand stays.
 */
export async function chooseSlug(tx: Tx, { id, createdAt, wanted, headline, current }: SlugWish): Promise<Outcome<string>> {
  if (wanted !== null && wanted !== current?.slug) return claimSlug(tx, id, wanted)
  if (wanted !== null && current) return done(current.slug)
  const base = slugFromHeadline(headline, id, createdAt)
  if (current) {
    const chosenByHand = !isSlugOf(current.slug, slugFromHeadline(current.headline, id, createdAt))
    if (chosenByHand || isSlugOf(current.slug, base)) return done(current.slug)
  }
  // One at a time for each headline: those that wait see the address that was taken before them.
  await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(${SLUG_LOCK}::int, hashtext(${base}))::text`)
  const taken = await tx.$queryRaw<{ slug: string }[]>(Prisma.sql`
    select slug from article where (slug = ${base} or slug like ${`${base}-%`}) and id <> ${id}::uuid
    union all select old_slug from article_redirect where old_slug = ${base} or old_slug like ${`${base}-%`}`)
  return done(freeSlug(base, new Set(taken.map((row) => row.slug))))
}

/** Whether the story may have this address: no other story has it, or ever had it while it was published. */
export async function claimSlug(tx: Tx, id: string, wanted: string): Promise<Outcome<string>> {
  const problem = slugProblem(wanted)
  if (problem) return refused({ field: 'slug', message: problem })
  // One statement, so that a story that is changing its address this moment is seen on one side or the other.
  const [holder] = await tx.$queryRaw<{ headline: string; old: boolean }[]>(Prisma.sql`
    select r.headline, held.old from (
      select id, false as old from article where slug = ${wanted}
      union all select article_id, true from article_redirect where old_slug = ${wanted}) held
    join article a on a.id = held.id join revision r on r.id = a.head_revision_id where held.id <> ${id}::uuid limit 1`)
  if (!holder) return done(wanted)
  const whose = holder.headline === '' ? 'another story' : `“${holder.headline}”`
  return refused({
    field: 'slug',
    message: holder.old
      ? `${whose} once had this address, and readers still come to it there. Choose another`
      : `${whose} has this address. Choose another`,
  })
}
