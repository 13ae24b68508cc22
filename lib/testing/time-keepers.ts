/**
 * Several servers' loops on one database, as processes that a test kills without warning. Each has a name that PostgreSQL
 * shows, so that it can be killed in the middle of a transaction.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'

const SCRIPT = fileURLToPath(new URL('./time-keeper.ts', import.meta.url))
const LOOKS_MAX = 20_000

export type TimeKeeper = { name: string; child: ChildProcess }

/** Starts one on the database at `url`; resolves once its loops have begun. */
export async function startKeeper(url: string, name: string): Promise<TimeKeeper> {
  const database = new URL(url)
  database.searchParams.set('application_name', name)
  const child = fork(SCRIPT, [], {
    execArgv: ['--conditions=react-server', '--import', import.meta.resolve('tsx')],
    env: { ...process.env, DATABASE_URL: database.href, RELATED_WORKER: 'off', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) => reject(new Error(`a server ended before it began: ${code}`)))
  })
  return { name, child }
}

/** As when the power fails: nothing is said, nothing is finished. Resolves when the process is gone. */
export async function killKeeper({ child }: TimeKeeper): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

const TIMES_LEFT = "select count(*)::int from schedule where state = 'waiting'"

/** Waits until one of them has written something it has not committed, and answers which; null when none does any more: `left` counts what is still to do. */
export async function whoPublishes(url: string, keepers: readonly TimeKeeper[], left = TIMES_LEFT): Promise<TimeKeeper | null> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const { rows } = await client.query<{ name: string; left: number }>(
        `select (select application_name from pg_stat_activity where application_name = any ($1) and backend_xid is not null limit 1) as name,
           (${left}) as left`,
        [keepers.map((one) => one.name)],
      )
      const found = keepers.find((one) => one.name === rows[0]?.name)
      if (found) return found
      if (rows[0]?.left === 0) return null
    }
    return null
  } finally {
    await client.end()
  }
}
