/** What the measurement starts: a database, the newsroom's process, our servers, and a bare Next application to compare with. */
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { allocatorSettings, serverArguments } from '../../bin/server-memory'
import { openEmbeddedPostgres } from '../../lib/embedded-postgres'
import { migrate } from '../../lib/migrations'
import { ensureReaderLogin } from '../../lib/reader-login'
import type { Deeds } from './newsroom'

const SECRET = 'only for measuring, on a database that is dropped at the end'

export type Served = {
  port: number
  pid: number /** From the start of the process to its first answer, in milliseconds. */
  firstAnswer: number
  stop: () => Promise<void>
}

export async function openPostgres(): Promise<{ url: string; close: () => Promise<void> }> {
  const given = process.env.BENCH_SERVER_URL
  if (given) return { url: given, close: async () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  chmodSync(folder, 0o711)
  const embedded = await openEmbeddedPostgres(folder, { durable: false })
  const close = async () => {
    await embedded.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: embedded.superuserUrl, close }
}

/** A newsroom in a database of its own. */
export class Newsroom {
  readonly environment: Record<string, string>
  readonly #child: ChildProcess
  readonly #drop: () => Promise<void>
  #asked = 0

  private constructor(environment: Record<string, string>, drop: () => Promise<void>) {
    this.environment = environment
    this.#drop = drop
    const script = new URL('./newsroom.ts', import.meta.url)
    this.#child = fork(script, { execArgv: process.execArgv, serialization: 'advanced', env: { ...process.env, ...environment } })
  }

  static async open(server: string, name: string): Promise<Newsroom> {
    const database = `throughline_web_${process.pid}_${name}`
    const url = new URL(server)
    url.pathname = `/${database}`
    await onServer(server, `create database ${database}`)
    await migrate(url.href)
    const reader = await ensureReaderLogin(url.href, SECRET)
    const environment = { DATABASE_URL: url.href, READER_DATABASE_URL: reader, AUTH_SECRET: SECRET, LOG_LEVEL: 'error' }
    const role = new URL(reader).username
    return new Newsroom(environment, () => onServer(server, `drop database ${database} with (force)`, `drop role if exists "${role}"`))
  }

  async do<D extends keyof Deeds>(deed: D, ...[argument]: Parameters<Deeds[D]>): Promise<Awaited<ReturnType<Deeds[D]>>> {
    this.#asked += 1
    const id = this.#asked
    const told = new Promise<{ id: number; value?: unknown; error?: string }>((settle) => this.#child.once('message', settle))
    this.#child.send({ id, deed, argument })
    const { value, error } = await told
    if (error) throw new Error(error)
    return value as Awaited<ReturnType<Deeds[D]>>
  }

  async close(): Promise<void> {
    this.#child.disconnect()
    await once(this.#child, 'exit')
    await this.#drop()
  }
}

async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const { port } = server.address() as AddressInfo
  await new Promise((settle) => server.close(settle))
  return port
}

async function serve(args: string[], port: number, options: { cwd?: string; env: Record<string, string>; first: string }): Promise<Served> {
  const began = performance.now()
  const { cwd, env, first } = options
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env, NODE_ENV: 'production' },
  })
  const answers = () =>
    fetch(`http://127.0.0.1:${port}${first}`).then(
      async (answer) => Boolean(await answer.text()),
      () => false,
    )
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error('The server ended before it answered.')
    await new Promise((settle) => setTimeout(settle, 10))
  }
  // May be asked twice: in its place, and at the end of everything.
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { port, pid: child.pid ?? 0, firstAnswer: performance.now() - began, stop }
}

/** Our server, from the build in this folder, as `npm start` runs it. */
export async function serveProduct(newsroom: Newsroom, first: string): Promise<Served> {
  const port = await freePort()
  return serve([...serverArguments, 'bin/serve.mjs'], port, {
    env: {
      ...newsroom.environment,
      HOST: '127.0.0.1',
      PORT: String(port),
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
      ...allocatorSettings(process.env),
    },
    first,
  })
}

/** The least Next application with a cached page per address, as Next's own server serves it. */
export async function serveBareNext(paragraphs: string[]): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bare-'))
  mkdirSync(join(folder, 'app/news/[slug]'), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  write('package.json', '{ "name": "bare", "type": "module", "private": true }')
  write('next.config.js', "export default { turbopack: { root: '/' } }")
  write('app/layout.jsx', 'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }')
  write(
    'app/news/[slug]/page.jsx',
    `export const generateStaticParams = () => []
const paragraphs = ${JSON.stringify(paragraphs)}
export default async function Page({ params }) {
  const { slug } = await params
  return <main><h1>{slug}</h1>{paragraphs.map((text, i) => <p key={i}>{text}</p>)}</main>
}`,
  )
  const next = resolve('node_modules/next/dist/bin/next')
  const built = spawnSync(process.execPath, [next, 'build'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`The bare application could not be built.\n${built.stdout}${built.stderr}`)
  const port = await freePort()
  const served = await serve([next, 'start', '-H', '127.0.0.1', '-p', String(port)], port, { cwd: folder, env: {}, first: '/news/first' })
  return {
    ...served,
    stop: async () => {
      await served.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
