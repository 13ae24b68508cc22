/** cms restore FILE [--force]: replaces the whole database by a backup, or changes nothing. */
import { restore } from '../../lib/backup'
import { ensureCounterLogin } from '../../lib/counter-login'
import { ensureReaderLogin } from '../../lib/reader-login'
import { StartProblem } from '../../lib/start-problem.mjs'
import { callersPath, readArguments } from '../command-line'

const USAGE = 'restore FILE [--force]'

export async function run(args: string[]): Promise<{ output: unknown }> {
  const { positionals, values } = readArguments(args, USAGE, {
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false } },
  })
  if (positionals.length !== 1 || !positionals[0]) throw new StartProblem(`Say which backup to restore. Usage: cms ${USAGE}`)
  const file = callersPath(positionals[0])
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const { manifest, migrated } = await restore(databaseUrl, file, { force: Boolean(values.force) })
  // The backup may come from a server with other roles.
  await ensureReaderLogin(databaseUrl, process.env.AUTH_SECRET ?? '')
  await ensureCounterLogin(databaseUrl, process.env.AUTH_SECRET ?? '')
  process.stderr.write(`Restored the backup of ${manifest.madeAt}.\n`)
  return {
    output: {
      file,
      madeAt: manifest.madeAt,
      migrated,
      files: manifest.media.length,
      rows: Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows])),
    },
  }
}
