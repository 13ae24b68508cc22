/**
 * One process at a time per folder, also when a holder is killed: the lock file names its holder, and a lock
 * whose holder is gone is taken over. For short work on one machine; the database's own locks do the rest.
 * Plain JavaScript, because the installation of the packages needs it before anything else is there.
 */
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartProblem } from './start-problem.mjs'

const RETRY_MS = 50
/** Taking a lock over is a few synchronous calls; whoever began it this long ago was killed in between. */
const TAKEOVER_MAX_MS = 5_000

/**
 * When the process started, in clock ticks since boot: a number used again by another process has another one.
 * @param {number} pid
 */
function startedAt(pid) {
  try {
    // The name in parentheses may hold spaces; the 20th field after it is the start time.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    // Dead, and only waiting for a parent to ask: in a container perhaps for ever.
    return fields[0] === 'Z' ? 'dead' : (fields[19] ?? '')
  } catch {
    return ''
  }
}

/**
 * Whether a process with this number runs, whoever owns it.
 * @param {number} pid
 * @returns {boolean}
 */
export function processRuns(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** @param {string} text */
function holderIsGone(text) {
  return text
    .trim()
    .split('\n')
    .every((line) => {
      const [pid = '', started = ''] = line.split(' ')
      return !processRuns(Number(pid)) || startedAt(Number(pid)) !== started
    })
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/**
 * @param {string} file
 * @param {string} mine
 */
function tryTake(file, mine) {
  try {
    linkSync(mine, file) // a hard link appears whole or not at all
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = readIfThere(file)
  if (holder !== null && holderIsGone(holder)) takeOver(file, holder)
  return false
}

/**
 * Removes a dead holder's lock. A second lock around it, so that nobody removes the lock of whoever came next.
 * @param {string} file
 * @param {string} holder
 */
function takeOver(file, holder) {
  const claim = `${file}.takeover`
  try {
    mkdirSync(claim)
  } catch {
    const age = Date.now() - (statSync(claim, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > TAKEOVER_MAX_MS) rmdirSync(claim)
    return
  }
  try {
    if (readIfThere(file) === holder) unlinkSync(file)
  } finally {
    rmdirSync(claim)
  }
}

/**
 * Removes what processes left behind that were killed while they waited.
 * @param {string} folder
 * @param {string} name
 */
function sweep(folder, name) {
  for (const file of readdirSync(folder)) {
    const pid = file.startsWith(`${name}.lock.`) ? Number(file.slice(name.length + 6).split('.')[0]) : Number.NaN
    if (Number.isInteger(pid) && !processRuns(pid)) rmSync(join(folder, file), { force: true })
  }
}

/**
 * Runs `work` while no other process runs its own under the same folder and name. `work` may name a process it started:
 * then the lock is held as long as that one runs, even if this one is killed. Throws StartProblem after `waitMs`.
 * @template T
 * @param {string} folder
 * @param {string} name
 * @param {(alsoHeldBy: (pid: number | undefined) => void) => Promise<T>} work
 * @param {number} [waitMs]
 * @returns {Promise<T>}
 */
export async function withFolderLock(folder, name, work, waitMs = 120_000) {
  const file = join(folder, `${name}.lock`)
  const mine = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(mine, `${process.pid} ${startedAt(process.pid)}\n`)
  try {
    const until = Date.now() + waitMs
    while (!tryTake(file, mine)) {
      if (Date.now() > until)
        throw new StartProblem(`Another Throughline process has held ${file} for too long: end it, or remove that file if there is none.`)
      await sleep(RETRY_MS)
    }
  } finally {
    unlinkSync(mine)
  }
  sweep(folder, name)
  try {
    return await work((pid) => pid && appendFileSync(file, `${pid} ${startedAt(pid)}\n`))
  } finally {
    rmSync(file, { force: true })
  }
}
