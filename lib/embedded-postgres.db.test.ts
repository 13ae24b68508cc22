import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEmbeddedPostgres, removeEmbeddedPostgres } from './embedded-postgres'

let folder = ''
let processes: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-launcher-'))
  chmodSync(folder, 0o711)
  processes = []
})

afterEach(async () => {
  for (const child of processes) child.kill('SIGKILL')
  // Whatever a failed test left running: the last one out stops it.
  if (existsSync(join(home(), 'data', 'postmaster.pid'))) await (await openEmbeddedPostgres(folder)).close()
  removeEmbeddedPostgres(folder)
  rmSync(folder, { recursive: true, force: true })
})

type Holder = { child: ChildProcess; url: string; end: () => Promise<string> }

/** A process of its own that holds the database open. */
async function hold(): Promise<Holder> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/testing/hold-database.ts', folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  processes.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const url = (await lines.next()).value as string
  const end = async (): Promise<string> => {
    child.stdin?.end()
    return (await lines.next()).value as string
  }
  return { child, url, end }
}

async function sql(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const home = (): string => join(folder, (JSON.parse(readFileSync(join(folder, 'database.json'), 'utf8')) as { home: string }).home)
const postmaster = (): number => Number(readFileSync(join(home(), 'data', 'postmaster.pid'), 'utf8').split('\n')[0])

describe('The embedded database', { timeout: 60_000 }, () => {
  it('is one for three processes that start at the same moment, and stops with the last of them', async () => {
    const holders = await Promise.all([hold(), hold(), hold()])
    expect(new Set(holders.map(({ url }) => url)).size).toBe(1)
    expect(postmaster()).toBeGreaterThan(1)
    const endings: string[] = []
    for (const holder of holders) endings.push(await holder.end())
    expect(endings).toEqual(['not last', 'not last', 'last'])
    expect(existsSync(join(home(), 'data', 'postmaster.pid'))).toBe(false)
  })

  it('keeps every acknowledged row when its server is killed, and starts again by itself', async () => {
    const first = await openEmbeddedPostgres(folder)
    let told = false
    first.onLost(() => {
      told = true
    })
    await sql(first.url, 'create table kept (n int)')
    for (let n = 1; n <= 20; n++) await sql(first.url, `insert into kept values (${n})`)
    process.kill(postmaster(), 'SIGKILL')
    const again = await openEmbeddedPostgres(folder)
    expect(again.url).toBe(first.url)
    expect(await sql(again.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 20 }])
    expect(told).toBe(true)
    expect(await first.close()).toBe(false)
    expect(await again.close()).toBe(true)
  })

  it('does not count a process that was killed as a user', async () => {
    const killed = await hold()
    const other = await hold()
    killed.child.kill('SIGKILL')
    await once(killed.child, 'exit')
    expect(await other.end()).toBe('last')
  })

  it('is not misled by a lock file whose number now belongs to another program', async () => {
    const first = await openEmbeddedPostgres(folder, { durable: false })
    await sql(first.url, 'create table kept (n int)')
    await first.close()
    const stranger = spawn('sleep', ['30'])
    processes.push(stranger)
    const pidFile = join(home(), 'data', 'postmaster.pid')
    writeFileSync(pidFile, `${stranger.pid}\n${join(home(), 'data')}\n1\n5432\n\n127.0.0.1\n\nready\n`)
    chmodSync(pidFile, 0o666)
    const again = await openEmbeddedPostgres(folder, { durable: false })
    expect(await sql(again.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }])
    await again.close()
  })

  it('waits for the disk, listens on this machine only and lets nobody in without its password', async () => {
    const database = await openEmbeddedPostgres(folder)
    const settings = await sql(
      database.superuserUrl,
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories') order by name`,
    )
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      synchronous_commit: 'on',
      unix_socket_directories: '',
    })
    const stranger = new URL(database.url)
    stranger.password = 'guessed'
    await expect(sql(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(folder, 'database.json')).mode & 0o777).toBe(0o600)
    expect(await sql(database.url, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([{ rolsuper: false }])
    await database.close()
  })

  it('keeps as many pages as somebody has set by hand', async () => {
    await (await openEmbeddedPostgres(folder, { durable: false })).close()
    appendFileSync(join(home(), 'data', 'postgresql.conf'), 'shared_buffers = 80MB\n')
    const database = await openEmbeddedPostgres(folder, { durable: false })
    expect(await sql(database.url, 'show shared_buffers')).toEqual([{ shared_buffers: '80MB' }])
    await database.close()
  })

  it('finds its data again when the whole folder has been moved', async () => {
    const first = await openEmbeddedPostgres(folder, { durable: false })
    await sql(first.url, 'create table kept (n int)')
    await first.close()
    const moved = `${folder}-moved`
    renameSync(folder, moved)
    folder = moved
    const again = await openEmbeddedPostgres(folder, { durable: false })
    expect(await sql(again.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }])
    await again.close()
    expect(existsSync(join(folder, 'database.json'))).toBe(true)
  })
})
