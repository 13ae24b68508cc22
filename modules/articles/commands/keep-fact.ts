import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { Prisma, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, type Problem, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import { slugify } from '@/lib/slug'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { ChangeFactInput, CreateFactInput, DeleteFactInput } from '../fact-input'
import { freeSlug } from '../rules'
import { inTransaction } from './change-story'
import { publishFacts, republishFact } from './publish-facts'

/** Named in a refusal; the others are counted. */
const STORIES_NAMED_MAX = 5

/**
 * Makes a fact; its name in stories comes from its label and stays. Readers have it once a live story shows it. Throws NotAllowed.
 */
export async function createFact(actor: Actor, input: CreateFactInput, now: Date): Promise<Outcome<{ slug: string }>> {
  permit(actor, 'record.edit')
  return inTransaction(async (tx) => {
    const problems = await problemsOf(tx, input, null, now)
    if (problems.length > 0) return refused(...problems)
    // Room for a number behind it.
    const base = (slugify(input.label) || 'fact').slice(0, 74).replace(/-$/, '')
    const taken = await tx.fact.findMany({ where: { slug: { startsWith: base } }, select: { slug: true } })
    const slug = freeSlug(base, new Set(taken.map((row) => row.slug)))
    await tx.fact.create({ data: { slug, ...columnsOf(input), updatedAt: now, updatedBy: actor.name } })
    await recordEvent(tx, actor, 'fact.created', { type: 'system', id: slug }, { label: input.label, value: input.value })
    return done({ slug })
  })
}

/**
 * Changes a fact. Every live story that shows it has the new value from the moment this commits: its page, the feeds, the
 * open data and the search. Throws NotAllowed, NotFound, Conflict.
 */
export async function changeFact(actor: Actor, input: ChangeFactInput, now: Date): Promise<Outcome<{ slug: string; stories: number }>> {
  permit(actor, 'record.edit')
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    const before = await demandFact(tx, input)
    const problems = await problemsOf(tx, input, input.slug, now)
    if (problems.length > 0) return refused(...problems)
    const { slug } = input
    const after = columnsOf(input)
    const changed = changesOf(before, after)
    if (changed.length === 0) return done({ slug, stories: 0 })
    const version = before.version + 1
    await tx.fact.update({ where: { slug }, data: { ...after, version, updatedAt: now, updatedBy: actor.name } })
    // Readers' pages show the value alone; what else readers' tables hold of it keeps in step too.
    if (!changed.includes('value')) await publishFacts(tx, [slug])
    const { stories, pages } = changed.includes('value') ? await republishFact(tx, slug) : { stories: 0, pages: [] }
    const detail = { version, label: after.label, changed, from: before.value, to: after.value, stories }
    await recordEvent(tx, actor, 'fact.changed', { type: 'system', id: slug }, detail)
    await expirePages(tx, pages)
    return done({ slug, stories })
  })
}

/** Deletes a fact that no story shows. Refuses one in use, naming the stories. Throws NotAllowed, NotFound, Conflict. */
export async function deleteFact(actor: Actor, input: DeleteFactInput, now: Date): Promise<Outcome<{ slug: string }>> {
  permit(actor, 'record.edit')
  return inTransaction(async (tx) => {
    // Nothing is published with it from here on.
    await lockVocabulary(tx)
    const { slug, label } = await demandFact(tx, input)
    const problem = await useProblem(tx, actor, slug, now)
    if (problem) return refused(problem)
    await tx.fact.delete({ where: { slug } })
    await recordEvent(tx, actor, 'fact.deleted', { type: 'system', id: slug }, { label })
    return done({ slug })
  })
}

const stored = { slug: true, label: true, value: true, sourceUrl: true, checkedOn: true, version: true, updatedBy: true } as const

async function demandFact(tx: Tx, { slug, version }: { slug: string; version: number }) {
  await tx.$queryRaw(Prisma.sql`select slug from fact where slug = ${slug} for update`)
  const fact = await tx.fact.findUnique({ where: { slug }, select: stored })
  if (!fact) throw new NotFound('There is no such fact. It may have been deleted.')
  if (fact.version !== version)
    throw new Conflict(`${fact.updatedBy || 'Somebody'} changed “${fact.label}” since you opened it. Open it again to see the change.`)
  return fact
}

async function problemsOf(tx: Tx, { label, checkedOn }: CreateFactInput, self: string | null, now: Date): Promise<Problem[]> {
  const twin = await tx.fact.findFirst({
    where: { label: { equals: label, mode: 'insensitive' }, ...(self !== null && { slug: { not: self } }) },
    select: { value: true },
  })
  const ahead = checkedOn !== null && checkedOn > londonIsoDay(now)
  return [
    ...(twin ? [{ field: 'label', message: `There is a fact with this name already. It says “${twin.value}”` }] : []),
    ...(ahead ? [{ field: 'checkedOn', message: 'Enter a day that is not still to come' }] : []),
  ]
}

const columnsOf = ({ label, value, sourceUrl, checkedOn }: CreateFactInput) => ({
  label,
  value,
  sourceUrl,
  checkedOn: checkedOn === null ? null : new Date(checkedOn),
})
type Columns = ReturnType<typeof columnsOf>

const changesOf = (before: Columns, after: Columns): string[] => [
  ...(before.label === after.label ? [] : ['name']),
  ...(before.value === after.value ? [] : ['value']),
  ...(before.sourceUrl === after.sourceUrl ? [] : ['source']),
  ...(before.checkedOn?.getTime() === after.checkedOn?.getTime() ? [] : ['day it was checked']),
]

type Holder = { headline: string; open: boolean }

/** The stories whose newest words, live words or unsaved words show it; those closed to this person have no name. */
async function useProblem(tx: Tx, actor: Actor, slug: string, now: Date): Promise<Problem | null> {
  const path = Prisma.sql`'$.** ? (@.type == "fact" && @.attrs.slug == $fact)', jsonb_build_object('fact', ${slug}::text)`
  const holders = await tx.$queryRaw<Holder[]>(Prisma.sql`
    select a.headline, ${openStoriesSql(actor, now)} as open from article a where a.id in (
      select r.article_id from revision r join article o on o.id = r.article_id and (r.id = o.head_revision_id or r.id = o.live_revision_id)
      where r.body @? '$.** ? (@.type == "fact")' and jsonb_path_exists(r.body, ${path})
      union select c.article_id from working_copy c where jsonb_path_exists(c.words, ${path}))
    order by a.updated_at desc`)
  if (holders.length === 0) return null
  const names = holders.flatMap(({ headline, open }) => (open ? `“${headline || 'Story without a headline'}”` : []))
  const named = names.slice(0, STORIES_NAMED_MAX)
  const others = holders.length - named.length
  const more = others === 0 ? [] : [`${others} ${named.length > 0 ? 'more' : others === 1 ? 'story' : 'stories'}`]
  return { field: '', message: `It stands in ${[...named, ...more].join(', ')}. Take it out there first, or change what it says` }
}
