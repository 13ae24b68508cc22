import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'
import { eventSentence } from './event-sentences'
import { type AuditFilter, type EntityType, EVENTS_PER_PAGE } from './schema'

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

/** Prisma hands `contains` to LIKE as it is: a typed % or _ must mean itself. */
const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&')

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

/** Stories that are closed to this person: what was done to them is nobody else's to read either. */
async function closedTo(actor: Actor): Promise<string[]> {
  const rows = await db.article.findMany({ where: { NOT: openStories(actor) }, select: { id: true } })
  return rows.map((row) => row.id)
}

/** What was done in the newsroom, newest first, a page at a time. */
export async function listEvents(actor: Actor, filter: AuditFilter): Promise<AuditPage> {
  permit(actor, 'audit.read')
  const rows = await db.auditEvent.findMany({
    where: {
      ...(filter.about ? { entityType: filter.about } : {}),
      ...(filter.who ? { actorName: { contains: literally(filter.who), mode: 'insensitive' as const } } : {}),
      ...(filter.before ? { id: { lt: BigInt(filter.before) } } : {}),
      NOT: { entityType: 'article', entityId: { in: await closedTo(actor) } },
    },
    orderBy: { id: 'desc' },
    take: EVENTS_PER_PAGE + 1,
    select: { id: true, at: true, actorName: true, kind: true, entityType: true, entityId: true, detail: true },
  })
  const shown = rows.slice(0, EVENTS_PER_PAGE)
  const names = await namesOf(actor, shown)
  const events = shown.map(({ id, at, actorName, kind, entityType, entityId, detail }) => ({
    id: String(id),
    at,
    actorName,
    kind,
    sentence: eventSentence(kind, detail as Record<string, unknown>),
    entity: { type: entityType as EntityType, id: entityId, name: names.get(entityType === 'tag' ? `tag ${entityId}` : entityId) || null },
  }))
  return { events, older: rows.length > EVENTS_PER_PAGE ? (events.at(-1)?.id ?? null) : null }
}
