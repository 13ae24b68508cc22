import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StartProblem } from './start-problem.mjs'

/**
 * Makes a folder and those above it, for this user only. One at a time: Node's own recursive way never comes back from
 * a place where nothing can be made. Throws StartProblem.
 */
export function makeFolder(path: string): void {
  const folder = resolve(path)
  const there = statSync(folder, { throwIfNoEntry: false })
  if (there?.isDirectory()) return
  if (there) throw new StartProblem(`${folder} is a file and should be a folder: move it away, or set DATA_DIR to another folder.`)
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST') return // another process was quicker
    if (code === 'ENOSPC') throw error
    throw new StartProblem(`The folder ${folder} cannot be made: give this user the folder above it, or set DATA_DIR to another one.`, {
      cause: error,
    })
  }
}
