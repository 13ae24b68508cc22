import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { knownSlugs } from '../queries/resolve-slugs'
import { type NamedTag, nameCollisions, newTagSlug, tidyAliases } from '../rules'
import type { CreateTagInput } from '../schema'
import { lockVocabulary } from './publish-vocabulary'

export type CreatedTag = { id: number; slug: string; label: string; type: string }

/** Every tag with its names, as the naming rules look at them. Names of merged tags are the other one's. */
export async function loadNames(tx: Tx): Promise<(NamedTag & { broaderId: number | null })[]> {
  return tx.$queryRaw(Prisma.sql`
    select t.id, t.slug, t.label, t.type, t.broader_id as "broaderId",
      coalesce(array_agg(a.alias order by a.alias) filter (where a.alias is not null), '{}') as aliases
    from tag t left join tag_alias a on a.tag_id = t.id where t.merged_into_id is null group by t.id order by t.id`)
}

/** Makes a tag. It is known to the newsroom at once and to readers when a live story carries it. */
export async function createTag(actor: Actor, input: CreateTagInput, _now: Date): Promise<Outcome<CreatedTag>> {
  return db.$transaction((tx) => createTagIn(tx, actor, input))
}

/** The same inside a transaction of the caller’s: a storyline is made with its tag. */
export async function createTagIn(tx: Tx, actor: Actor, input: CreateTagInput): Promise<Outcome<CreatedTag>> {
  permit(actor, 'tag.create')
  await lockVocabulary(tx)
  const all = await loadNames(tx)
  const aliases = tidyAliases(input.label, input.aliases)
  const problems: Problem[] = nameCollisions({ id: null, type: input.type, label: input.label, aliases }, all)
  const taken = await knownSlugs(tx)
  const slug = newTagSlug(input.label, input.type, (wanted) => taken.has(wanted))
  if (slug === null && problems.length === 0)
    problems.push({ field: 'label', message: 'Enter a label with Latin letters or numbers that no other tag’s address uses' })
  const broader = input.broaderSlug === null ? null : all.find((tag) => tag.slug === input.broaderSlug)
  if (broader === undefined) problems.push({ field: 'broaderSlug', message: 'Choose a broader tag from the list' })
  if (problems.length > 0 || slug === null || broader === undefined) return refused(...problems)
  const tag = await tx.tag.create({
    data: {
      slug,
      label: input.label,
      type: input.type,
      description: input.description,
      doNotRelate: input.doNotRelate || input.type === 'person-role',
      aspect: input.aspect ?? false,
      broaderId: broader?.id ?? null,
      aliases: { create: aliases.map((alias) => ({ alias })) },
    },
    select: { id: true, slug: true, label: true, type: true },
  })
  await recordEvent(tx, actor, 'tag.created', { type: 'tag', id: String(tag.id) }, { slug: tag.slug, type: tag.type })
  return done(tag)
}
