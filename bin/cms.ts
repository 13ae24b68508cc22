/**
 * The product from the command line. Each verb is a file in bin/verbs that exports
 * `run(args): Promise<{ output, failed? }>`. Output goes to stdout as JSON, words to stderr; the exit code is 0 only when
 * all of it worked. Runs beside a server or alone: the embedded database is opened like npm start does.
 */
import { readdirSync } from 'node:fs'
import { ensureClients } from '../lib/built'
import { openNewsroom } from '../lib/open-newsroom'
import { StartProblem } from '../lib/start-problem.mjs'
import { command, progress } from './say.mjs'

type Client = { $disconnect: () => Promise<void> }
type Connections = {
  throughlineDb?: Client
  throughlinePublishedDb?: Client
  throughlinePublishedPool?: { ended: boolean; end: () => Promise<void> }
}
type Verb = { run: (args: string[], migrated: string[]) => Promise<{ output: unknown; failed?: boolean }> }

function verbs(): string[] {
  return readdirSync(new URL('./verbs', import.meta.url))
    .filter((name) => /^[a-z-]+\.ts$/.test(name))
    .map((name) => name.slice(0, -3))
    .sort()
}

function writeOut(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}

/** Before the database may stop: a pool that loses its server would say so. */
async function disconnect(): Promise<void> {
  const { throughlineDb, throughlinePublishedDb, throughlinePublishedPool: pool } = globalThis as Connections
  await Promise.all([throughlineDb?.$disconnect(), throughlinePublishedDb?.$disconnect()])
  // A client that was asked nothing ends no pool.
  if (pool && !pool.ended) await pool.end()
}

await command(async () => {
  const [verb = '', ...args] = process.argv.slice(2)
  if (!verbs().includes(verb))
    throw new StartProblem(`${verb ? `There is no verb ${verb}` : 'Say what to do'}: npm run --silent cms -- ${verbs().join('|')} …`)
  await ensureClients()
  const newsroom = await openNewsroom(process.stderr.isTTY ? progress(process.stderr) : () => undefined)
  Object.assign(process.env, newsroom.environment)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void newsroom.close().then(() => process.exit(130)))
  try {
    const { run } = (await import(`./verbs/${verb}.ts`)) as Verb
    const { output, failed } = await run(args, newsroom.migrated)
    await writeOut(`${JSON.stringify(output, null, 2)}\n`)
    await disconnect()
    await newsroom.close()
    process.exit(failed ? 1 : 0)
  } catch (error) {
    await disconnect()
    await newsroom.close()
    throw error
  }
})
