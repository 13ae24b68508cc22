import 'server-only'
import type { Tx } from '@/lib/db'
import { idFrom } from './name-line'

/**
 * The id that a story asked for under `id` has. It is another one where a story of that id was deleted, and the same at
 * every call: what was kept of a closed story (its pictures, what the record says) goes by its id and stays closed.
 */
export async function passDeleted(client: Tx, id: string): Promise<string> {
  for (let at = id; ; at = idFrom(`after ${at}`)) {
    const where = { kind: 'article.deleted', entityType: 'article', entityId: at }
    if ((await client.auditEvent.count({ where })) === 0) return at
  }
}
