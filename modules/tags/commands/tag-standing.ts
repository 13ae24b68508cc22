import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import { resolveSlugs } from '../queries/resolve-slugs'
import type { EditTagInput } from '../schema'

/** What a tag's page says beside its stories, as it is stored. Days are ISO days. */
export type Standing = { intro: string; pinnedId: string | null; startsOn: string | null; endsOn: string | null; successorIds: number[] }

const isoDay = (day: Date | null): string | null => day?.toISOString().slice(0, 10) ?? null

export async function readStanding(tx: Tx, id: number): Promise<Standing> {
  const row = await tx.tag.findUniqueOrThrow({
    where: { id },
    select: { intro: true, pinnedId: true, startsOn: true, endsOn: true, successors: { select: { successorId: true } } },
  })
  const { startsOn, endsOn, successors, ...rest } = row
  return { ...rest, startsOn: isoDay(startsOn), endsOn: isoDay(endsOn), successorIds: sorted(successors.map((one) => one.successorId)) }
}

const sorted = (ids: readonly number[]): number[] => [...ids].sort((a, b) => a - b)

/** What the form makes of it; what the form left out stays. */
export async function nextStanding(tx: Tx, id: number, before: Standing, input: EditTagInput): Promise<Outcome<Standing>> {
  const asked = input.successorSlugs
  const found = await resolveSlugs(tx, asked ?? [])
  const problems: Problem[] = (asked ?? [])
    .filter((slug) => !found.has(slug))
    .map(() => ({ field: 'successorSlugs', message: 'Choose what took its place from the list' }))
  const next: Standing = {
    intro: input.intro ?? before.intro,
    pinnedId: input.pinnedId === undefined ? before.pinnedId : input.pinnedId,
    startsOn: input.startsOn === undefined ? before.startsOn : input.startsOn,
    endsOn: input.endsOn === undefined ? before.endsOn : input.endsOn,
    successorIds: asked ? sorted([...new Set([...found.values()].map((tag) => tag.id))]) : before.successorIds,
  }
  if (next.startsOn && next.endsOn && next.startsOn > next.endsOn)
    problems.push({ field: 'endsOn', message: 'Enter a last day that is not before the first' })
  if (await comesRound(tx, id, next.successorIds))
    problems.push({
      field: 'successorSlugs',
      message: 'That would lead round in a circle. Choose a tag that does not lead back to this one',
    })
  if (next.pinnedId !== null && next.pinnedId !== before.pinnedId && !(await isLiveStoryOf(tx, id, next.pinnedId)))
    problems.push({ field: 'pinnedId', message: 'Choose a live story that carries this tag' })
  return problems.length > 0 ? refused(...problems) : done(next)
}

/** Whether one of the successors, or what followed them, is the tag itself. */
export async function comesRound(tx: Tx, id: number, successorIds: readonly number[]): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: number }[]>(Prisma.sql`
    with recursive later(id) as (
      select unnest(${[...successorIds]}::int[])
      union select s.successor_id from tag_successor s join later on later.id = s.tag_id)
    select id from later where id = ${id}::int`)
  return rows.length > 0
}

async function isLiveStoryOf(tx: Tx, tagId: number, articleId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`
    select a.number from published_article a join published_article_tag p on p.article_number = a.number and p.tag_id = ${tagId}::int
    where a.article_id = ${articleId}::uuid and not a.legally_sensitive`)
  return rows.length > 0
}

/** Names of what differs, for the history. */
export const standingChanges = (before: Standing, after: Standing): string[] => [
  ...(before.intro === after.intro ? [] : ['introduction']),
  ...(before.pinnedId === after.pinnedId ? [] : ['first story']),
  ...(before.startsOn === after.startsOn && before.endsOn === after.endsOn ? [] : ['days']),
  ...(before.successorIds.join() === after.successorIds.join() ? [] : ['what took its place']),
]

const asDate = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`))

export async function writeStanding(tx: Tx, id: number, { intro, pinnedId, startsOn, endsOn, successorIds }: Standing): Promise<void> {
  await tx.tag.update({
    where: { id },
    data: { intro, pinnedId, startsOn: asDate(startsOn), endsOn: asDate(endsOn) },
    select: { id: true },
  })
  await tx.tagSuccessor.deleteMany({ where: { tagId: id } })
  await tx.tagSuccessor.createMany({ data: successorIds.map((successorId) => ({ tagId: id, successorId })) })
}
