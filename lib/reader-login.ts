/**
 * The public pages' own PostgreSQL login: a role per database that inherits the grants of throughline_reader
 * (given in the migrations) and nothing else. docs/decisions: published snapshots and their reader.
 * Roles belong to the whole server, so its name comes from the database's name, and its password from AUTH_SECRET:
 * servers that share both agree without asking each other.
 */
import { createHash, createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type DatabaseError, escapeIdentifier, escapeLiteral } from 'pg'
import { StartProblem } from './start-problem.mjs'

const CONNECTION_LIMIT = 40
/** Another database of the same server may be changing roles this very moment. */
const ATTEMPTS = 8
const NOT_ALLOWED = '42501'
const WRONG_PASSWORD = ['28P01', '28000']

/** The name of a database's reader role, at most 63 characters. */
export function readerRole(database: string): string {
  const readable = database
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 32)
  return `throughline_reader_${readable}_${createHash('sha256').update(database).digest('hex').slice(0, 8)}`
}

/** The reader's address: the newsroom's, with this role and its password. */
export function readerUrl(databaseUrl: string, database: string, secret: string): string {
  const url = new URL(databaseUrl)
  url.username = readerRole(database)
  url.password = createHmac('sha256', secret).update(`throughline reader of ${database}`).digest('base64url')
  return url.href
}

/** The statements that make the login; what an administrator runs where the owner may not. */
function statements(database: string, password: string, exists: boolean): string[] {
  const role = escapeIdentifier(readerRole(database))
  return [
    `${exists ? 'alter' : 'create'} role ${role} login inherit password ${escapeLiteral(password)} connection limit ${CONNECTION_LIMIT}`,
    `alter role ${role} set default_transaction_read_only = on`,
    `alter role ${role} set statement_timeout = '3s'`,
    `grant connect on database ${escapeIdentifier(database)} to ${role}`,
    `grant throughline_reader to ${role}`,
  ]
}

/** Whether the login works, is as limited as it must be, and has its grants. */
async function worksAsReader(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ ready: boolean }>(
      `select current_setting('default_transaction_read_only') = 'on' and current_setting('statement_timeout') = '3s'
         and pg_has_role(current_user, 'throughline_reader', 'usage') as ready`,
    )
    return rows[0]?.ready ?? false
  } catch (error) {
    if (WRONG_PASSWORD.includes((error as DatabaseError).code ?? '')) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A READER_DATABASE_URL of the operator's own is used as it is, if it works and cannot see a draft. Throws StartProblem. */
export async function requireReader(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ drafts: boolean; published: boolean }>(
      `select has_table_privilege('public.article', 'select') as drafts, has_table_privilege('public.published_article', 'select') as published`,
    )
    if (rows[0]?.drafts)
      throw new StartProblem('The login of READER_DATABASE_URL can read drafts: give it the role throughline_reader and nothing else.')
    if (!rows[0]?.published)
      throw new StartProblem('The login of READER_DATABASE_URL cannot read what is published: grant throughline_reader to it.')
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(
      `READER_DATABASE_URL cannot be used (${(error as Error).message || (error as DatabaseError).code}): correct it, or unset it.`,
      { cause: error },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function makeLogin(owner: Client, database: string, password: string): Promise<void> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [readerRole(database)])
  const wanted = statements(database, password, Boolean(rowCount))
  try {
    await owner.query('begin')
    for (const statement of wanted) await owner.query(statement)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    if ((error as DatabaseError).code !== NOT_ALLOWED) throw error
    throw new StartProblem(
      `The user of DATABASE_URL may not make the login that public pages read with: let an administrator run these statements (or make a login of your own with them and set READER_DATABASE_URL), then start again.\n\n${wanted.join(';\n')};`,
      { cause: error },
    )
  }
}

/**
 * The address public pages read with. Makes or mends the login only when it does not work as it is, so that servers
 * that share a database leave each other alone. Throws StartProblem when the owner may not create roles.
 */
export async function ensureReaderLogin(databaseUrl: string, secret: string): Promise<string> {
  const owner = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await owner.connect()
  try {
    const database = (await owner.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? ''
    const url = readerUrl(databaseUrl, database, secret)
    for (let attempt = 1; ; attempt++) {
      if (await worksAsReader(url)) return url
      try {
        await makeLogin(owner, database, new URL(url).password)
      } catch (error) {
        // Two servers at once: "already exists", "tuple concurrently updated". The next look sees what the other did.
        if (error instanceof StartProblem || attempt === ATTEMPTS) throw error
        await sleep(50 * attempt * Math.random())
      }
      if (attempt === ATTEMPTS)
        throw new StartProblem(
          'The login that public pages read with was made but does not work: see whether pg_hba.conf lets it in, or set READER_DATABASE_URL.',
        )
    }
  } finally {
    await owner.end()
  }
}
