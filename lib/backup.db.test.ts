import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { create, extract } from 'tar'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { eventPayloads } from '@/modules/audit/events'
import { backup, type Manifest, restore } from './backup'
import { MIGRATION_HISTORY, migrate, readMigrations, runMigration } from './migrations'
import { databaseUrl } from './testing/start-database'

const { serverUrl, template } = inject('testDatabase')
let folder = ''
let names: string[] = []

async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** An empty database owned by somebody who is no superuser, as on a managed server. */
async function emptyPlace(): Promise<string> {
  const name = `${template}_backup_${names.length}_${process.env.VITEST_POOL_ID}`
  names.push(name)
  await query(
    serverUrl,
    `create role ${name} login createrole password 'x'`,
    `create database ${name} owner ${name}`,
    `grant throughline_reader to ${name} with admin option`,
  )
  const url = new URL(databaseUrl(serverUrl, name))
  url.username = name
  url.password = 'x'
  return url.href
}

async function newsroom(): Promise<string> {
  const url = await emptyPlace()
  await migrate(url)
  return url
}

/** As a version of Throughline left it that knew these migrations only. */
async function earlierNewsroom(upTo: string): Promise<string> {
  const url = await emptyPlace()
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(MIGRATION_HISTORY)
    for (const migration of readMigrations().filter(({ name }) => name <= upTo)) await runMigration(client, migration)
  } finally {
    await client.end()
  }
  return url
}

/** The last migration of the first release: a backup of its time knows nothing of what came since. */
const FIRST_RELEASE = '20261121000300_search'

const CONTENTS = [
  `insert into user_account (email, name, role, password_hash) values ('sam@example.org', E'Sam\\t“quotes”\\nand \\\\ lines', 'admin', 'x')`,
  `insert into article (slug, state) values ('first', 'draft'), ('second', 'draft')`,
  `insert into revision (article_id, number, headline, standfirst, body, byline, created_by_name) select id, 1, 'Ünïcode — 😀', '', '{"type":"doc"}', '', 'Sam' from article`,
  `update article set head_revision_id = r.id from revision r where r.article_id = article.id`,
  `insert into published_article (number, article_id, slug, headline, headline_key, standfirst, body, body_text, byline, evergreen, first_published_at, republished_at, rel_tags, rel_inherited)
   select number, id, slug, 'Headline', 'headline', '', '{"type":"doc"}', 'body text', '', false, now(), now(), '{1,2}', '{}' from article`,
  `insert into audit_event (actor_name, kind, entity_type, entity_id, detail) values ('Sam', 'user.created', 'user', '1', '{"role":"admin"}')`,
  `insert into page_cache.tag values ('news', pg_current_xact_id())`,
]

/** A number for the contents of each table. */
async function fingerprints(url: string): Promise<Record<string, unknown>> {
  const tables = await query(url, `select tablename as name from pg_tables where schemaname = 'public' order by 1`)
  const prints: Record<string, unknown> = {}
  for (const { name } of tables)
    prints[String(name)] = (
      await query(
        url,
        `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash, count(*)::int as rows from "${name}" t`,
      )
    )[0]
  return prints
}

/** The backup with its manifest changed, as a stranger or another version would have written it. */
async function rewritten(file: string, change: (manifest: Manifest, scratch: string) => void): Promise<string> {
  const scratch = mkdtempSync(join(folder, 'rewrite-'))
  await extract({ file, cwd: scratch })
  const manifest = JSON.parse(readFileSync(join(scratch, 'manifest.json'), 'utf8')) as Manifest
  const tables = manifest.tables.map(({ name }) => name)
  change(manifest, scratch)
  writeFileSync(join(scratch, 'manifest.json'), JSON.stringify(manifest))
  await create({ gzip: true, file: `${file}.rewritten`, cwd: scratch }, ['manifest.json', ...tables])
  return `${file}.rewritten`
}

/** What the product itself did says why beside the payload. */
const withoutReason = (detail: unknown) => {
  const { reason_of_system: _, ...payload } = detail as Record<string, unknown>
  return payload
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-backup-test-'))
  names = []
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  for (const name of names) await query(serverUrl, `drop database ${name} with (force)`, `drop owned by ${name}`, `drop role ${name}`)
})

