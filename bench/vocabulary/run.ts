/**
 * Times tagging in bulk over a newsroom of its own, with somebody who publishes meanwhile:
 * `node --conditions=react-server --import tsx bench/vocabulary/run.ts [stories]` (bench/README.md).
 */
import { cpus, loadavg } from 'node:os'
import { inProcess, openServer, withDatabase } from '../related/database'
import { table } from '../related/measure'

const size = Number(process.argv[2] ?? 10_000)
if (!Number.isInteger(size) || size < 400) throw new Error('The number of stories is a whole number of 400 or more.')
const server = await openServer()
try {
  const rows = await withDatabase(server, String(size), (env) =>
    inProcess<[string, string][]>(new URL('./bulk.ts', import.meta.url), env, String(size)),
  )
  process.stdout.write(`${table([`${size.toLocaleString('en-GB')} stories`, ''], rows)}\n`)
  process.stdout.write(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}\n`)
} finally {
  await server.close()
}
