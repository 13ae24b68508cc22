import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { resolveSlugs } from '@/modules/tags/queries/resolve-slugs'
import { type BulkLine, readBulkLines } from '../bulk-csv'
import type { BulkChosenInput, BulkCsvInput, BulkTags } from '../bulk-input'
import { type BadLine, BULK_STORIES_MAX, type BulkAsked, type BulkWish } from '../bulk-plan'
import { changesOf } from './bulk-changes'
import { beginOperation, fileReplacements, storiesIn } from './operation'

/** Bad lines and left out stories that are kept with the operation, to be shown. */
const KEPT_MAX = 200
/** Plans that nobody began are dropped after so long. */
const PLAN_HOURS = 24

export type PlannedBulk = { id: string }
type Selection = BulkTags & { /** Stories, each once. */ ids: readonly string[] /** What was selected, in words. */; words: string }

/**
 * Works out what giving tags to these stories and taking tags from them would change, and files it. Nothing is changed
 * until `startBulk`. Stories that the actor may not open are as if they were not there. Throws NotAllowed.
 */
export async function planBulk(actor: Actor, { ids, words, add, remove }: Selection, now: Date): Promise<Outcome<PlannedBulk>> {
  permitBulk(actor)
  if (ids.length > BULK_STORIES_MAX) return refused({ field: '', message: tooMany(ids.length) })
  return inTransaction(async (tx) => {
    const tags = await chosenTags(tx, { add, remove })
    if (!tags.ok) return tags
    const wishes = [...new Set(ids)].map((articleId): BulkWish => ({ articleId, ...tags.value }))
    return done(await filePlan(tx, actor, wishes, { words, ...tags.value, bad: [] }, now))
  })
}

/**
 * The same with what each line of a file says of its own story. A line that names no story, or a tag that there is not, is
 * kept out with its number and field; the good ones are planned.
 */
export async function planBulkLines(
  actor: Actor,
  { lines, bad }: { lines: readonly BulkLine[]; bad: readonly BadLine[] },
  now: Date,
): Promise<Outcome<PlannedBulk>> {
  permitBulk(actor)
  return inTransaction(async (tx) => {
    const read = await readWishes(tx, actor, lines, now)
    const all = [...bad, ...read.bad].sort((a, b) => a.line - b.line)
    if (lines.length + all.length === 0) return refused({ field: 'lines', message: NO_LINES })
    if (read.wishes.length === 0) return refused(...all.slice(0, KEPT_MAX).map(lineProblem))
    const asked = { words: 'the lines of a file', add: [], remove: [], bad: all }
    return done(await filePlan(tx, actor, read.wishes, asked, now))
  })
}

/** The same for stories ticked in a list. */
export const planChosen = (actor: Actor, { stories, add, remove }: BulkChosenInput, now: Date): Promise<Outcome<PlannedBulk>> =>
  planBulk(actor, { ids: stories, words: 'stories chosen in the list', add, remove }, now)

/** The same for a file, or for its lines typed. */
export async function planCsv(actor: Actor, { lines, file }: BulkCsvInput, now: Date): Promise<Outcome<PlannedBulk>> {
  permitBulk(actor)
  const text = file && file.size > 0 ? await file.text() : lines
  if (text.trim() === '') return refused({ field: 'lines', message: 'Enter some lines, or choose a file' })
  return planBulkLines(actor, readBulkLines(text.replaceAll('\u0000', '')), now)
}

export function permitBulk(actor: Actor): void {
  permit(actor, 'tag.edit')
  permit(actor, 'article.edit-any')
}

const NO_LINES = 'Enter a line for each story below the names of the columns'
const NO_STORY = 'There is no story at this address'
const tooMany = (count: number): string =>
  `${count.toLocaleString('en-GB')} stories are more than ${BULK_STORIES_MAX.toLocaleString('en-GB')}. Narrow the search first`
const lineProblem = ({ line, field, message }: BadLine): Problem => ({ field: 'lines', message: `Line ${line}, ${field}: ${message}` })

async function chosenTags(tx: Tx, { add, remove }: BulkTags): Promise<Outcome<{ add: number[]; remove: number[] }>> {
  const tags = await resolveSlugs(tx, [...add, ...remove])
  const problems: Problem[] = []
  const idsOf = (slugs: readonly string[], field: string): number[] => {
    for (const slug of slugs) if (!tags.has(slug)) problems.push({ field, message: `There is no tag “${slug}”` })
    return [...new Set(slugs.flatMap((slug) => tags.get(slug)?.id ?? []))]
  }
  const ids = { add: idsOf(add, 'add'), remove: idsOf(remove, 'remove') }
  for (const slug of add) {
    const tag = tags.get(slug)
    if (tag?.retired) problems.push({ field: 'add', message: `“${tag.label}” is retired and given to no story any more` })
    if (tag && ids.remove.includes(tag.id))
      problems.push({ field: 'remove', message: `“${tag.label}” cannot be added and removed at once` })
  }
  return problems.length > 0 ? refused(...problems) : done(ids)
}

