/**
 * Times the newsroom's list of stories and its desk through the product's own queries, on a database of its own:
 * `node --conditions=react-server --import tsx bench/newsroom/run.ts [stories]` (bench/README.md).
 */
import { cpus, loadavg } from 'node:os'
import { inProcess, openServer, withDatabase } from '../related/database'
import { type Timing, table } from '../related/measure'

const size = Number(process.argv[2] ?? 100_000)
if (!Number.isInteger(size) || size < 100) throw new Error('The number of stories is a whole number of 100 or more.')
const server = await openServer()
try {
  const rows = await withDatabase(server, String(size), (env) =>
    inProcess<{ name: string; time: Timing }[]>(new URL('./lists.ts', import.meta.url), env, String(size)),
  )
  const heads = [`${size.toLocaleString('en-GB')} stories`, 'p50 ms', 'p95 ms', 'p99 ms']
  const cells = rows.map(({ name, time }) => [name, ...[time.p50, time.p95, time.p99].map((ms) => ms.toFixed(1))])
  process.stdout.write(`${table(heads, cells)}\n${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}\n`)
} finally {
  await server.close()
}
