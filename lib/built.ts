/** What is made from the sources and made again when they change: the database clients and the production build. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFolderLock } from './folder-lock.mjs'
import { StartProblem } from './start-problem.mjs'

const ROOT = join(import.meta.dirname, '..')
const BUILD_STAMP = join('.next', 'throughline-build.json')
const CLIENT_STAMP = join('lib', 'generated', 'made-from.json')
/** Folders and files a build is made of. Tests and what is generated are not. */
const BUILD_FOLDERS = ['app', 'components', 'lib', 'modules', 'public']
const BUILD_FILES = ['prisma/schema.prisma', 'prisma/reader.prisma', 'tsconfig.json', 'package-lock.json']
const CLIENT_SOURCES = ['prisma/schema.prisma', 'prisma/reader.prisma', 'package-lock.json']
const NOT_BUILT = /(^|\/)(generated|testing|node_modules|architecture\.test\.ts)(\/|$)|\.test\.tsx?$|\.md$/
const BUILD_WAIT_MS = 1_800_000

type Say = (line: string) => void
/** Told of each process the work starts: the work is not over before they end, even if this process is killed. */
type Started = (pid: number | undefined) => void

/** The folders and files above, and Next's own files of the root (next.config.js, proxy.ts, instrumentation.ts …). */
function buildSources(): string[] {
  const atRoot = readdirSync(ROOT).filter(
    (name) => /\.(js|mjs|ts)$/.test(name) && !/^(vitest|playwright|prisma)\.config\.|\.d\.ts$/.test(name),
  )
  return [...BUILD_FOLDERS, ...BUILD_FILES, ...atRoot.sort()]
}

function filesOf(path: string): string[] {
  const whole = join(ROOT, path)
  if (NOT_BUILT.test(path) || !existsSync(whole)) return []
  try {
    return readdirSync(whole)
      .sort()
      .flatMap((name) => filesOf(`${path}/${name}`))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path]
    throw error
  }
}

/** One number for the names and contents of the sources. */
export function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesOf))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0')
  return hash.digest('hex')
}

function stampedWith(stamp: string): string | null {
  try {
    return (JSON.parse(readFileSync(join(ROOT, stamp), 'utf8')) as { from: string }).from
  } catch {
    return null
  }
}

/** Makes something again if its stamp is not the sources' fingerprint. Killed half-way, it is made again next time. */
async function remake(stamp: string, sources: readonly string[], make: (started: Started) => Promise<void>): Promise<boolean> {
  if (stampedWith(stamp) === fingerprint(sources)) return false
  const locks = join(ROOT, '.locks')
  mkdirSync(locks, { recursive: true })
  return withFolderLock(
    locks,
    stamp.replace(/\W+/g, '-'),
    async (alsoHeldBy) => {
      const from = fingerprint(sources)
      if (stampedWith(stamp) === from) return false
      rmSync(join(ROOT, stamp), { force: true })
      await make(alsoHeldBy)
      writeFileSync(join(ROOT, stamp), `${JSON.stringify({ from })}\n`, { flush: true })
      return true
    },
    BUILD_WAIT_MS,
  )
}

function run(args: string[], environment: NodeJS.ProcessEnv, started: Started): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    started(child.pid)
    let said = ''
    const hear = (part: Buffer): void => {
      said += part.toString()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, said }))
  })
}

/** The two database clients, made from prisma/*.prisma when those have changed. */
export async function ensureClients(): Promise<void> {
  await remake(CLIENT_STAMP, CLIENT_SOURCES, async (started) => {
    for (const schema of ['prisma/schema.prisma', 'prisma/reader.prisma']) {
      const { code, said } = await run(['node_modules/prisma/build/index.js', 'generate', '--schema', schema], process.env, started)
      if (code !== 0) throw new StartProblem(`The database client could not be made from ${schema}: ${lastLines(said)}`)
    }
  })
}

/** The production build, made when it is missing or older than the sources. It needs no database and no secret. */
export async function ensureBuild(say: Say): Promise<void> {
  await ensureClients()
  await remake(BUILD_STAMP, buildSources(), async (started) => {
    say('Building (a minute or two; only when the sources have changed) …')
    const { DATABASE_URL, READER_DATABASE_URL, COUNTER_DATABASE_URL, AUTH_SECRET, ...rest } = process.env
    const environment = { ...rest, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as NodeJS.ProcessEnv
    const { code, said } = await run(['node_modules/next/dist/bin/next', 'build'], environment, started)
    if (code === 0) return say('Built.')
    if (/ENOSPC|No space left/.test(said)) throw new StartProblem('The disk is full: make room and start again.')
    throw new StartProblem(`The build failed. Its last words were:\n\n${lastLines(said)}`)
  })
}

const lastLines = (said: string): string => said.trim().split('\n').slice(-25).join('\n')
