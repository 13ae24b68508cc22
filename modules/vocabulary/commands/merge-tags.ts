import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { copyRefusals } from '@/modules/articles/commands/replace-tags'
import { recordEvent } from '@/modules/audit/commands'
import { loadNames } from '@/modules/tags/commands/create-tag'
import { circleIn, type Edge, edgesOfMerged, freshEdges } from '../circles'
import { mergeProblems, movedChildren, movedNames } from '../merging'
import type { MergeInput } from '../schema'
import type { Done, Effect } from '../views'
import type { Refused } from '../vocabulary-diff'
import { addressesLed, beginChange, carryOut, findOther, type LoadedTag, OPERATION_LIMITS } from './carry-out'
import { storiesIn } from './operation'

type Merged = Done & { effect: Effect }

/**
 * Makes one tag of two, in one transaction: stories, names, addresses and what is below the first go over to the second.
 * `undoOperation` takes it back. Throws NotFound, NotAllowed, Conflict for a stale version.
 */
export async function mergeTags(actor: Actor, input: MergeInput, now: Date): Promise<Outcome<Done>> {
  return db.$transaction((tx) => mergeIn(tx, actor, input, { trial: false }, now), OPERATION_LIMITS)
}

/** The same inside a transaction of the caller's; a `trial` is taken back. */
export async function mergeIn(tx: Tx, actor: Actor, input: MergeInput, mode: { trial: boolean }, now: Date): Promise<Outcome<Merged>> {
  const from = await beginChange(tx, actor, input)
  const into = await findOther(tx, input.intoSlug)
  if (!into || into.retired) return refused({ field: 'intoSlug', message: 'Choose the tag that stays from the list' })
  const problems = mergeProblems(from, into)
  if (problems.length > 0) return refused(...problems)
  const circle = await roundOnceMerged(tx, from, into)
  if (circle) return refused({ field: 'intoSlug', message: circle })
  const also = await sentences(tx, from, into)
  const addresses = await addressesLed(tx, from, into.slug)
  const { operation, changes, effect, pages } = await carryOut(
    tx,
    actor,
    {
      kind: 'merge',
      asked: { from: from.id, fromLabel: from.label, into: into.id, intoLabel: into.label },
      write: (inner) => writeMerge(inner, from, into),
      stories: { change: { add: [into.id], remove: [from.id], carrying: from.id }, articleIds: null, raiseVersion: false },
    },
    mode,
    now,
  )
  const stories = storiesIn(changes)
  await recordEvent(
    tx,
    actor,
    'tag.merged',
    { type: 'tag', id: String(into.id) },
    { operation, from: from.label, into: into.label, stories },
  )
  await expirePages(tx, pages)
  return done({ operation, slug: into.slug, stories, effect: { ...effect, addresses, also } })
}

/** What took whose place would lead round in a circle, where something between the two did: "From" → "X" → "Into". Null where not. */
async function roundOnceMerged(tx: Tx, from: LoadedTag, into: LoadedTag): Promise<string | null> {
  const rows = await tx.tagSuccessor.findMany({ select: { tagId: true, successorId: true } })
  const edges = rows.map(({ tagId, successorId }): Edge => [tagId, successorId])
  const merged = edgesOfMerged(edges, from.id, into.id)
  const way = circleIn(merged, freshEdges(edges, merged))
  if (way === null) return null
  const all = await loadNames(tx)
  const between = [...new Set(way)].filter((id) => id !== into.id).map((id) => `“${all.find((tag) => tag.id === id)?.label ?? 'a tag'}”`)
  return `One of the two took the place of ${between.join(' and ')}, which took the place of the other: as one tag they would lead round in a circle. Take a successor away first, or choose another tag`
}

/** Names, addresses, what is below, what is offered with it, what follows it. Addresses lead straight to the final one. */
async function writeMerge(tx: Tx, from: LoadedTag, into: LoadedTag): Promise<Refused> {
  const names = movedNames(from, into)
  await tx.tagAlias.createMany({ data: names.map((alias) => ({ tagId: into.id, alias })), skipDuplicates: true })
  await tx.tagRedirect.updateMany({ where: { tagId: from.id }, data: { tagId: into.id } })
  await tx.tagRedirect.create({ data: { oldSlug: from.slug, tagId: into.id }, select: { tagId: true } })
  const children = movedChildren(from, into, await loadNames(tx))
  for (const { id, broaderId } of children) await tx.tag.update({ where: { id }, data: { broaderId }, select: { id: true } })
  await tx.tag.updateMany({ where: { mergedIntoId: from.id }, data: { mergedIntoId: into.id } })
  await tx.tag.update({ where: { id: from.id }, data: { mergedIntoId: into.id, broaderId: null }, select: { id: true } })
  await tx.$executeRaw(Prisma.sql`
    insert into tag_companion (tag_id, offered_id, kind)
    select u.tag_id, u.offered_id, u.kind from (
      select case when tag_id = ${from.id}::int then ${into.id}::int else tag_id end as tag_id,
        case when offered_id = ${from.id}::int then ${into.id}::int else offered_id end as offered_id, kind
      from tag_companion where ${from.id}::int in (tag_id, offered_id)) u
    where u.tag_id <> u.offered_id on conflict do nothing`)
  await tx.tagCompanion.deleteMany({ where: { OR: [{ tagId: from.id }, { offeredId: from.id }] } })
  await tx.$executeRaw(Prisma.sql`
    insert into tag_successor (tag_id, successor_id)
    select u.tag_id, u.successor_id from (
      select case when tag_id = ${from.id}::int then ${into.id}::int else tag_id end as tag_id,
        case when successor_id = ${from.id}::int then ${into.id}::int else successor_id end as successor_id
      from tag_successor where ${from.id}::int in (tag_id, successor_id)) u
    where u.tag_id <> u.successor_id on conflict do nothing`)
  await tx.tagSuccessor.deleteMany({ where: { OR: [{ tagId: from.id }, { successorId: from.id }] } })
  return { tagId: into.id, articleIds: await copyRefusals(tx, from.id, into.id) }
}

/** What else changes, for the preview. */
async function sentences(tx: Tx, from: LoadedTag, into: LoadedTag): Promise<string[]> {
  const names = movedNames(from, into)
  const all = await loadNames(tx)
  const below = movedChildren(from, into, all).flatMap(({ id }) => all.find((tag) => tag.id === id)?.label ?? [])
  const offered = await tx.tagCompanion.count({ where: { OR: [{ tagId: from.id }, { offeredId: from.id }] } })
  const row = await tx.tag.findUniqueOrThrow({ where: { id: from.id }, select: { intro: true, pinnedId: true } })
  return [
    ...(names.length > 0 ? [`“${into.label}” is found by ${names.map((name) => `“${name}”`).join(', ')} too.`] : []),
    ...(below.length > 0 ? [`Another broader tag for ${below.map((label) => `“${label}”`).join(', ')}.`] : []),
    ...(offered > 0 ? [`What is offered with “${from.label}” is offered with “${into.label}”.`] : []),
    ...(row.intro !== '' || row.pinnedId ? [`The introduction and the first story of “${from.label}” are not shown any more.`] : []),
  ]
}
