import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { Prisma, type Tx } from '@/lib/db'
import { type Cause, type CauseEvent, causesOf, type Difference, type OutsideLink, readOutside, sameOutside } from '../change-causes'
import { reachOf } from '../event-reach'
import { listsOf } from '../lists'
import type { ListedStory } from '../views'

/** Lists asked again, and how many of them differ from what was last seen. */
export type Looked = { asked: number; changed: number }

type Shown = { number: number; links: number[]; outside: unknown; day: string; computedAt: Date }
type Listed = Pick<ListedStory, 'links' | 'leastWorth' | 'leastExplainer' | 'list'>
const nothing: Listed = { links: [], leastWorth: null, leastExplainer: null, list: [] }
const outsideOf = ({ list }: Listed): OutsideLink[] =>
  list.flatMap((link) => (link.kind === 'external' ? [{ url: link.url, headline: link.headline }] : []))

/**
 * Asks the engine again for these stories, live or no longer, and keeps what it says: the list, and each difference with
 * its causes. `auditId`: the last event that had been worked in when their lists were last seen. The transaction sees one
 * moment (repeatable read), so that the events it reads are those the lists rest on.
 */
export async function lookAgain(tx: Tx, numbers: readonly number[], auditId: bigint, now: Date): Promise<Looked> {
  if (numbers.length === 0) return { asked: 0, changed: 0 }
  const shown = await readShown(tx, numbers)
  const live = await readLive(tx, numbers)
  const lists = await listsOf(tx, [...live], now)
  const known = await withRecord(tx, numbers)
  const day = londonIsoDay(now)
  const differences = numbers.flatMap((number) => {
    const [was, is] = [shown.get(number), live.has(number) ? (lists.get(number) ?? nothing) : undefined]
    return differenceOf(number, was, is, { day, isKnown: known.has(number) }) ?? []
  })
  await markExpired(tx, differences, shown, now)
  const changes = await withCauses(tx, differences, auditId)
  await writeShown(tx, [...live], lists, day, now)
  await tx.relatedShown.deleteMany({ where: { articleNumber: { in: numbers.filter((number) => !live.has(number)) } } })
  if (changes.length > 0) await tx.relatedChange.createMany({ data: changes.map((change) => ({ ...change, at: now })) })
  return { asked: numbers.length, changed: changes.length }
}

async function readShown(tx: Tx, numbers: readonly number[]): Promise<Map<number, Shown>> {
  const rows = await tx.$queryRaw<Shown[]>(Prisma.sql`
    select article_number as number, links, outside, day::text as day, computed_at as "computedAt" from related_shown
    where article_number = any (${numbers}::int[])`)
  return new Map(rows.map((row) => [row.number, row]))
}

async function readLive(tx: Tx, numbers: readonly number[]): Promise<Set<number>> {
  const rows = await tx.publishedArticle.findMany({ where: { number: { in: [...numbers] } }, select: { number: true } })
  return new Set(rows.map((row) => row.number))
}

/** Those of which some list was written down before. */
async function withRecord(tx: Tx, numbers: readonly number[]): Promise<Set<number>> {
  const rows = await tx.relatedChange.findMany({
    where: { articleNumber: { in: [...numbers] } },
    distinct: ['articleNumber'],
    select: { articleNumber: true },
  })
  return new Set(rows.map((row) => row.articleNumber))
}

function differenceOf(
  number: number,
  was: Shown | undefined,
  is: Listed | undefined,
  { day, isKnown }: { day: string; isKnown: boolean },
): Difference | null {
  const isFirst = !isKnown && is !== undefined
  const [before, after] = [was?.links ?? [], is?.links ?? []]
  const outsideAfter = is ? outsideOf(is) : []
  // Of a record from before they were kept, nothing is known.
  const outsideBefore = was ? readOutside(was.outside) : []
  const sameElsewhere = outsideBefore === null || sameOutside(outsideBefore, outsideAfter)
  if (!isFirst && before.join() === after.join() && sameElsewhere) return null
  return {
    number,
    before,
    after,
    outsideBefore,
    outsideAfter,
    isFirst,
    daysTurned: was !== undefined && is !== undefined && was.day < day,
    linkExpired: false,
  }
}

/** Which of them had a hand-made link that ended since they were last seen. */
async function markExpired(tx: Tx, differences: Difference[], shown: Map<number, Shown>, now: Date): Promise<void> {
  const numbers = differences.map(({ number }) => number)
  if (numbers.length === 0) return
  const rows = await tx.$queryRaw<{ number: number; at: Date }[]>(Prisma.sql`
    select e.number, max(e.expires_at) as at from (
      select article_number as number, expires_at from published_pin where article_number = any (${numbers}::int[])
      union all
      select article_number, expires_at from published_external_link where article_number = any (${numbers}::int[])) e
    where e.expires_at <= ${now}::timestamptz group by 1`)
  const ended = new Map(rows.map((row) => [row.number, row.at]))
  for (const difference of differences) {
    const [at, seen] = [ended.get(difference.number), shown.get(difference.number)?.computedAt]
    difference.linkExpired = at !== undefined && seen !== undefined && at > seen
  }
}

type Change = {
  articleNumber: number
  before: number[]
  after: number[]
  outsideBefore?: OutsideLink[]
  outsideAfter: OutsideLink[]
  causes: Cause[]
}

async function withCauses(tx: Tx, differences: readonly Difference[], auditId: bigint): Promise<Change[]> {
  if (differences.length === 0) return []
  const events = await eventsAfter(tx, auditId)
  return differences.map((difference) => ({
    articleNumber: difference.number,
    before: [...difference.before],
    after: [...difference.after],
    ...(difference.outsideBefore && { outsideBefore: [...difference.outsideBefore] }),
    outsideAfter: [...difference.outsideAfter],
    causes: causesOf(difference, events, (event) => reachOf(event) === 'all'),
  }))
}

/** A bulk load has no end of events: the newest say enough. */
const EVENTS_MAX = 2_000

type EventRow = CauseEvent & { detail: unknown }

/** What happened since that can change lists, oldest first, each with the number of its story. */
async function eventsAfter(tx: Tx, auditId: bigint): Promise<EventRow[]> {
  const rows = await tx.$queryRaw<EventRow[]>(Prisma.sql`
    select e.id, e.at, e.kind, e.actor_name as "actorName", e.entity_type as "entityType", e.entity_id as "entityId", e.detail,
      a.number as "articleNumber"
    from (select * from audit_event where id > ${auditId}::bigint order by id desc limit ${EVENTS_MAX}::int) e
    left join article a on e.entity_type = 'article' and a.id::text = e.entity_id order by e.id`)
  return rows.filter((row) => reachOf(row) !== 'none')
}

async function writeShown(tx: Tx, live: readonly number[], lists: ReadonlyMap<number, Listed>, day: string, now: Date): Promise<void> {
  const rows = live.map((number) => {
    const listed = lists.get(number) ?? nothing
    const { links, leastWorth, leastExplainer } = listed
    return { number, links, outside: outsideOf(listed), least_worth: leastWorth, least_explainer: leastExplainer }
  })
  await tx.$executeRaw(Prisma.sql`
    insert into related_shown (article_number, links, outside, least_worth, least_explainer, day, computed_at)
    select r.number, r.links, r.outside, r.least_worth, r.least_explainer, ${day}::date, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(number int, links int[], outside jsonb, least_worth int, least_explainer int)
    on conflict (article_number) do update set links = excluded.links, outside = excluded.outside, least_worth = excluded.least_worth, least_explainer = excluded.least_explainer, day = excluded.day,
      computed_at = excluded.computed_at`)
}
