/**
 * A backup of the database and of the pictures' files in one file, and its return. The embedded PostgreSQL comes without pg_dump, so this is a
 * dump of our own: every table as COPY writes it, from one snapshot, with its sequences, its checksums and the
 * migrations it was made under. Rendered pages are not kept: their transaction numbers mean nothing on another server.
 */
import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Client, escapeIdentifier as quote } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { create, extract } from 'tar'
import { z } from 'zod'
import { closeWhatMayBeOver } from './backup-closing'
import { checkFiles, dumpFiles, restoreFiles, savedFiles } from './backup-media'
import { tally } from './backup-tally'
import { MIGRATION_HISTORY, type Migration, PRISMA_LOCK, readMigrations, requireVersion, runMigration } from './migrations'
import { StartProblem } from './start-problem.mjs'

const FORMAT = 'throughline-backup'
const FORMAT_VERSION = 1
const MANIFEST = 'manifest.json'
const HISTORY_TABLE = '_prisma_migrations'

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().max(FORMAT_VERSION),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string().regex(/^\w+$/), columns: z.array(z.string()), rows: z.number().int(), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
  media: savedFiles,
})

export type Manifest = z.infer<typeof manifestSchema>
type TableCopy = Manifest['tables'][number]

/** One text for one value, whatever the server's settings. */
const STABLE_TEXT = `set datestyle = 'ISO'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1;
  set client_encoding = 'UTF8'; set synchronize_seqscans = off; set statement_timeout = 0; set client_min_messages = warning`

async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  await client.query(STABLE_TEXT)
  return client
}

async function listTables(client: Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`)
  return rows
}

const copySql = (table: { name: string; columns: string[] }): string =>
  `public.${quote(table.name)} (${table.columns.map(quote).join(', ')})`

async function readSequences(client: Client): Promise<Manifest['sequences']> {
  const names = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' order by 1`,
  )
  const sequences: Manifest['sequences'] = []
  for (const { name } of names.rows) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from public.${quote(name)}`,
    )
    if (rows[0]) sequences.push({ name, ...rows[0] })
  }
  return sequences
}

/** Writes everything from one snapshot into `folder`. */
async function dump(client: Client, folder: string): Promise<Manifest> {
  await client.query('begin isolation level repeatable read, read only')
  const tables: TableCopy[] = []
  for (const table of await listTables(client)) {
    const { stream, read } = tally()
    await pipeline(client.query(copyTo(`copy ${copySql(table)} to stdout`)), stream, createWriteStream(join(folder, table.name)))
    tables.push({ ...table, ...read() })
  }
  const migrations = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from ${HISTORY_TABLE} where rolled_back_at is null order by migration_name`,
  )
  const manifest: Manifest = {
    format: FORMAT,
    version: FORMAT_VERSION,
    madeAt: new Date().toISOString(),
    migrations: migrations.rows,
    tables,
    sequences: await readSequences(client),
    media: await dumpFiles(client, folder),
  }
  await client.query('commit')
  return manifest
}

function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'throughline-backup-'))
}

/** Writes a backup to `file`, which must not exist. People may go on working meanwhile. Returns what is in it. */
export async function backup(databaseUrl: string, file: string): Promise<Manifest> {
  const target = resolve(file)
  if (existsSync(target)) throw new StartProblem(`${target} is there already: choose another name, so that no backup is lost.`)
  mkdirSync(dirname(target), { recursive: true })
  const folder = scratchFolder()
  const half = `${target}.half`
  const client = await connect(databaseUrl)
  try {
    const manifest = await dump(client, folder)
    writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
    await create({ gzip: true, file: half, cwd: folder, portable: true, mode: 0o600 }, [
      MANIFEST,
      ...manifest.tables.map(({ name }) => name),
      ...manifest.media.map(({ name }) => name),
    ])
    renameSync(half, target)
    return manifest
  } finally {
    await client.end()
    rmSync(folder, { recursive: true, force: true })
    rmSync(half, { force: true })
  }
}

/** Opens a backup and checks every byte of it. Throws StartProblem when it is not one, or damaged. */
async function unpack(file: string, folder: string): Promise<Manifest> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new StartProblem(`There is no file ${resolve(file)}: give the path of a backup.`)
  try {
    // Plain files only, whatever somebody put in.
    await extract({
      file,
      cwd: folder,
      strict: true,
      filter: (path, entry) => /^[\w.]+$/.test(path) && 'type' in entry && entry.type === 'File',
    })
  } catch (error) {
    throw new StartProblem(`${resolve(file)} is no backup, or a damaged one: take another.`, { cause: error })
  }
  const text = existsSync(join(folder, MANIFEST)) ? readFileSync(join(folder, MANIFEST), 'utf8') : '{}'
  const parsed = manifestSchema.safeParse(JSON.parse(text))
  if (!parsed.success)
    throw new StartProblem(
      `${resolve(file)} is no backup of Throughline, or one of a newer version: restore it with the version that made it.`,
    )
  for (const table of parsed.data.tables) {
    const hash = createHash('sha256')
    if (existsSync(join(folder, table.name))) await pipeline(createReadStream(join(folder, table.name)), hash)
    if (hash.digest('hex') !== table.sha256)
      throw new StartProblem(`${resolve(file)} is damaged (the table ${table.name} is not as it was written): take another backup.`)
  }
  await checkFiles(parsed.data.media, folder, resolve(file))
  return parsed.data
}

