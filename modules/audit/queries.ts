import 'server-only'
import { csvRows } from '@/lib/csv'
import { nextLondonMidnight } from '@/lib/dates'
import { db, type Prisma, type Tx } from '@/lib/db'
import { literally } from '@/lib/text'
import type { Actor, Person } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { closedPictures } from '@/modules/access/queries/open-pictures'
import { openStories } from '@/modules/access/queries/open-stories'
import { eventSentence } from './event-sentences'
import { ACTS, type AuditFilter, type EntityType, EVENTS_PER_PAGE } from './schema'

export type AuditEventView = {
  id: string
  at: Date
  actorName: string
  kind: string
  /** What follows the actor's name: "published version 3". */
  sentence: string
  /** What it was done to. `name` is its present name, null when it has none or is gone. */
  entity: { type: EntityType; id: string; name: string | null }
}

export type AuditPage = { events: AuditEventView[] /** Give this as `before` for the older page; null at the end. */; older: string | null }

type Row = { id: bigint; at: Date; actorName: string; kind: string; entityType: string; entityId: string; detail: unknown }

const isUuid = (id: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id)
const idsOf = (rows: Row[], type: EntityType): string[] => [
  ...new Set(rows.filter((row) => row.entityType === type && isUuid(row.entityId)).map((row) => row.entityId)),
]

const tagIdsOf = (rows: Row[]): number[] => [
  ...new Set(
    rows
      .filter((row) => row.entityType === 'tag')
      .map((row) => Number(row.entityId))
      .filter(Number.isSafeInteger),
  ),
]

/** The present names of the stories, people and tags these events are about. */
async function namesOf(actor: Actor, rows: Row[]): Promise<Map<string, string>> {
  const articles = await db.article.findMany({
    where: { id: { in: idsOf(rows, 'article') }, AND: [openStories(actor)] },
    select: { id: true, headRevision: { select: { headline: true } } },
  })
  const users = await db.user.findMany({ where: { id: { in: idsOf(rows, 'user') } }, select: { id: true, name: true } })
  const pictures = await db.media.findMany({ where: { id: { in: idsOf(rows, 'media') } }, select: { id: true, fileName: true } })
  const tags = await db.tag.findMany({ where: { id: { in: tagIdsOf(rows) } }, select: { id: true, label: true } })
  return new Map([
    ...tags.map(({ id, label }) => [`tag ${id}`, label] as const),
    ...articles.map(({ id, headRevision }) => [id, headRevision?.headline ?? ''] as const),
    ...pictures.map(({ id, fileName }) => [id, fileName] as const),
    ...users.map(({ id, name }) => [id, name] as const),
  ])
}

/** Stories and pictures that are closed to this person: what was done to them is nobody else's to read either. */
async function closedTo(actor: Actor): Promise<Prisma.AuditEventWhereInput[]> {
  const stories = await db.article.findMany({ where: { NOT: openStories(actor) }, select: { id: true } })
  return [
    { entityType: 'article', entityId: { in: stories.map((row) => row.id) } },
    { entityType: 'media', entityId: { in: await closedPictures(db, actor) } },
  ]
}

/**
 * Without what was done to closed stories, and to their pictures, that were deleted since, by ids that name none any more: it
 * stays with those who could open them.
 */
async function withoutGone(actor: Actor, rows: Row[]): Promise<Row[]> {
  if (actor.kind === 'system') return rows
  const shut = await shutSince(db, actor, { stories: idsOf(rows, 'article'), pictures: idsOf(rows, 'media') })
  return rows.filter((row) => !shut.has(row.entityId))
}

/** Of these, those that were closed to this person when they were deleted. */
async function shutSince(
  client: Tx,
  actor: Person,
  { stories, pictures }: { stories: string[]; pictures: string[] },
): Promise<Set<string>> {
  if (stories.length + pictures.length === 0) return new Set()
  const there = [
    ...(await client.article.findMany({ where: { id: { in: stories } }, select: { id: true } })),
    ...(await client.media.findMany({ where: { id: { in: pictures } }, select: { id: true } })),
  ]
  const gone = [...stories, ...pictures].filter((id) => !there.some((one) => one.id === id))
  const deletions = await client.auditEvent.findMany({
    where: { entityId: { in: gone }, kind: { in: ['article.deleted', 'media.deleted'] } },
    select: { entityId: true, detail: true },
  })
  const named = (detail: unknown) => (detail as { named?: string[] }).named
  return new Set(deletions.flatMap(({ entityId, detail }) => (named(detail)?.includes(actor.id) === false ? entityId : [])))
}

type Told = { kind: string; detail: unknown }
const targetOf = ({ kind, detail }: Told): string | undefined =>
  kind === 'article.curated' ? (detail as { targetId?: string } | null)?.targetId : undefined

