/**
 * Stories that go out by themselves, with servers killed meanwhile:
 * `node --conditions=react-server --import tsx bench/schedules/run.ts [stories minutes kills]` (bench/README.md).
 * BENCH_SERVER_URL names a PostgreSQL whose user may make databases and roles; without it an embedded one is started.
 */
import { cpus, loadavg } from 'node:os'
import { inProcess, openServer, withDatabase } from '../related/database'
import type { Measured } from './measure'

const [stories = 1_000, minutes = 10, kills = 20] = process.argv.slice(2).map(Number)
if ([stories, minutes, kills].some((value) => !Number.isFinite(value) || value < 0))
  throw new Error('Give numbers: stories, minutes, kills.')

const server = await openServer()
try {
  const script = new URL('./measure.ts', import.meta.url)
  const result = await withDatabase(server, 'schedules', (env) =>
    inProcess<Measured>(script, env, String(stories), String(minutes), String(kills)),
  )
  const { published, twice, early, lost, killed, lateness } = result
  const late = Object.entries(lateness).map(([name, value]) => `${name} ${value.toFixed(2)} s`)
  process.stdout.write(
    [
      `${stories} stories within ${minutes} minutes, 3 servers, ${killed} killed while publishing`,
      `published ${published}, twice ${twice}, early ${early}, not at all ${lost}`,
      `late: ${late.join(', ')}`,
      `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
      '',
    ].join('\n'),
  )
  if (twice + early + lost > 0) process.exitCode = 1
} finally {
  await server.close()
}
