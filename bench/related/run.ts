/**
 * Times "In related news:" through the product's own function and its reader's login, on databases of its own making:
 * `node --conditions=react-server --import tsx bench/related/run.ts [sizes …]` (bench/README.md). BENCH_SERVER_URL names
 * a PostgreSQL whose user may make databases and roles; without it an embedded one is started for the run.
 */
import { cpus, loadavg } from 'node:os'
import { inProcess, openServer, withDatabase } from './database'
import { type Timing, table } from './measure'
import type { SizeResult } from './size'

const SIZES = [1_000, 20_000]

const ms = (value: number): string => value.toFixed(2)
const timing = (one: Timing): string[] => [ms(one.p50), ms(one.p95), ms(one.p99)]

function report(results: readonly SizeResult[]): string {
  const heads = ['stories', 'way', 'p50 ms', 'p95 ms', 'p99 ms', 'recall@5']
  const rows = results.flatMap((one) => [
    [one.stories.toLocaleString('en-GB'), 'related news', ...timing(one.product), ms(one.recall)],
    ['', 'of it the pool in SQL', ...timing(one.pool), ''],
    ['', 'exact scoring', ...timing(one.exact), '1.00'],
    ['', 'count of shared tags', ...timing(one.naive), ms(one.naiveRecall)],
    ['', 'select 1, same client', ...timing(one.roundTrip), ''],
    ['', 'within publishing', ...timing(one.editor.publish), ''],
    ['', 'within retagging', ...timing(one.editor.retag), ''],
    ['', 'within withdrawing', ...timing(one.editor.withdraw), ''],
  ])
  const [first, ...larger] = results
  const ratios = larger.map((one) => {
    const ratio = (pick: (size: SizeResult) => number) => (first ? pick(one) / pick(first) : Number.NaN).toFixed(2)
    return `${one.stories.toLocaleString('en-GB')} to ${first?.stories.toLocaleString('en-GB')} stories: p50 x ${ratio((size) => size.product.p50)}, p99 x ${ratio((size) => size.product.p99)}`
  })
  const loads = results.map((one) => `${one.stories.toLocaleString('en-GB')} stories loaded in ${one.loadSeconds.toFixed(1)} s`)
  return [table(heads, rows), '', ...ratios, ...loads].join('\n')
}

const given = process.argv.slice(2).map(Number)
if (given.some((size) => !Number.isInteger(size) || size < 10)) throw new Error('Sizes are numbers of stories, 10 or more.')
const server = await openServer()
try {
  const results: SizeResult[] = []
  for (const size of given.length > 0 ? given : SIZES) {
    const script = new URL('./size.ts', import.meta.url)
    results.push(await withDatabase(server, String(size), (env) => inProcess<SizeResult>(script, env, String(size))))
  }
  const machine = `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`
  process.stdout.write(`${report(results)}\n${machine}\n`)
} finally {
  await server.close()
}
