/** One PostgreSQL cluster on disk: made once, started, stopped, and picked up again after whatever happened to it. */
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type DatabaseError } from 'pg'
import { processRuns } from './folder-lock.mjs'
import { type Runner, runProgram } from './postgres-binaries'
import { StartProblem } from './start-problem.mjs'

export const SUPERUSER = 'postgres'
const LOG_MAX_BYTES = 10_000_000
/** A killed postmaster's children and lock file can outlive it for a moment; recovery may take longer than that. */
const START_WAIT_MS = 30_000

export type Cluster = {
  /** bin, lib and share. */
  binaries: string
  /** Holds the cluster (data) and its log; belongs to the runner. */
  home: string
  runner: Runner
  password: string
  /** false only in tests: without waiting for the disk. */
  durable: boolean
  /** Hears of each program we run on it: a killed start must not be followed by another beside its programs. */
  started?: (pid: number | undefined) => void
}

const dataOf = (cluster: Cluster): string => join(cluster.home, 'data')
const logOf = (cluster: Cluster): string => join(cluster.home, 'server.log')
const programOf = (cluster: Cluster, name: string): string => join(cluster.binaries, 'bin', name)

const MEGABYTE = 1024 * 1024
const BUFFERS_MIN_MB = 64
const BUFFERS_MAX_MB = 512
/** As it stands in postgresql.conf; what there is room for is said at each start. */
const BUFFERS_WRITTEN = `${BUFFERS_MIN_MB}MB`

/**
 * Megabytes of pages that PostgreSQL keeps itself: a thirty-second of the memory there is (bytes). Taken as they are used: a
 * small newsroom never fills them; with a million stories, lists are a tenth faster (bench/README.md).
 */
export const buffersFor = (memory: number): number => Math.min(BUFFERS_MAX_MB, Math.max(BUFFERS_MIN_MB, Math.floor(memory / MEGABYTE / 32)))

/** What this process may use: a container's limit is no more than the machine has. */
const memoryHere = (): number => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)

/**
 * Whether whoever runs it has set shared_buffers by hand: `conf` says something else than we wrote there when the cluster was
 * made, or `auto`, which only ALTER SYSTEM writes, says anything. The texts of postgresql.conf and postgresql.auto.conf.
 */
export function hasOwnBuffers(conf: string, auto: string): boolean {
  const said = (text: string) => [...text.matchAll(/^[ \t]*shared_buffers[ \t]*=?[ \t]*'?([^'#\s]+)/gim)].at(-1)?.[1]
  return said(auto) !== undefined || (said(conf) ?? BUFFERS_WRITTEN) !== BUFFERS_WRITTEN
}

/** Settings that differ from PostgreSQL's own: this machine only, little memory, everything safe on disk. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '150',
  shared_buffers: BUFFERS_WRITTEN,
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** Makes the cluster if it is not there yet: beside its place and then moved, so that a half-made one is never used. */
export async function ensureCluster(cluster: Cluster): Promise<void> {
  if (existsSync(dataOf(cluster))) return
  const half = join(cluster.home, 'data.half')
  const passwordFile = join(cluster.home, 'password')
  rmSync(half, { recursive: true, force: true })
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 })
  if (cluster.runner.uid !== undefined) chownSync(passwordFile, cluster.runner.uid, cluster.runner.gid ?? cluster.runner.uid)
  const settings = Object.entries({
    ...SETTINGS,
    ...(cluster.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  })
  const { code, said } = await runProgram(
    programOf(cluster, 'initdb'),
    [
      '-D',
      half,
      '-U',
      SUPERUSER,
      '--pwfile',
      passwordFile,
      '--auth-host=scram-sha-256',
      '--auth-local=reject',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(cluster.durable ? [] : ['--no-sync']),
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    cluster.runner,
    cluster.started,
  )
  rmSync(passwordFile, { force: true })
  if (code !== 0) throw new StartProblem(`The embedded database could not be made in ${cluster.home}: ${reason(said)}`)
  renameSync(half, dataOf(cluster))
}

/** The line that says why, in words that say what to do where we know. */
function reason(said: string): string {
  if (/No space left on device/i.test(said)) return 'the disk is full. Make room and start again.'
  if (/Permission denied/i.test(said)) return 'its user may not write there. Give it that folder, or set DATA_DIR to another one.'
  if (/Cannot allocate memory|could not map anonymous shared memory/i.test(said))
    return 'there is not enough memory. Make room and start again.'
  const lines = said.split('\n').filter((line) => /FATAL|PANIC|error/i.test(line))
  return `${(lines.at(-1) ?? said.split('\n').at(-1) ?? 'no reason given').trim()}.`
}

/** Whether a postmaster works on this cluster. Removes a lock file whose process is gone, dead or something else. */
function postmasterRuns(cluster: Cluster): boolean {
  const file = join(dataOf(cluster), 'postmaster.pid')
  let pid: number
  try {
    pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  } catch {
    return false
  }
  if (processRuns(pid) && isPostgres(pid)) return true
  rmSync(file, { force: true })
  return false
}

/** On Linux, a living process called postgres; elsewhere PostgreSQL's own judgement is all there is. */
function isPostgres(pid: number): boolean {
  if (!existsSync('/proc/self/stat')) return true
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.includes('(postgres)') && stat.split(') ').at(-1)?.[0] !== 'Z'
  } catch {
    return false
  }
}

async function freePort(preferred: number): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(null))
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
      })
    })
  return (await listen(preferred)) ?? (await listen(0)) ?? preferred
}

