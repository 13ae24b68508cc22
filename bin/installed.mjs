// What must be there before anything else: a Node that fits, and the packages. Plain Node, no package of ours.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withFolderLock } from '../lib/folder-lock.mjs'
import { StartProblem } from '../lib/start-problem.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Throws StartProblem on a Node that is too old; gives one line of advice on Node 20. */
export function requireNode(say, version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24
  if (!fits)
    throw new StartProblem(
      `Throughline needs Node 20.19, 22.12, 24 or newer and this is ${version}: install a newer one from nodejs.org and start again.`,
    )
  if (major === 20) say('Node 20 gets no security fixes any more: Throughline runs on it, but use Node 24 in production.')
}

/** Whether every package of the lock file that belongs on this machine is installed in its version. */
export function packagesAreInstalled(folder = root) {
  const wanted = readLock(join(folder, 'package-lock.json'))
  const there = readLock(join(folder, 'node_modules', '.package-lock.json'))
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    if (!there[path]) return Boolean(entry.optional || entry.devOptional)
    return there[path].version === entry.version && existsSync(join(folder, path, 'package.json'))
  })
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

/** Installs the packages of the lock file unless they are there. Throws StartProblem with npm's own reason. */
export async function ensureInstalled(say) {
  if (packagesAreInstalled()) return
  const locks = join(root, '.locks')
  mkdirSync(locks, { recursive: true })
  await withFolderLock(
    locks,
    'install',
    async (alsoHeldBy) => {
      if (packagesAreInstalled()) return
      say('Installing the packages (about a minute on a good connection) …')
      const said = await npm(['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], alsoHeldBy)
      if (!packagesAreInstalled()) throw new StartProblem(`The packages could not be installed: ${reason(said)}`)
    },
    900_000,
  )
}

function npm(args, started) {
  const cli = process.env.npm_execpath
  const [program, first] = cli && existsSync(cli) && /npm-cli\.c?js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []]
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: { ...process.env, NODE_ENV: '' },
    })
    started(child.pid)
    let said = ''
    child.stdout.on('data', (part) => {
      said += part
    })
    child.stderr.on('data', (part) => {
      said += part
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', () => resolve(said))
  })
}

function reason(said) {
  if (/ENOSPC/.test(said)) return 'the disk is full. Make room and start again.'
  if (/EACCES|EPERM/.test(said)) return `this user may not write in ${root}. Give it that folder and start again.`
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|network/i.test(said))
    return 'the npm registry cannot be reached. Look at the connection and start again.'
  const line = said.split('\n').find((text) => /npm error (?!code|A complete log)/.test(text)) ?? said.split('\n')[0] ?? ''
  return `npm said “${line.replace(/^npm error\s*/, '').trim()}”. Run npm ci to see all of it.`
}
