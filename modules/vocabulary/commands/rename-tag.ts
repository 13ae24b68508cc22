import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { loadNames } from '@/modules/tags/commands/create-tag'
import { foldName } from '@/modules/tags/match'
import { tagPath } from '@/modules/tags/paths'
import { knownSlugs } from '@/modules/tags/queries/resolve-slugs'
import { nameCollisions, newTagSlug, tidyAliases } from '@/modules/tags/rules'
import { isTagType } from '@/modules/tags/tag-types'
import { hasFixedAddress } from '../merging'
import type { RenameInput } from '../schema'
import type { Done, Effect } from '../views'
import { addressesLed, beginChange, carryOut, type LoadedTag, OPERATION_LIMITS } from './carry-out'

/**
 * Gives a tag another label, and if wanted another address, to which the old one leads. Stories keep the tag.
 * `undoOperation` takes it back. Throws NotFound, NotAllowed, Conflict for a stale version.
 */
export async function renameTag(actor: Actor, input: RenameInput, now: Date): Promise<Outcome<Done>> {
  return db.$transaction((tx) => renameIn(tx, actor, input, { trial: false }, now), OPERATION_LIMITS)
}

/** The same inside a transaction of the caller's; a `trial` is taken back. */
export async function renameIn(
  tx: Tx,
  actor: Actor,
  input: RenameInput,
  mode: { trial: boolean },
  now: Date,
): Promise<Outcome<Done & { effect: Effect }>> {
  const tag = await beginChange(tx, actor, input)
  const named = await newNames(tx, tag, input)
  if (!named.ok) return named
  const { slug, aliases } = named.value
  const moved = slug !== tag.slug
  const addresses = moved ? await addressesLed(tx, tag, slug) : []
  const asked = { id: tag.id, label: tag.label, to: input.label }
  const write = (inner: Tx) => writeNames(inner, tag, { label: input.label, slug, aliases })
  const { operation, effect, pages } = await carryOut(tx, actor, { kind: 'rename', asked, write, stories: null }, mode, now)
  await recordEvent(
    tx,
    actor,
    'tag.renamed',
    { type: 'tag', id: String(tag.id) },
    { operation, from: tag.label, to: input.label, address: moved ? tagPath(slug) : null },
  )
  await expirePages(tx, pages)
  const also = [
    aliases.includes(tag.label)
      ? `It is still found by “${tag.label}”.`
      : `It is no longer found by “${tag.label}”, unless that is one of its other names.`,
  ]
  return done({ operation, slug, stories: 0, effect: { ...effect, addresses, also } })
}

/** The address and the other names it will have. */
async function newNames(tx: Tx, tag: LoadedTag, input: RenameInput): Promise<Outcome<{ slug: string; aliases: string[] }>> {
  if (input.label === tag.label && !input.newAddress) return refused({ field: 'label', message: 'Enter another label: it has this one' })
  const kept = input.keepName && foldName(input.label) !== foldName(tag.label) ? [tag.label] : []
  const aliases = tidyAliases(input.label, [...tag.aliases, ...kept])
  const problems: Problem[] = nameCollisions({ id: tag.id, type: tag.type, label: input.label, aliases }, await loadNames(tx))
  if (!input.newAddress) return problems.length > 0 ? refused(...problems) : done({ slug: tag.slug, aliases })
  if (hasFixedAddress(tag.type))
    problems.push({ field: 'newAddress', message: 'Inspection records are found by this address: it stays. Give it another label only' })
  const own = await tx.tagRedirect.findMany({ where: { tagId: tag.id }, select: { oldSlug: true } })
  // Those of tags that were merged into this one are still theirs, for the undo.
  const held = await tx.tag.findMany({ where: { mergedIntoId: tag.id }, select: { slug: true } })
  const free = [tag.slug, ...own.map((one) => one.oldSlug)].filter((slug) => held.every((one) => one.slug !== slug))
  const taken = await knownSlugs(tx)
  const slug = isTagType(tag.type) ? newTagSlug(input.label, tag.type, (wanted) => taken.has(wanted) && !free.includes(wanted)) : null
  if (slug === null) problems.push({ field: 'newAddress', message: 'Another tag has, or had, the address of this label. Keep the address' })
  return problems.length > 0 || slug === null ? refused(...problems) : done({ slug, aliases })
}

async function writeNames(
  tx: Tx,
  tag: LoadedTag,
  { label, slug, aliases }: { label: string; slug: string; aliases: string[] },
): Promise<null> {
  if (slug !== tag.slug) {
    await tx.tagRedirect.deleteMany({ where: { oldSlug: slug, tagId: tag.id } })
    await tx.tagRedirect.create({ data: { oldSlug: tag.slug, tagId: tag.id }, select: { tagId: true } })
  }
  await tx.tag.update({ where: { id: tag.id }, data: { label, slug }, select: { id: true } })
  await tx.tagAlias.deleteMany({ where: { tagId: tag.id, alias: { notIn: aliases } } })
  await tx.tagAlias.createMany({ data: aliases.map((alias) => ({ tagId: tag.id, alias })), skipDuplicates: true })
  return null
}
