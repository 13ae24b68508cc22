import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { closedPictures } from '@/modules/access/queries/open-pictures'
import { openStories, openStoriesSql } from '@/modules/access/queries/open-stories'
import { holdTags } from '@/modules/tags/commands/hold-tags'
import { tagsToGive } from '@/modules/tags/queries/tags-to-give'
import { validateBody } from '../body'
import { storedForm } from '../form'
import { headlineKey } from '../headline-key'
import { picturesOf, samePicture, storedLead } from '../pictures'
import { storiesByHeadlineKey } from '../queries'
import { freeSlug, isSlugOf, slugFromHeadline, slugProblem } from '../rules'
import type { StoryInput } from '../schema'
import type { StoredArticle } from './change-story'
import { type HandBefore, keepClosedHand } from './keep-closed-hand'

// Any number that nothing else in this database locks with two keys.
const SLUG_LOCK = 7_301

type Pin = {
  headline: string
  headlineKey: string
  targetId: string | null
  url: string | null
  datedOn: Date | null
  expiresAt: Date | null
  note: string
}
type Exclusion = { targetId: string; note: string }

/** What a save writes, its tags, its hand-made list and what is left out of it resolved. */
export type Words = Omit<StoryInput, 'tagSlugs' | 'pins' | 'exclusions' | 'slug' | 'storyDate'> & {
  storyDate: Date | null
  tagIds: number[]
  pins: Pin[]
  exclusions: Exclusion[]
}

/**
 * Resolves tags, hand-made links and exclusions. Refuses tags that do not exist or are retired, and a story that is pinned and left
 * out at once; a link without its story waits for one. What `head`, the newest revision, says of stories that are closed to the
 * actor stays.
 */
export async function resolveWords(
  tx: Tx,
  actor: Actor,
  selfId: string,
  input: StoryInput,
  head: HandBefore = { pins: [], exclusions: [] },
): Promise<Outcome<Words>> {
  const { tagSlugs, pins, exclusions, slug: _, storyDate, ...words } = input
  const tags = await resolveTags(tx, selfId, tagSlugs)
  if (!tags.ok) return tags
  const strange = await missingPictures(tx, actor, words)
  if (strange.length > 0) return refused(...strange)
  const asked = { pins: await resolvePins(tx, actor, selfId, words.headline, pins), exclusions: resolveExclusions(selfId, exclusions) }
  const { pins: links, exclusions: left } = await keepClosedHand(tx, actor, head, asked)
  const both = links.filter((pin) => left.some((one) => one.targetId === pin.targetId))
  if (both.length > 0) return refused(...both.map(pinnedAndLeftOut))
  return done({ ...words, storyDate: storyDate === null ? null : new Date(storyDate), tagIds: tags.value, pins: links, exclusions: left })
}

/**
 * Pictures that are not in this person's library: one of a story that is closed to them would be open to everybody in theirs.
 * Those that are stay in it until this transaction ends.
 */