/** The events of open stories without the headlines of closed ones that their lists name, also of those deleted since. */
export async function withoutClosedNames<R extends Told>(client: Tx, actor: Actor, rows: R[]): Promise<R[]> {
  const stories = [...new Set(rows.flatMap((row) => targetOf(row) ?? []))]
  if (actor.kind === 'system' || stories.length === 0) return rows
  const closed = await client.article.findMany({
    where: { id: { in: stories }, state: { not: 'live' }, NOT: openStories(actor) },
    select: { id: true },
  })
  const gone = await shutSince(client, actor, { stories, pictures: [] })
  const shut = new Set([...gone, ...closed.map((row) => row.id)])
  return rows.map((row) => {
    if (!shut.has(targetOf(row) ?? '')) return row
    const { headline: _, ...detail } = row.detail as Record<string, unknown>
    return { ...row, detail }
  })
}

/** Noon in UTC is the same London day all year: the midnight before it begins that day. */
const startOf = (isoDay: string): Date => nextLondonMidnight(new Date(Date.parse(`${isoDay}T12:00:00Z`) - 86_400_000))
const endOf = (isoDay: string): Date => nextLondonMidnight(new Date(`${isoDay}T12:00:00Z`))

async function whereOf(actor: Actor, filter: AuditFilter): Promise<Prisma.AuditEventWhereInput> {
  const { about, act, story, from, to, who, before } = filter
  return {
    ...(about && { entityType: about }),
    ...(story && { entityType: 'article', entityId: story }),
    ...(act && { OR: ACTS[act].map((kind) => ({ kind: { startsWith: kind } })) }),
    ...((from || to) && { at: { ...(from && { gte: startOf(from) }), ...(to && { lt: endOf(to) }) } }),
    ...(who && { actorName: { contains: literally(who), mode: 'insensitive' as const } }),
    ...(before && { id: { lt: BigInt(before) } }),
    NOT: { OR: await closedTo(actor) },
  }
}

const selected = { id: true, at: true, actorName: true, kind: true, entityType: true, entityId: true, detail: true } as const

/** Addresses of people are for those who may see who has an account. */
function withoutAddresses(actor: Actor, rows: Row[]): Row[] {
  if (can(actor, 'user.read')) return rows
  return rows.map((row) => {
    const { email: _, ...detail } = (row.detail ?? {}) as Record<string, unknown>
    return { ...row, detail }
  })
}

const shownTo = async (actor: Actor, rows: Row[]): Promise<Row[]> =>
  withoutAddresses(actor, await withoutClosedNames(db, actor, await withoutGone(actor, rows)))

function viewOf({ id, at, actorName, kind, entityType, entityId, detail }: Row, names: ReadonlyMap<string, string>): AuditEventView {
  const name = names.get(entityType === 'tag' ? `tag ${entityId}` : entityId) || null
  const sentence = eventSentence(kind, detail as Record<string, unknown>)
  return { id: String(id), at, actorName, kind, sentence, entity: { type: entityType as EntityType, id: entityId, name } }
}

/** What was done in the newsroom, newest first, a page at a time. */
export async function listEvents(actor: Actor, filter: AuditFilter): Promise<AuditPage> {
  permit(actor, 'audit.read')
  const where = await whereOf(actor, filter)
  const rows = await db.auditEvent.findMany({ where, orderBy: { id: 'desc' }, take: EVENTS_PER_PAGE + 1, select: selected })
  const page = rows.slice(0, EVENTS_PER_PAGE)
  const shown = await shownTo(actor, page)
  const names = await namesOf(actor, shown)
  const last = rows.length > EVENTS_PER_PAGE ? page.at(-1) : undefined
  return { events: shown.map((row) => viewOf(row, names)), older: last ? String(last.id) : null }
}

const COLUMNS = ['number', 'at', 'who', 'what', 'kind', 'about', 'about_id', 'about_name', 'detail']
const EXPORTED_AT_ONCE = 1_000

/** Everything the filter finds as CSV in parts, newest first; times in UTC. A bounded number is in memory at a time. */
export async function* auditCsv(actor: Actor, filter: AuditFilter): AsyncGenerator<string> {
  permit(actor, 'audit.read')
  let { before } = filter
  yield csvRows([COLUMNS])
  for (;;) {
    const where = await whereOf(actor, { ...filter, before })
    const rows = await db.auditEvent.findMany({ where, orderBy: { id: 'desc' }, take: EXPORTED_AT_ONCE, select: selected })
    const shown = await shownTo(actor, rows)
    const names = await namesOf(actor, shown)
    if (shown.length > 0) yield csvRows(shown.map((row) => cellsOf(row, names)))
    if (rows.length < EXPORTED_AT_ONCE) return
    before = String(rows.at(-1)?.id)
  }
}

function cellsOf(row: Row, names: ReadonlyMap<string, string>): string[] {
  const { id, at, actorName, sentence, kind, entity } = viewOf(row, names)
  return [id, at.toISOString(), actorName, sentence, kind, entity.type, entity.id, entity.name ?? '', JSON.stringify(row.detail)]
}
