import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, type Problem, refused } from '@/lib/errors'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { broaderCycle, type NamedTag, nameCollisions, tidyAliases } from '../rules'
import type { EditTagInput } from '../schema'
import { loadNames } from './create-tag'
import { lockVocabulary, publishVocabulary } from './publish-vocabulary'
import { rederiveStories } from './rederive-stories'
import { settlePoints } from './settle-points'
import { nextStanding, readStanding, type Standing, standingChanges, writeStanding } from './tag-standing'

const select = {
  id: true,
  slug: true,
  label: true,
  type: true,
  description: true,
  doNotRelate: true,
  aspect: true,
  broaderId: true,
  version: true,
  mergedIntoId: true,
} as const

type Before = {
  id: number
  slug: string
  label: string
  type: string
  description: string
  doNotRelate: boolean
  aspect: boolean
  broaderId: number | null
  version: number
  aliases: readonly string[]
}
type After = Omit<EditTagInput, 'broaderSlug' | keyof Standing | 'successorSlugs'> & {
  broaderId: number | null
  aliases: string[]
  aspect: boolean
}

/** Names of what differs, for the history. */
function changesOf(before: Before, after: After): string[] {
  const sameAliases = [...before.aliases].sort().join('\n') === [...after.aliases].sort().join('\n')
  return [
    ...(before.label === after.label ? [] : ['label']),
    ...(before.type === after.type ? [] : ['type']),
    ...(sameAliases ? [] : ['other names']),
    ...(before.description === after.description ? [] : ['description']),
    ...(before.broaderId === after.broaderId ? [] : ['broader tag']),
    ...(before.doNotRelate === after.doNotRelate ? [] : ['do not relate']),
    ...(before.aspect === after.aspect ? [] : [after.aspect ? 'what it says (an aspect now)' : 'what it says (what a story is about now)']),
  ]
}

async function problemsOf(
  tx: Tx,
  before: Before,
  input: EditTagInput,
  aliases: string[],
  all: (NamedTag & { broaderId: number | null })[],
): Promise<Problem[]> {
  const problems = nameCollisions({ id: input.id, type: input.type, label: input.label, aliases }, all)
  if (input.type !== before.type) {
    const isReference = [input.type, before.type].some((type) => type === 'area' || type === 'region')
    const uses = await tx.revisionTag.count({ where: { tagId: input.id } })
    if (isReference) problems.push({ field: 'type', message: 'Areas and regions keep their type' })
    else if (uses > 0)
      problems.push({ field: 'type', message: 'Stories carry this tag already, so its type stays. Make a new tag instead' })
  }
  const broader = input.broaderSlug === null ? null : all.find((tag) => tag.slug === input.broaderSlug)
  if (broader === undefined) problems.push({ field: 'broaderSlug', message: 'Choose a broader tag from the list' })
  const cycle = broader ? broaderCycle(input.id, broader.id, all) : null
  if (cycle)
    problems.push({ field: 'broaderSlug', message: `That would go round in a circle: ${cycle.join(' → ')}. Choose another broader tag` })
  return problems
}

/** Readers see the new words, and the related lists rest on the new links, from the moment this transaction commits. */
export async function republishTag(
  tx: Tx,
  before: Pick<Before, 'id' | 'broaderId'>,
  after: Pick<After, 'broaderId'>,
  beside: readonly number[],
): Promise<void> {
  const carriers = await tx.$queryRaw<{ number: number }[]>(
    Prisma.sql`select article_number as number from published_article_tag where tag_id = ${before.id} order by 1`,
  )
  if (carriers.length === 0) return expireAreas(tx, [before.id, ...beside])
  const numbers = carriers.map((row) => row.number)
  const touched = [before.id, before.broaderId, after.broaderId].flatMap((id) => id ?? [])
  // A broader tag of before must be counted down too: closure of both.
  const closure = await tx.$queryRaw<{ id: number; slug: string }[]>(
    Prisma.sql`select id, slug from tag where id = any (tags_and_broader(${touched}::int[]) || ${[...beside]}::int[]) order by id`,
  )
  await settlePoints(tx, touched)
  await rederiveStories(tx, numbers)
  await publishVocabulary(tx, touched)
  // A tag that relates again stands on no page yet, so every related list is looked at.
  await expirePages(tx, [
    pageTag.allRelated,
    pageTag.vocabulary,
    pageTag.news,
    ...closure.map((tag) => pageTag.list(tag.slug)),
    ...closure.map((tag) => pageTag.relates(tag.id)),
    ...numbers.map(pageTag.shows),
  ])
}

