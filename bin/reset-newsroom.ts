import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbeddedPostgres, removeEmbeddedPostgres } from '../lib/embedded-postgres'
import { readSettings } from '../lib/open-newsroom'
import { StartProblem } from '../lib/start-problem.mjs'
import { DEMO_SIGN_IN, WELCOMED } from './first-contents'

/** Removes the embedded database of DATA_DIR for good. Refuses while something uses it. */
export async function resetNewsroom(yes: boolean): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = readSettings()
  if (DATABASE_URL)
    throw new StartProblem('DATABASE_URL is set, and only the embedded database is removed: drop and create that one with its own tools.')
  if (!yes) throw new StartProblem(`This removes every story and user in ${DATA_DIR}: say npm run db:reset -- --yes if you mean it.`)
  const embedded = await openEmbeddedPostgres(DATA_DIR)
  if (!(await embedded.close())) throw new StartProblem('The embedded database is in use: stop Throughline and try again.')
  removeEmbeddedPostgres(DATA_DIR)
  for (const name of [DEMO_SIGN_IN, WELCOMED]) rmSync(join(DATA_DIR, name), { force: true })
  process.stdout.write('The embedded database is removed. npm start makes a new one.\n')
}
