/** What must not work again, or happen by itself, once a backup is restored: since it was made nobody knows what became of it. */
import type { Client } from 'pg'

/** In the restore's transaction, after the newest migration. `madeAt`: when the backup was made, ISO in UTC. */
export async function closeWhatMayBeOver(client: Client, madeAt: string): Promise<void> {
  // Links that were used or taken back since: whoever is still meant to have one is sent another.
  await client.query('update invitation set revoked_at = now() where used_at is null and revoked_at is null')
  await client.query('update password_reset set used_at = now() where used_at is null')
  await client.query('update preview_link set revoked_at = now() where revoked_at is null')
  await failPassedTimes(client, madeAt)
}

/**
 * A story that was to be published meanwhile may have been, or somebody has thought better of it: an editor decides. What was
 * to be withdrawn is withdrawn as soon as a server looks.
 */
async function failPassedTimes(client: Client, madeAt: string): Promise<void> {
  await client.query(
    `with failed as (
      update schedule set state = 'failed', ended_at = now(), failure = $1 where state = 'waiting' and act = 'publish' and due_at <= now()
      returning article_id, act, due_at, failure)
    insert into audit_event (actor_name, kind, entity_type, entity_id, detail)
    select 'Restore', 'article.schedule-failed', 'article', a.id::text, jsonb_build_object('version', a.version, 'act', f.act,
      'at', to_char(f.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'failure', f.failure, 'reason_of_system', 'cms restore')
    from failed f join article a on a.id = f.article_id`,
    [`The newsroom was restored from a backup of ${madeAt}, and this time has passed since. See whether it still holds`],
  )
}
