/** Secrets that an installation makes for itself once and keeps in DATA_DIR, for nobody else to read. */
import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './make-folder'
import { StartProblem } from './start-problem.mjs'

/** Writes `text` under `name` unless there is something already, and returns what is there: of two at once, one wins. */
export function keepOnce(dataDir: string, name: string, text: string): string {
  makeFolder(dataDir)
  const file = join(dataDir, name)
  const mine = `${file}.${process.pid}.half`
  try {
    if (!statSync(file, { throwIfNoEntry: false })) {
      writeFileSync(mine, text, { mode: 0o600, flush: true })
      linkSync(mine, file)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    if (statSync(mine, { throwIfNoEntry: false })) unlinkSync(mine)
  }
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartProblem(`${file} belongs to another user: start Throughline as that user, or set DATA_DIR to another folder.`, {
      cause: error,
    })
  }
}

/** The secret that signs sessions: the setting, or one made at the first start. */
export function authSecret(dataDir: string, given?: string): string {
  if (given) return given
  const kept = keepOnce(dataDir, 'auth-secret', randomBytes(32).toString('base64url')).trim()
  if (kept.length < 32)
    throw new StartProblem(
      `${join(dataDir, 'auth-secret')} is damaged: put it back from a backup, or remove it, which signs everybody out.`,
    )
  return kept
}