/** The migrations a backup was made under, and those that came since. */
function splitMigrations(manifest: Manifest, all: Migration[]): { then: Migration[]; since: Migration[] } {
  const made = new Map(manifest.migrations.map(({ name, checksum }) => [name, checksum]))
  const then = all.filter(({ name }) => made.has(name))
  if (then.length < made.size) throw new StartProblem('This backup was made by a newer Throughline: restore it with that one.')
  const changed = then.find(({ name, checksum }) => made.get(name) !== checksum)
  if (changed)
    throw new StartProblem(
      `The migration ${changed.name} is not the one this backup was made under: restore it with the Throughline that made it.`,
    )
  return { then, since: all.filter(({ name }) => !made.has(name)) }
}

/** Everything of ours, and nothing that an extension brought. */
const DROP_ALL = `
drop schema if exists page_cache cascade;
drop schema if exists counting cascade;
do $$ declare t record; begin
  for t in select format('drop table if exists public.%I cascade', c.relname) as statement from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  loop execute t.statement; end loop;
  for t in select format('drop routine if exists %s cascade', p.oid::regprocedure) as statement from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop execute t.statement; end loop;
end $$`

type ForeignKey = { table: string; name: string; definition: string }

/** Tables refer to each other in circles, so the references are checked when all rows are there. */
async function withoutForeignKeys(client: Client, load: () => Promise<void>): Promise<void> {
  const { rows } =
    await client.query<ForeignKey>(`select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`)
  for (const key of rows) await client.query(`alter table ${key.table} drop constraint ${quote(key.name)}`)
  await load()
  for (const key of rows) await client.query(`alter table ${key.table} add constraint ${quote(key.name)} ${key.definition}`)
}

async function loadTables(client: Client, manifest: Manifest, folder: string): Promise<void> {
  for (const table of manifest.tables) {
    // Triggers keep people from changing history; what comes back is history.
    await client.query(`alter table public.${quote(table.name)} disable trigger user`)
    await client.query(`truncate public.${quote(table.name)}`) // rows that migrations put in
    await pipeline(createReadStream(join(folder, table.name)), client.query(copyFrom(`copy ${copySql(table)} from stdin`)))
    await client.query(`alter table public.${quote(table.name)} enable trigger user`)
  }
}

/** Reads every table back and compares: what is stored is what was saved, byte for byte. */
async function verify(client: Client, manifest: Manifest): Promise<void> {
  for (const table of manifest.tables) {
    const { stream, read } = tally()
    stream.resume()
    await pipeline(client.query(copyTo(`copy ${copySql(table)} to stdout`)), stream)
    if (read().sha256 !== table.sha256)
      throw new StartProblem(
        `The table ${table.name} did not come back as it was saved, so nothing was changed: report this with the backup’s manifest.`,
      )
  }
}

/**
 * Tables that migrations put rows in. None of them holds what somebody wrote: whoever changes the engine's settings
 * leaves an event in the audit, which is none of these.
 */
const FILLED_BY_MIGRATIONS: ReadonlySet<string> = new Set([
  HISTORY_TABLE,
  'related_settings',
  'related_settings_version',
  'related_work',
  'link_run',
  'newsroom_settings',
  'published_tag_stamp',
  'schedule_work',
  'style_settings',
])

async function requireEmpty(client: Client): Promise<void> {
  for (const { name } of await listTables(client)) {
    if (FILLED_BY_MIGRATIONS.has(name)) continue
    const { rowCount } = await client.query(`select from public.${quote(name)} limit 1`)
    if (rowCount)
      throw new StartProblem('This database is not empty, and restoring replaces everything in it: take a backup of it, then say --force.')
  }
}

/**
 * Replaces the whole database by a backup, in one transaction: it succeeds as a whole, or nothing has changed. An older
 * backup is brought up to date. Needs an empty database, or `force`. Returns the manifest and the migrations applied since.
 */
export async function restore(
  databaseUrl: string,
  file: string,
  options: { force: boolean },
): Promise<{ manifest: Manifest; migrated: string[] }> {
  const folder = scratchFolder()
  const client = await connect(databaseUrl)
  try {
    const manifest = await unpack(file, folder)
    const { then, since } = splitMigrations(manifest, readMigrations())
    await requireVersion(client)
    if (!options.force) await requireEmpty(client)
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [PRISMA_LOCK])
    await client.query(DROP_ALL)
    await client.query(MIGRATION_HISTORY)
    for (const migration of then) await runMigration(client, migration)
    await withoutForeignKeys(client, () => loadTables(client, manifest, folder))
    for (const { name, value, called } of manifest.sequences)
      await client.query('select setval($1::regclass, $2, $3)', [`public.${quote(name)}`, value, called])
    await verify(client, manifest)
    // A session that was ended after the backup was made must not be open again.
    await client.query('update session set ended_at = now() where ended_at is null')
    for (const migration of since) await runMigration(client, migration)
    await closeWhatMayBeOver(client, manifest.madeAt)
    await restoreFiles(manifest.media, folder)
    await client.query('commit')
    return { manifest, migrated: since.map(({ name }) => name) }
  } finally {
    await client.end()
    rmSync(folder, { recursive: true, force: true })
  }
}