describe('A backup', { timeout: 120_000 }, () => {
  it('brings back every row of every table, the append-only ones too, and numbers go on after the highest', async () => {
    const url = await newsroom()
    await query(url, ...CONTENTS)
    const before = await fingerprints(url)
    const file = join(folder, 'backup.tar.gz')
    const manifest = await backup(url, file)
    expect(manifest.tables.find(({ name }) => name === 'article')?.rows).toBe(2)
    await query(url, `insert into article (slug, state) values ('third', 'draft')`, `delete from published_article`)
    await restore(url, file, { force: true })
    expect(await fingerprints(url)).toEqual(before)
    expect(await query(url, `insert into article (slug, state) values ('third', 'draft') returning number`)).toEqual([{ number: 3 }])
    await expect(query(url, 'delete from audit_event')).rejects.toThrow(/append-only/)
    await expect(query(url, `update article set head_revision_id = gen_random_uuid()`)).rejects.toThrow(/foreign key/)
    expect(await query(url, `select number from published_article where search @@ to_tsquery('english', 'headlines')`)).toHaveLength(2)
    expect(await query(url, 'select count(*)::int as n from page_cache.tag')).toEqual([{ n: 0 }])
  })

  it('opens no session again: everybody signs in anew', async () => {
    const url = await newsroom()
    await query(
      url,
      ...CONTENTS,
      `insert into session (token_hash, user_id, expires_at) select 'hash', id, now() + interval '12 hours' from user_account`,
    )
    const file = join(folder, 'backup.tar.gz')
    await backup(url, file)
    await restore(url, file, { force: true })
    expect(await query(url, 'select ended_at is not null as ended from session')).toEqual([{ ended: true }])
  })

  it('opens no link to a draft again, and does nothing by itself that was to happen meanwhile', async () => {
    const url = await newsroom()
    await query(
      url,
      ...CONTENTS,
      `insert into preview_link (token_hash, article_id, label, created_by_name, expires_at)
        select repeat('a', 64), id, 'legal', 'Ann', now() + interval '72 hours' from article limit 1`,
      `insert into schedule (article_id, act, due_at, created_by_name)
        select id, act, due, 'Ann' from (select id from article limit 1) a,
          (values ('publish', now() + interval '1 second'), ('withdraw', now() + interval '1 day')) as s(act, due)`,
    )
    const file = join(folder, 'backup.tar.gz')
    await backup(url, file)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await restore(url, file, { force: true })
    expect(await query(url, 'select revoked_at is not null as revoked from preview_link')).toEqual([{ revoked: true }])
    expect(await query(url, 'select act, state, failure from schedule order by act')).toEqual([
      { act: 'publish', state: 'failed', failure: expect.stringContaining('restored from a backup') },
      { act: 'withdraw', state: 'waiting', failure: null },
    ])
    const events = await query(url, `select detail from audit_event where kind = 'article.schedule-failed'`)
    expect(events).toHaveLength(1)
    expect(eventPayloads['article.schedule-failed'].safeParse(withoutReason(events[0]?.detail))).toMatchObject({ success: true })
  })

  it('goes into another, empty database, and into one that is not empty only when forced', async () => {
    const [from, to] = [await newsroom(), await newsroom()]
    await query(from, ...CONTENTS)
    const file = join(folder, 'backup.tar.gz')
    await backup(from, file)
    await restore(to, file, { force: false })
    const { _prisma_migrations: _, ...restored } = await fingerprints(to)
    expect(await fingerprints(from)).toMatchObject(restored)
    await expect(restore(to, file, { force: false })).rejects.toThrow(/not empty.*--force/)
  })

  it('of an earlier version is brought up to date, with the tables and the rows that came since', async () => {
    const [from, fresh] = [await earlierNewsroom(FIRST_RELEASE), await newsroom()]
    await query(from, ...CONTENTS, `update related_settings set weights = '{"theme": 3}'`)
    const before = await fingerprints(from)
    expect(before).not.toHaveProperty('related_work')
    const file = join(folder, 'backup.tar.gz')
    await backup(from, file)
    const { migrated } = await restore(from, file, { force: true })
    expect(migrated).toEqual(
      readMigrations()
        .map(({ name }) => name)
        .filter((name) => name > FIRST_RELEASE),
    )
    expect(await migrate(from)).toEqual([])
    const [after, asMigrated] = [await fingerprints(from), await fingerprints(fresh)]
    expect(Object.keys(after)).toEqual(Object.keys(asMigrated))
    expect(after.audit_event).toEqual(before.audit_event)
    expect(after.user_account).toMatchObject({ rows: 1 })
    for (const table of ['related_work', 'link_run']) expect(after[table]).toMatchObject({ rows: 1 })
    expect(await query(from, 'select weights from related_settings_version')).toEqual([{ weights: { theme: 3 } }])
    expect(await query(from, `select headline from published_article where search @@ to_tsquery('english', 'headlines')`)).toHaveLength(2)
  })

  it('that is damaged, newer, or no backup at all is refused in words, and nothing changes', async () => {
    const url = await newsroom()
    await query(url, ...CONTENTS)
    const before = await fingerprints(url)
    const file = join(folder, 'backup.tar.gz')
    await backup(url, file)
    const damaged = await rewritten(file, (_manifest, scratch) => writeFileSync(join(scratch, 'article'), 'nonsense\n'))
    await expect(restore(url, damaged, { force: true })).rejects.toThrow(/damaged \(the table article/)
    const newer = await rewritten(file, (manifest) => manifest.migrations.push({ name: '29990101000000_later', checksum: 'x' }))
    await expect(restore(url, newer, { force: true })).rejects.toThrow(/newer Throughline/)
    writeFileSync(join(folder, 'text'), 'hello')
    await expect(restore(url, join(folder, 'text'), { force: true })).rejects.toThrow(/is no backup/)
    await expect(restore(url, join(folder, 'nothing'), { force: true })).rejects.toThrow(/There is no file/)
    await expect(backup(url, file)).rejects.toThrow(/is there already/)
    expect(await fingerprints(url)).toEqual(before)
  })
})
