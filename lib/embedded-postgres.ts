/**
 * The database of a newsroom that was given no DATABASE_URL: a real PostgreSQL in DATA_DIR, shared by every process
 * that opens it and stopped by the last one that closes it. docs/decisions: embedded database.
 *
 * Who uses it is not counted in files, which a killed process would leave behind, but in the database: each user
 * holds a shared advisory lock, which ends with its connection. The first one in starts the server and the last one
 * out stops it, both under the folder's lock.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { type Client, escapeLiteral } from 'pg'
import { withFolderLock } from './folder-lock.mjs'
import { makeFolder } from './make-folder'
import { canEnter, chooseRunner, type Runner, reachableBinaries } from './postgres-binaries'
import { type Cluster, ensureCluster, makeHome, SUPERUSER, startCluster, stopCluster } from './postgres-cluster'
import { StartProblem } from './start-problem.mjs'

const STATE = 'database.json'
const LOCK = 'database'
const DATABASE = 'throughline'
/** Owns the database and may create the reader's role; not a superuser, as on a managed server. */
const OWNER = 'newsroom'
/** Held shared by every process that uses the server. */
const IN_USE_LOCK = 7_468_765
/** For a root whose folders nobody else can enter. */
const OUTSIDE = '/var/lib/throughline'

type State = { id: string; home: string; port: number; superuserPassword: string; ownerPassword: string }

export type EmbeddedPostgres = {
  /** The newsroom's own login. */
  url: string
  superuserUrl: string
  /** Calls back once if the server goes away while it is open. */
  onLost: (callback: () => void) => void
  /** Ends this use. Returns whether it was the last one, and the server is stopped. */
  close: () => Promise<boolean>
}

function readState(dataDir: string): State | null {
  const file = join(dataDir, STATE)
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'EACCES'
        ? 'belongs to another user: start Throughline as that user, or set DATA_DIR'
        : 'cannot be read: restore it from a backup of that folder'
    throw new StartProblem(`${file} ${why}.`, { cause: error })
  }
}

function writeState(dataDir: string, state: State): void {
  const half = join(dataDir, `${STATE}.half`)
  writeFileSync(half, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(half, join(dataDir, STATE))
}

/** Where the cluster lives: in the data folder, or outside it when PostgreSQL's user cannot get there. */
function chooseHome(dataDir: string, id: string, runner: Runner): string {
  const inside = join(dataDir, 'postgresql')
  makeHome(inside, runner)
  if (canEnter(runner, inside)) return inside
  rmSync(inside, { recursive: true })
  for (const base of [OUTSIDE, join(tmpdir(), 'throughline')]) {
    try {
      mkdirSync(base, { recursive: true, mode: 0o755 })
    } catch {
      continue
    }
    makeHome(join(base, id), runner)
    if (canEnter(runner, join(base, id))) return join(base, id)
  }
  throw new StartProblem(
    `PostgreSQL does not run as root, and no other user can enter ${dataDir}: set DATA_DIR to a folder that everybody may enter, or set DATABASE_URL.`,
  )
}

function prepareFolder(dataDir: string): void {
  makeFolder(dataDir)
  // PostgreSQL's user has to pass through; the secrets inside are files of mode 0600.
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
}

function openCluster(dataDir: string, durable: boolean): { cluster: Cluster; state: State } {
  const runner = chooseRunner()
  let state = readState(dataDir)
  if (!state) {
    const id = randomUUID()
    const home = chooseHome(dataDir, id, runner)
    // Inside the data folder the place moves with it.
    const place = home.startsWith(`${dataDir}/`) ? relative(dataDir, home) : home
    state = {
      id,
      home: place,
      port: 0,
      superuserPassword: randomBytes(24).toString('base64url'),
      ownerPassword: randomBytes(24).toString('base64url'),
    }
    writeState(dataDir, state)
  }
  const home = resolve(dataDir, state.home)
  const owner = statSync(home, { throwIfNoEntry: false })?.uid
  const we = runner.uid ?? process.getuid?.()
  if (owner === undefined)
    throw new StartProblem(
      `The embedded database was kept in ${home}, which is gone: put that folder back, or remove ${join(dataDir, STATE)} to begin with an empty newsroom.`,
    )
  if (owner !== we)
    throw new StartProblem(
      `The embedded database in ${home} belongs to another user: start Throughline as the user who made it, or set DATA_DIR to another folder.`,
    )
  return { state, cluster: { binaries: reachableBinaries(runner, home), home, runner, password: state.superuserPassword, durable } }
}

/** The owner's role and database, made once. */
async function ensureDatabase(client: Client, state: State): Promise<void> {
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    'select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $2) as database',
    [OWNER, DATABASE],
  )
  if (!rows[0]?.role) await client.query(`create role ${OWNER} login createrole password ${escapeLiteral(state.ownerPassword)}`)
  if (!rows[0]?.database) await client.query(`create database ${DATABASE} owner ${OWNER}`)
}

const address = (user: string, password: string, port: number, database: string): string =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`

/**
 * Opens the embedded database of `dataDir`, making and starting it as needed. Any number of processes may do so at
 * once. `durable: false` (tests only) does not wait for the disk. Throws StartProblem with a sentence.
 */
export async function openEmbeddedPostgres(dataDir: string, options: { durable?: boolean } = {}): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir)
  prepareFolder(folder)
  return withFolderLock(folder, LOCK, async (started) => {
    const { cluster, state } = openCluster(folder, options.durable ?? true)
    cluster.started = started
    await ensureCluster(cluster)
    const { client, port } = await startCluster(cluster, state.port, (next) => writeState(folder, { ...state, port: next }))
    await client.query('select pg_advisory_lock_shared($1)', [IN_USE_LOCK])
    await ensureDatabase(client, state)
    return {
      url: address(OWNER, state.ownerPassword, port, DATABASE),
      superuserUrl: address(SUPERUSER, state.superuserPassword, port, 'postgres'),
      ...lifeOf(client, folder, cluster),
    }
  })
}

function lifeOf(client: Client, folder: string, cluster: Cluster): Pick<EmbeddedPostgres, 'onLost' | 'close'> {
  let open = true
  let lost = false
  let tell = (): void => undefined
  client.on('end', () => {
    lost = true
    if (open) tell()
  })
  return {
    onLost: (callback) => {
      tell = callback
      if (lost && open) callback()
    },
    close: async () => {
      if (!open) return false
      open = false
      if (lost) return false
      return withFolderLock(folder, LOCK, () => leave(client, cluster))
    },
  }
}

/** Lets go of the server, and stops it unless somebody else holds on to it. */
async function leave(client: Client, cluster: Cluster): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [IN_USE_LOCK])
    const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [IN_USE_LOCK])
    if (!rows[0]?.last) return false
  } catch {
    return false // it went away by itself
  } finally {
    await client.end().catch(() => undefined)
  }
  await stopCluster(cluster)
  return true
}

/** Removes an embedded database and everything it kept, wherever that is. It must not be running. For tests and db:reset. */
export function removeEmbeddedPostgres(dataDir: string): void {
  const state = existsSync(dataDir) ? readState(resolve(dataDir)) : null
  if (!state) return
  rmSync(resolve(dataDir, state.home), { recursive: true, force: true })
  rmSync(join(dataDir, STATE), { force: true })
}
