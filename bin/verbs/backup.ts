/** cms backup FILE: the whole database and the files of pictures in one file, from one moment, while people go on working. */
import { statSync } from 'node:fs'
import { backup } from '../../lib/backup'
import { StartProblem } from '../../lib/start-problem.mjs'
import { callersPath, readArguments } from '../command-line'

const USAGE = 'backup FILE'

export async function run(args: string[]): Promise<{ output: unknown }> {
  const { positionals } = readArguments(args, USAGE, { allowPositionals: true })
  if (positionals.length !== 1 || !positionals[0]) throw new StartProblem(`Say where to write the backup. Usage: cms ${USAGE}`)
  const file = callersPath(positionals[0])
  const manifest = await backup(process.env.DATABASE_URL ?? '', file)
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  process.stderr.write(`Saved ${rows} rows of ${manifest.tables.length} tables and ${manifest.media.length} picture files in ${file}.\n`)
  return {
    output: {
      file,
      bytes: statSync(file).size,
      madeAt: manifest.madeAt,
      files: manifest.media.length,
      rows: Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows])),
    },
  }
}