async function missingPictures(tx: Tx, actor: Actor, words: Pick<StoryInput, 'body' | 'leadPicture'>): Promise<Problem[]> {
  const uses = picturesOf(words)
  if (uses.length === 0) return []
  const ids = uses.map(({ use }) => use.mediaId)
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select id::text from media where id = any (${ids}::uuid[]) order by id for key share`)
  const closed = await closedPictures(tx, actor, undefined, ids)
  const known = new Set(rows.map((row) => row.id).filter((id) => !closed.includes(id)))
  return uses
    .filter(({ use }) => !known.has(use.mediaId))
    .map(({ place }) => ({
      field: place === 'lead' ? 'leadPicture' : 'body',
      message: 'A picture of this story is not in the library any more. Remove it, or choose another',
    }))
}

const pinnedAndLeftOut = ({ headline }: Pin): Problem => ({
  field: 'exclusions',
  message: `“${headline}” is pinned and left out at the same time. Undo one of the two`,
})

/** A story once, and never the story itself; in the order of their ids, as they are stored. */
function resolveExclusions(selfId: string, given: StoryInput['exclusions']): Exclusion[] {
  const byId = new Map(
    given.filter((one) => one.targetId !== selfId).map(({ targetId, note }) => [targetId, { targetId, note: note ?? '' }]),
  )
  return [...byId.values()].sort((a, b) => (a.targetId < b.targetId ? -1 : 1))
}

async function resolveTags(tx: Tx, selfId: string, slugs: readonly string[]): Promise<Outcome<number[]>> {
  await holdTags(tx)
  const { tags, refused: strange } = await tagsToGive(tx, slugs, selfId)
  if (strange.length === 0) return done(tags.map((tag) => tag.id))
  return refused(...strange.map(({ message }): Problem => ({ field: 'tagSlugs', message })))
}

/** A story is in no list of its own: an entry that names it is left out, as it comes along when a whole list is pasted. */
async function resolvePins(tx: Tx, actor: Actor, selfId: string, ownHeadline: string, given: StoryInput['pins']): Promise<Pin[]> {
  const ownKey = headlineKey(ownHeadline)
  const pins = given.filter((pin) => pin.url || (pin.targetId !== selfId && headlineKey(pin.headline) !== ownKey))
  const chosen = pins.flatMap((pin) => pin.targetId ?? [])
  const there = await tx.article.findMany({
    where: { id: { in: chosen }, OR: [{ state: 'live' }, openStories(actor)] },
    select: { id: true },
  })
  const known = new Set(there.map((row) => row.id))
  const waiting = pins.filter((pin) => !pin.url)
  const byKey = await storiesByHeadlineKey(
    tx,
    actor,
    waiting.map((pin) => headlineKey(pin.headline)),
    selfId,
  )
  const resolved = new Map<string, Pin>()
  for (const { headline, targetId, url, datedOn, expiresAt, note } of pins) {
    const key = headlineKey(headline)
    // A story that was deleted since it was chosen is waited for by its headline again.
    const target = url ? null : targetId !== null && known.has(targetId) ? targetId : (byKey.get(key)?.id ?? null)
    const name = url ?? target ?? key
    if (resolved.has(name)) continue
    resolved.set(name, {
      headline,
      headlineKey: key,
      targetId: target,
      url: url ?? null,
      datedOn: url && datedOn ? new Date(`${datedOn}T00:00:00Z`) : null,
      expiresAt: expiresAt ? new Date(expiresAt) : null,
      note: note ?? '',
    })
  }
  return [...resolved.values()]
}

/** What a save left out stays: the date of a link to another site, a lead picture and a form that were not spoken of. */
export function withKnownDates(head: StoredArticle['headRevision'], words: Words): Words {
  const dates = new Map(head.pins.map((pin) => [pin.url, pin.datedOn]))
  const leadPicture = words.leadPicture === undefined ? storedLead(head.leadPicture) : words.leadPicture
  return {
    ...words,
    leadPicture,
    form: words.form ?? storedForm(head.form),
    pins: words.pins.map((pin) => (pin.url ? { ...pin, datedOn: pin.datedOn ?? dates.get(pin.url) ?? null } : pin)),
  }
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
    form: head.form === (words.form ?? head.form),
    'lead picture': samePicture(storedLead(head.leadPicture), words.leadPicture ?? null),
    tags: sorted(head.tags.map((tag) => tag.tagId)) === sorted(words.tagIds),
    'related list': JSON.stringify(head.pins.map(pinIdentity)) === JSON.stringify(words.pins.map(pinIdentity)),
    'stories left out': JSON.stringify(head.exclusions.map(leftOut)) === JSON.stringify(words.exclusions.map(leftOut)),
  }
  return Object.keys(same).filter((part) => !same[part])
}

/** PostgreSQL keeps no order of keys: the normal form has one. */
function canonical(body: unknown): string {
  const checked = validateBody(body)
  return JSON.stringify(checked.ok ? checked.value : body)
}
const sorted = (ids: number[]): string => ids.toSorted((a, b) => a - b).join()
const pinIdentity = ({ headlineKey: _, ...pin }: Pin) => [pin.headline, pin.targetId, pin.url, pin.datedOn, pin.expiresAt, pin.note]
const leftOut = ({ targetId, note }: Exclusion) => [targetId, note]

/** A link to another site has a date of its own from its first save on: that of no later publication. */
const dated = (pin: Pin, now: Date): Pin =>
  pin.url && !pin.datedOn ? { ...pin, datedOn: new Date(`${londonIsoDay(now)}T00:00:00Z`) } : pin

/** What is not words: whoever changes these alone has written none, and nobody has to read them anew. */
export const onlyTags = (changed: readonly string[]): boolean => changed.every((part) => part === 'tags')

/**
 * Writes revision `number` of a story and makes it the newest. Answers its id. `wordsById`: who wrote the words, where that
 * is not the actor.
 */
export async function writeRevision(
  tx: Tx,
  actor: Actor,
  { articleId, number, wordsById }: { articleId: string; number: number; wordsById?: string | null },
  words: Words,
  now: Date,
): Promise<string> {
  const self = actor.kind === 'person' ? actor.id : null
  const { tagIds, pins, exclusions, leadPicture, ...columns } = words
  const { id } = await tx.revision.create({
    data: {
      ...columns,
      form: words.form ?? 'news',
      leadPicture: leadPicture ?? Prisma.DbNull,
      articleId,
      number,
      headlineKey: headlineKey(words.headline),
      createdAt: now,
      createdById: self,
      createdByName: actor.name,
      wordsById: wordsById === undefined ? self : wordsById,
    },
    select: { id: true },
  })
  if (tagIds.length > 0) await tx.revisionTag.createMany({ data: tagIds.map((tagId) => ({ revisionId: id, tagId })) })
  if (pins.length > 0)
    await tx.revisionPin.createMany({ data: pins.map((pin, position) => ({ ...dated(pin, now), revisionId: id, position })) })
  if (exclusions.length > 0) await tx.revisionExclusion.createMany({ data: exclusions.map((one) => ({ ...one, revisionId: id })) })
  const pictures = picturesOf(words).map(({ use, place, position }) => ({ revisionId: id, mediaId: use.mediaId, place, position }))
  if (pictures.length > 0) await tx.revisionPicture.createMany({ data: pictures })
  await tx.article.update({
    where: { id: articleId },
    data: { headRevisionId: id, headline: words.headline, tagCount: tagIds.length },
    select: { id: true },
  })
  return id
}

type SlugWish = { id: string; createdAt: Date; wanted: string | null; headline: string; current: { slug: string; headline: string } | null }

/**
 * The address of a story that was never published: the wanted one, refused if it is another's; else one from the
 * headline, numbered if need be. An address chosen earlier by hand stays.
 */
export async function chooseSlug(tx: Tx, actor: Actor, { id, createdAt, wanted, headline, current }: SlugWish): Promise<Outcome<string>> {
  if (wanted !== null && wanted !== current?.slug) return claimSlug(tx, actor, id, wanted)
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
export async function claimSlug(tx: Tx, actor: Actor, id: string, wanted: string): Promise<Outcome<string>> {
  const problem = slugProblem(wanted)
  if (problem) return refused({ field: 'slug', message: problem })
  // One statement, so that a story that is changing its address this moment is seen on one side or the other.
  const [holder] = await tx.$queryRaw<{ headline: string; old: boolean }[]>(Prisma.sql`
    select case when a.state = 'live' or ${openStoriesSql(actor)} then r.headline else '' end as headline, held.old from (
      select id, false as old from article where slug = ${wanted}
      union all select article_id, true from article_redirect where old_slug = ${wanted}) held
    join article a on a.id = held.id join revision r on r.id = coalesce(a.live_revision_id, a.head_revision_id) where held.id <> ${id}::uuid limit 1`)
  if (!holder) return done(wanted)
  const whose = holder.headline === '' ? 'another story' : `“${holder.headline}”`
  return refused({
    field: 'slug',
    message: holder.old
      ? `${whose} once had this address, and readers still come to it there. Choose another`
      : `${whose} has this address. Choose another`,
  })
}