type Read = { wishes: BulkWish[]; bad: BadLine[] }

/** Lines as wishes, one for each story: a story that two lines name gets what both say. */
async function readWishes(tx: Tx, actor: Actor, lines: readonly BulkLine[], now: Date): Promise<Read> {
  const tags = await resolveSlugs(
    tx,
    lines.flatMap(({ add, remove }) => [...add, ...remove]),
  )
  const slugs = lines.map(({ slug }) => slug)
  const stories = await storiesBySlug(tx, actor, slugs, now)
  const read: Read = { wishes: [], bad: [] }
  const byStory = new Map<string, BulkWish>()
  for (const line of lines) {
    const articleId = stories.get(line.slug)
    const wish = byStory.get(articleId ?? '') ?? { articleId: articleId ?? '', add: [], remove: [] }
    const strange = articleId ? [] : [{ line: line.line, field: 'slug', message: NO_STORY }]
    const faults = [...strange, ...tagFaults(line, tags), ...clashes(line, wish, tags)]
    read.bad.push(...faults)
    if (!articleId || faults.length > 0) continue
    wish.add.push(...line.add.flatMap((slug) => tags.get(slug)?.id ?? []))
    wish.remove.push(...line.remove.flatMap((slug) => tags.get(slug)?.id ?? []))
    byStory.set(articleId, wish)
  }
  read.wishes.push(...byStory.values())
  return read
}

/** What an earlier line of the same story says the opposite of. */
function clashes(line: BulkLine, wish: BulkWish, tags: Awaited<ReturnType<typeof resolveSlugs>>): BadLine[] {
  const among = (slug: string, ids: readonly number[]) => ids.includes(tags.get(slug)?.id ?? 0)
  const says = (field: string, act: string) => (slug: string) => ({
    line: line.line,
    field,
    message: `Another line of this story ${act} “${slug}”`,
  })
  return [
    ...line.add.filter((slug) => among(slug, wish.remove)).map(says('add', 'removes')),
    ...line.remove.filter((slug) => among(slug, wish.add)).map(says('remove', 'adds')),
  ]
}

function tagFaults(line: BulkLine, tags: Awaited<ReturnType<typeof resolveSlugs>>): BadLine[] {
  const fault = (field: string, message: string): BadLine => ({ line: line.line, field, message })
  const unknown = (field: 'add' | 'remove') =>
    line[field].filter((slug) => !tags.has(slug)).map((slug) => fault(field, `There is no tag “${slug}”`))
  const retired = line.add.filter((slug) => tags.get(slug)?.retired).map((slug) => fault('add', `“${slug}” is retired`))
  const taken = new Set(line.remove.flatMap((slug) => tags.get(slug)?.id ?? []))
  const both = line.add
    .filter((slug) => taken.has(tags.get(slug)?.id ?? 0))
    .map((slug) => fault('remove', `“${slug}” is added by the same line`))
  return [...unknown('add'), ...unknown('remove'), ...retired, ...both]
}

/** Stories by their address, or by one they had before. One that the actor may not open is as one that is not there. */
async function storiesBySlug(tx: Tx, actor: Actor, slugs: readonly string[], now: Date): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ slug: string; id: string }[]>(Prisma.sql`
    select u.slug, a.id::text as id from unnest(${[...new Set(slugs)]}::text[]) as u(slug)
    left join article_redirect r on r.old_slug = u.slug
    join article a on a.slug = u.slug or a.id = r.article_id
    where ${openStoriesSql(actor, now)}`)
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

type Asked = Pick<BulkAsked, 'words' | 'add' | 'remove'> & { bad: readonly BadLine[] }

async function filePlan(tx: Tx, actor: Actor, wishes: readonly BulkWish[], { bad, ...what }: Asked, now: Date): Promise<PlannedBulk> {
  const { changes, skipped, found } = await changesOf(tx, actor, wishes, now)
  const total = storiesIn(changes)
  const asked: BulkAsked = {
    ...what,
    found: found.size,
    same: found.size - total - skipped.length,
    skipped: skipped.slice(0, KEPT_MAX),
    skippedInAll: skipped.length,
    bad: bad.slice(0, KEPT_MAX),
    badInAll: bad.length,
  }
  const id = await beginOperation(tx, actor, { kind: 'bulk', asked, total }, now)
  await tx.tagOperation.update({ where: { id }, data: { state: 'planned' }, select: { id: true } })
  await fileReplacements(tx, id, changes, null)
  const old = new Date(now.getTime() - PLAN_HOURS * 3_600_000)
  await tx.tagOperation.deleteMany({ where: { kind: 'bulk', state: 'planned', createdAt: { lt: old } } })
  return { id }
}
