/**
 * Logins that may do little: a role per database that inherits what the migrations grant to a group role, and nothing
 * else. Roles belong to the whole server, so a login's name comes from the database's name, and its password from
 * AUTH_SECRET: servers that share both agree without asking each other. Two of them: lib/reader-login.ts and
 * lib/counter-login.ts.
 */
import { createHash, createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type DatabaseError, escapeIdentifier, escapeLiteral } from 'pg'
import { StartProblem } from './start-problem.mjs'

/** Another database of the same server may be changing roles this very moment. */
const ATTEMPTS = 8
const NOT_ALLOWED = '42501'
const WRONG_PASSWORD = ['28P01', '28000']
const CHANGED_AT_ONCE = 'XX000'
const CONNECT_WITHIN_MS = 10_000

export type LoginKind = {
  /** "reader": part of the role's name and of what its password is made of. */
  name: string
  /** The role that holds the grants. */
  group: string
  connections: number
  /** What the login always begins with: setting, value. */
  settings: readonly (readonly [name: string, value: string])[]
  /** The setting with which an operator gives a login of his own. */
  variable: string
  /** "that public pages read with", for sentences. */
  use: string
}

/** The name of a database's login of this kind, at most 63 characters. */
export function loginRole(kind: LoginKind, database: string): string {
  const readable = database
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 32)
  return `${kind.group}_${readable}_${createHash('sha256').update(database).digest('hex').slice(0, 8)}`
}

/** The login's address: the newsroom's, with this role and its password. */
export function loginUrl(kind: LoginKind, databaseUrl: string, database: string, secret: string): string {
  const url = new URL(databaseUrl)
  url.username = loginRole(kind, database)
  url.password = createHmac('sha256', secret).update(`throughline ${kind.name} of ${database}`).digest('base64url')
  return url.href
}

/** The statements that make the login; what an administrator runs where the owner may not. */
function statements(kind: LoginKind, database: string, password: string, exists: boolean): string[] {
  const role = escapeIdentifier(loginRole(kind, database))
  return [
    `${exists ? 'alter' : 'create'} role ${role} login inherit password ${escapeLiteral(password)} connection limit ${kind.connections}`,
    ...kind.settings.map(([name, value]) => `alter role ${role} set ${name} = ${escapeLiteral(value)}`),
    `grant connect on database ${escapeIdentifier(database)} to ${role}`,
    `grant ${kind.group} to ${role}`,
  ]
}

/** Whether the login works, is as limited as it must be, and has its grants. */
async function works(kind: LoginKind, url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  try {
    await client.connect()
    const { rows } = await client.query<{ ready: boolean }>(
      `select pg_has_role(current_user, $1, 'usage')
         and not exists (select from unnest($2::text[], $3::text[]) as s (name, value) where current_setting(s.name) <> s.value) as ready`,
      [kind.group, kind.settings.map(([name]) => name), kind.settings.map(([, value]) => value)],
    )
    return rows[0]?.ready ?? false
  } catch (error) {
    if (WRONG_PASSWORD.includes((error as DatabaseError).code ?? '')) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function makeLogin(kind: LoginKind, owner: Client, database: string, password: string): Promise<void> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [loginRole(kind, database)])
  const wanted = statements(kind, database, password, Boolean(rowCount))
  try {
    await owner.query('begin')
    for (const statement of wanted) await owner.query(statement)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    if ((error as DatabaseError).code !== NOT_ALLOWED) throw error
    throw new StartProblem(
      `The user of DATABASE_URL may not make the login ${kind.use}: let an administrator run these statements (or make a login of your own with them and set ${kind.variable}), then start again.\n\n${wanted.join(';\n')};`,
      { cause: error },
    )
  }
}

/**
 * The address of this database's login. Makes or mends it only when it does not work as it is, so that servers that
 * share a database leave each other alone. Throws StartProblem when the owner may not create roles.
 */
export async function ensureLogin(kind: LoginKind, databaseUrl: string, secret: string): Promise<string> {
  const owner = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  await owner.connect()
  try {
    const database = (await owner.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? ''
    const url = loginUrl(kind, databaseUrl, database, secret)
    for (let attempt = 1; ; attempt++) {
      if (await works(kind, url)) return url
      try {
        await makeLogin(kind, owner, database, new URL(url).password)
      } catch (error) {
        // Two servers at once: "already exists", "tuple concurrently updated". The next look sees what the other did.
        if (error instanceof StartProblem || attempt === ATTEMPTS) throw error
        await sleep(50 * attempt * Math.random())
      }
      if (attempt === ATTEMPTS)
        throw new StartProblem(
          `The login ${kind.use} was made but does not work: see whether pg_hba.conf lets it in, or set ${kind.variable}.`,
        )
    }
  } finally {
    await owner.end()
  }
}

/**
 * Keeps the logins of other newsrooms on the same server out of this database: what the group roles may read belongs to
 * the whole server, and PostgreSQL lets everybody connect until told otherwise. Only where the user of DATABASE_URL owns
 * the database; our own logins have a grant of their own.
 */
export async function closeToStrangers(databaseUrl: string): Promise<void> {
  const owner = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ name: string; open: boolean }>(
      `select d.datname as name, pg_has_role(current_user, d.datdba, 'usage')
         and (has_database_privilege('public', d.oid, 'connect') or has_database_privilege('public', d.oid, 'temporary')) as open
       from pg_database d where d.datname = current_database()`,
    )
    if (rows[0]?.open) await owner.query(`revoke connect, temporary on database ${escapeIdentifier(rows[0].name)} from public`)
  } catch (error) {
    // Another server does the same this very moment.
    if ((error as DatabaseError).code !== CHANGED_AT_ONCE) throw error
  } finally {
    await owner.end()
  }
}

/** The answer of `question`, as an operator's own login sees it; a StartProblem when the login cannot be used at all. */
export async function askAs<T extends Record<string, unknown>>(kind: LoginKind, url: string, question: string): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  try {
    await client.connect()
    return (await client.query<T>(question)).rows[0] as T
  } catch (error) {
    throw new StartProblem(
      `${kind.variable} cannot be used (${(error as Error).message || (error as DatabaseError).code}): correct it, or unset it.`,
      { cause: error },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
