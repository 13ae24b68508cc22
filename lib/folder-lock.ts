/**
 * One process at a time per folder, also when a holder is killed: the lock file names its holder, and a lock
 * whose holder is gone is taken over. For short work on one machine; the database's own locks do the rest.
 */
import { linkSync, mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartProblem } from './start-problem'

const RETRY_MS = 50
/** Taking a lock over is a few synchronous calls; whoever began it this long ago was killed in between. */
const TAKEOVER_MAX_MS = 5_000

/** When the process started, in clock ticks since boot: a number used again by another process has another one. */
function startedAt(pid: number): string {
  try {
    // The name in parentheses may hold spaces; the 20th field after it is the start time.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

/** Whether a process with this number runs, whoever owns it. */
export function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function holderIsGone(text: string): boolean {
  const [pid = '', started = ''] = text.trim().split(' ')
  return !processRuns(Number(pid)) || startedAt(Number(pid)) !== started
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function tryTake(file: string, mine: string): boolean {
  try {
    linkSync(mine, file) // a hard link appears whole or not at all
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = readIfThere(file)
  if (holder !== null && holderIsGone(holder)) takeOver(file, holder)
  return false
}

/** Removes a dead holder's lock. A second lock around it, so that nobody removes the lock of whoever came next. */
function takeOver(file: string, holder: string): void {
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

/** Runs `work` while no other process runs its own under the same folder and name. Throws StartProblem after `waitMs`. */
export async function withFolderLock<T>(folder: string, name: string, work: () => Promise<T>, waitMs = 120_000): Promise<T> {
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
  try {
    return await work()
  } finally {
    unlinkSync(file)
  }
}
