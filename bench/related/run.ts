/**
 * Times "In related news:" through the product's own function and its reader's login, on databases of its own making:
 * `node --conditions=react-server --import tsx bench/related/run.ts [sizes …]` (bench/README.md). BENCH_SERVER_URL names
 * a PostgreSQL whose user may make databases and roles; without it an embedded one is started for the run.
 */
import { fork } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { openEmbeddedPostgres } from '../../lib/embedded-postgres'
import { migrate } from '../../lib/migrations'
import { ensureReaderLogin } from '../../lib/reader-login'
import { type Timing, table } from './measure'
import type { SizeResult } from './size'

const SIZES = [1_000, 20_000]
const READER_SECRET = 'only for measuring, on a database that is dropped at the end'

async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

async function openServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const given = process.env.BENCH_SERVER_URL
  if (given) return { url: given, close: async () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  chmodSync(folder, 0o711)
  const embedded = await openEmbeddedPostgres(folder, { durable: false })
  return {
    url: embedded.superuserUrl,
    close: async () => {
      await embedded.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The product's clients belong to one database for the life of a process: each size has a process of its own. */
function measureIn(environment: Record<string, string>, stories: number): Promise<SizeResult> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./size.ts', import.meta.url)), [String(stories)], {
      execArgv: process.execArgv,
      env: { ...process.env, ...environment },
    })
    let result: SizeResult | undefined
    child.on('message', (message) => {
      result = message as SizeResult
    })
    child.on('close', () => (result ? resolve(result) : reject(new Error(`measuring ${stories} stories failed`))))
  })
}

async function measureSize(server: string, stories: number): Promise<SizeResult> {
  const database = `throughline_bench_${process.pid}_${stories}`
  const url = new URL(server)
  url.pathname = `/${database}`
  await onServer(server, `create database ${database}`)
  try {
    await migrate(url.href)
    const reader = await ensureReaderLogin(url.href, READER_SECRET)
    return await measureIn({ DATABASE_URL: url.href, READER_DATABASE_URL: reader, LOG_LEVEL: 'error' }, stories)
  } finally {
    const role = `throughline_reader_${database}`.slice(0, 40)
    await onServer(server, `drop database if exists ${database} with (force)`)
    await onServer(
      server,
      `do $$ declare r record; begin for r in select rolname from pg_roles where rolname like '${role}%' loop execute format('drop role %I', r.rolname); end loop; end $$`,
    )
  }
}

const ms = (value: number): string => value.toFixed(2)
const timing = (one: Timing): string[] => [ms(one.p50), ms(one.p95), ms(one.p99)]

function report(results: readonly SizeResult[]): string {
  const heads = ['stories', 'way', 'p50 ms', 'p95 ms', 'p99 ms', 'recall@5']
  const rows = results.flatMap((one) => [
    [one.stories.toLocaleString('en-GB'), 'related news', ...timing(one.product), ms(one.recall)],
    ['', 'of it the pool in SQL', ...timing(one.pool), ''],
    ['', 'exact scoring', ...timing(one.exact), '1.00'],
    ['', 'count of shared tags', ...timing(one.naive), ms(one.naiveRecall)],
    ['', 'select 1, same client', ...timing(one.roundTrip), ''],
  ])
  const [first, ...larger] = results
  const ratios = larger.map((one) => {
    const ratio = (pick: (size: SizeResult) => number) => (first ? pick(one) / pick(first) : Number.NaN).toFixed(2)
    return `${one.stories.toLocaleString('en-GB')} to ${first?.stories.toLocaleString('en-GB')} stories: p50 x ${ratio((size) => size.product.p50)}, p99 x ${ratio((size) => size.product.p99)}`
  })
  const loads = results.map(
    (one) =>
      `${one.stories.toLocaleString('en-GB')} stories loaded in ${one.loadSeconds.toFixed(1)} s; one filed again in ${ms(one.refile.p50)} ms (p50)`,
  )
  return [table(heads, rows), '', ...ratios, ...loads].join('\n')
}

const given = process.argv.slice(2).map(Number)
if (given.some((size) => !Number.isInteger(size) || size < 10)) throw new Error('Sizes are numbers of stories, 10 or more.')
const server = await openServer()
try {
  const results: SizeResult[] = []
  for (const size of given.length > 0 ? given : SIZES) results.push(await measureSize(server.url, size))
  const machine = `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`
  process.stdout.write(`${report(results)}\n${machine}\n`)
} finally {
  await server.close()
}