/** The page of an area says what took its place, whether a live story carries its tag or not. */
async function expireAreas(tx: Tx, ids: readonly number[]): Promise<void> {
  const areas = await tx.tag.findMany({ where: { id: { in: [...ids] }, type: 'area' }, select: { slug: true } })
  await expirePages(
    tx,
    areas.map(({ slug }) => pageTag.list(slug)),
  )
}

/**
 * Changes a tag; its address stays. Refuses a stale `version` (Conflict carries the tag as it is now). A tag that
 * live stories carry is changed for readers too, related lists included, in the same transaction.
 */
export async function editTag(
  actor: Actor,
  input: EditTagInput,
  _now: Date,
): Promise<Outcome<{ id: number; slug: string; version: number }>> {
  return db.$transaction((tx) => editTagIn(tx, actor, input), { timeout: 60_000 })
}

/** The same inside a transaction of the caller’s: a forecast runs it and takes it back. */
export async function editTagIn(
  tx: Tx,
  actor: Actor,
  input: EditTagInput,
): Promise<Outcome<{ id: number; slug: string; version: number }>> {
  permit(actor, 'tag.edit')
  await lockVocabulary(tx, { says: 'a tag and all its stories' })
  const stored = await tx.tag.findUnique({ where: { id: input.id }, select })
  if (!stored || stored.mergedIntoId !== null) throw new NotFound('There is no such tag.')
  if (stored.version !== input.version)
    throw new Conflict(`“${stored.label}” has been changed since you opened it. Look at it again.`, stored)
  const all = await loadNames(tx)
  const before: Before = { ...stored, aliases: all.find((tag) => tag.id === stored.id)?.aliases ?? [] }
  const aliases = tidyAliases(input.label, input.aliases)
  const problems = await problemsOf(tx, before, input, aliases, all)
  const standing = await readStanding(tx, stored.id)
  const next = await nextStanding(tx, stored.id, standing, input)
  if (!next.ok) problems.push(...next.problems)
  if (problems.length > 0 || !next.ok) return refused(...problems)
  const { broaderSlug, ...fields } = input
  const after: After = {
    ...fields,
    aspect: fields.aspect ?? before.aspect,
    aliases,
    broaderId: all.find((tag) => tag.slug === broaderSlug)?.id ?? null,
  }
  const changed = [...changesOf(before, after), ...standingChanges(standing, next.value)]
  if (changed.length === 0) return done({ id: before.id, slug: before.slug, version: before.version })
  await write(tx, before, after)
  await writeStanding(tx, before.id, next.value)
  await recordEvent(tx, actor, 'tag.changed', { type: 'tag', id: String(before.id) }, { version: before.version + 1, changed })
  await republishTag(tx, before, after, [...standing.successorIds, ...next.value.successorIds])
  return done({ id: before.id, slug: before.slug, version: before.version + 1 })
}

async function write(tx: Tx, before: Before, after: After): Promise<void> {
  const { label, type, description, doNotRelate, aspect, broaderId } = after
  // Points belong to a type, and to being an aspect: a tag that changes either is counted afresh, by the next story where none carries it.
  const points = type === before.type && aspect === before.aspect ? {} : { points: null, inheritedPoints: null }
  await tx.tag.update({
    where: { id: before.id, version: before.version },
    data: { label, type, description, doNotRelate, aspect, broaderId, version: before.version + 1, ...points },
    select: { id: true },
  })
  await tx.tagAlias.deleteMany({ where: { tagId: before.id } })
  await tx.tagAlias.createMany({ data: after.aliases.map((alias) => ({ tagId: before.id, alias })) })
}