/** A connection to this cluster on that port; null when nothing answers yet, or something else does. */
async function connect(cluster: Cluster, port: number): Promise<Client | null> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: cluster.password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
    application_name: 'throughline',
  })
  // A lost connection is an event of its own for those who listen; without a listener it would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    const code = (error as DatabaseError).code ?? ''
    // Refused, starting up or shutting down, or somebody else's server on our old port.
    if (/^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|28P01|28000)$/.test(code) || !code) return null
    throw error
  }
}

/** Starts the cluster if it does not run. Returns a superuser's connection and the port, which is `lastPort` if that is free. */
export async function startCluster(
  cluster: Cluster,
  lastPort: number,
  recordPort: (port: number) => void,
): Promise<{ client: Client; port: number }> {
  const until = Date.now() + START_WAIT_MS
  let said = ''
  for (let port = lastPort; ; await sleep(100)) {
    const client = port ? await connect(cluster, port) : null
    if (client) return { client, port }
    if (!postmasterRuns(cluster)) {
      port = await freePort(port)
      recordPort(port)
      said = (await launch(cluster, port)) ?? said
    }
    if (Date.now() > until) throw new StartProblem(`The embedded database does not start (its log is ${logOf(cluster)}): ${reason(said)}`)
    if (/No space left on device/i.test(said)) throw new StartProblem(`The embedded database does not start: ${reason(said)}`)
  }
}

/** What the memory gives, unless somebody has set it by hand: what is said at the start goes before what is written. */
function buffersHere(cluster: Cluster): string {
  const [conf, auto] = ['postgresql.conf', 'postgresql.auto.conf'].map((name) => {
    const file = join(dataOf(cluster), name)
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  })
  return hasOwnBuffers(conf ?? '', auto ?? '') ? '' : ` -c shared_buffers=${buffersFor(memoryHere())}MB`
}

/** One attempt; what went wrong, or null. */
async function launch(cluster: Cluster, port: number): Promise<string | null> {
  const log = logOf(cluster)
  const before = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (before > LOG_MAX_BYTES) truncateSync(log)
  const { code, said } = await runProgram(
    programOf(cluster, 'pg_ctl'),
    ['start', '-D', dataOf(cluster), '-w', '-t', '60', '-s', '-l', log, '-o', `-p ${port}${buffersHere(cluster)}`],
    cluster.runner,
    cluster.started,
  )
  if (code === 0) return null
  const tail = existsSync(log) ? readFileSync(log, 'utf8').slice(before > LOG_MAX_BYTES ? 0 : before) : ''
  return `${said}\n${tail}`
}

/** Stops it in good order: transactions in progress are rolled back, everything committed is on disk. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  await runProgram(programOf(cluster, 'pg_ctl'), ['stop', '-D', dataOf(cluster), '-m', 'fast', '-w', '-t', '60', '-s'], cluster.runner)
}

/** Makes the cluster's home, owned by the runner. */
export function makeHome(home: string, runner: Runner): void {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (runner.uid !== undefined) chownSync(home, runner.uid, runner.gid ?? runner.uid)
}
