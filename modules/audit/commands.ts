import 'server-only'
import type { Tx } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { type EventKind, type EventPayload, eventPayloads } from './events'

/**
 * Writes one event in the caller's transaction, so that the change and its record stand or fall together.
 * The time is the database's. Throws when the payload is not the kind's.
 */
export async function recordEvent<K extends EventKind>(
  tx: Tx,
  actor: Actor,
  kind: K,
  entity: { type: 'article' | 'tag' | 'media' | 'page' | 'user' | 'system'; id: string },
  payload: EventPayload<K>,
): Promise<void> {
  const detail = eventPayloads[kind].parse(payload)
  await tx.auditEvent.create({
    data: {
      actorId: actor.kind === 'person' ? actor.id : null,
      actorName: actor.name,
      kind,
      entityType: entity.type,
      entityId: entity.id,
      detail: actor.kind === 'system' ? { ...detail, reason_of_system: actor.reason } : detail,
    },
  })
}
