/**
 * Times the reader's pages as the web server serves them, from the build in this folder, on databases of its own making:
 * `node --conditions=react-server --import tsx bench/web/run.ts` (bench/README.md). Compare within one run only.
 */
import { existsSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { gzipSync } from 'node:zlib'
import { summary, table } from '../related/measure'
import { cpuOf, load, memoryOf } from './load.mjs'
import { Newsroom, openPostgres, type Served, serveBareNext, serveProduct } from './processes'
import { measurePublishing } from './publishing'

const SIZES = { few: 40, many: 20_000 }
const SECONDS = 4
const TURNS = 3
const ADDRESSES = 40
const RENDERS = 600
const VIEWS = 10_000
const GZIP = 'Accept-Encoding: gzip\r\n'

type Row = { perSecond: number; p50: number; p99: number; cpu: number; bytes: number }

/** One turn: 32 connections for some seconds. `cpu`: microseconds of the server's CPU for one answer. */
async function turn(
  served: Served,
  paths: string[],
  headers: string,
  limit: { seconds?: number; requests?: number } = { seconds: SECONDS },
): Promise<Row> {
  const before = cpuOf(served.pid)
  const { requests, perSecond, p50, p99, bytes, statuses } = await load({ port: served.port, paths, headers, ...limit })
  const wrong = Object.keys(statuses).filter((status) => status !== '200')
  if (wrong.length > 0) throw new Error(`Answers other than 200: ${JSON.stringify(statuses)}`)
  return { perSecond, p50, p99, bytes, cpu: ((cpuOf(served.pid) - before) * 1000) / requests }
}

/** The turn with the median throughput: the machine does other things too. */
const median = (rows: Row[]): Row => [...rows].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(rows.length / 2)] ?? (rows[0] as Row)

async function sizeOf(port: number, path: string): Promise<{ html: number; sheets: number; scripts: number }> {
  const get = async (address: string) => (await fetch(`http://127.0.0.1:${port}${address}`)).text()
  const html = await get(path)
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1] ?? '')
  const sizes = await Promise.all(sheets.map(async (sheet) => gzipSync(await get(sheet)).length))
  const scripts = (html.match(/<script\b(?![^>]*ld\+json)/g) ?? []).length
  return { html: gzipSync(html).length, sheets: sizes.reduce((sum, size) => sum + size, 0), scripts }
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits })
const cells = (name: string, row: Row): string[] => [
  name,
  number(row.perSecond),
  number(row.p50, 1),
  number(row.p99, 1),
  number(row.cpu),
  number(row.bytes),
]
const say = (line: string): void => void process.stderr.write(`${line}\n`)

if (!existsSync('.next/BUILD_ID')) throw new Error('There is no build to measure: run npm run build first.')
const postgres = await openPostgres()
try {
  say('Filling two newsrooms …')
  const few = await Newsroom.open(postgres.url, 'few')
  const many = await Newsroom.open(postgres.url, 'many')
  const [fewSlugs, manySlugs] = [await few.do('fill', SIZES.few), await many.do('fill', SIZES.many)]
  const some = (slugs: string[], count: number) => slugs.slice(-count).map((slug) => `/news/${slug}`)
  const example = some(manySlugs, 1)[0] ?? ''

  say('Starting the servers …')
  const ours = await serveProduct(many, example)
  const again = await serveProduct(many, example)
  const oursFew = await serveProduct(few, some(fewSlugs, 1)[0] ?? '')
  const page = await (await fetch(`http://127.0.0.1:${ours.port}${example}`)).text()
  const paragraphs = [...page.matchAll(/<(?:p|li|h[23])\b[^>]*>([\s\S]*?)<\/(?:p|li|h[23])>/g)].map((match) =>
    (match[1] ?? '').replace(/<[^>]*>/g, ''),
  )
  const bare = await serveBareNext(paragraphs)
  const firstAnswers = [ours.firstAnswer, again.firstAnswer, oursFew.firstAnswer]

  say('Rendering …')
  const rendered = await turn(again, some(manySlugs, RENDERS + 100).slice(0, RENDERS), '', { requests: RENDERS })

  const contenders: [string, Served, string[], string][] = [
    ['cached story, 20,000 stories', ours, some(manySlugs, ADDRESSES), ''],
    ['cached story, 40 stories', oursFew, some(fewSlugs, ADDRESSES), ''],
    ['bare Next ISR page', bare, some(manySlugs, ADDRESSES), ''],
    ['cached story, gzip', ours, some(manySlugs, ADDRESSES), GZIP],
    ['bare Next ISR page, gzip', bare, some(manySlugs, ADDRESSES), GZIP],
  ]
  for (const [, served, paths, headers] of contenders) await load({ port: served.port, paths, headers, requests: 1_000 })
  const rows = new Map<string, Row[]>()
  for (let i = 0; i < TURNS; i += 1) {
    say(`Turn ${i + 1} of ${TURNS} …`)
    for (const [name, served, paths, headers] of contenders) rows.set(name, [...(rows.get(name) ?? []), await turn(served, paths, headers)])
  }
  const result = new Map([...rows].map(([name, turns]) => [name, median(turns)]))
  result.set('story rendered for each reader', rendered)

  say('Publishing …')
  await Promise.all([bare.stop(), oursFew.stop()])
  const publishing = await measurePublishing(many, [ours, again])
  await load({ port: ours.port, paths: some(manySlugs, 2_000), requests: VIEWS })
  const memory = memoryOf(ours.pid)
  const size = await sizeOf(ours.port, example)

  const of = (name: string) => result.get(name) as Row
  const [cached, base] = [of('cached story, 20,000 stories'), of('bare Next ISR page')]
  const show = summary(publishing.nextRequest)
  process.stdout.write(
    `${[
      table(
        ['32 connections', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs', 'bytes'],
        [...result].map(([name, row]) => cells(name, row)),
      ),
      '',
      `Cached story against bare Next: requests/s × ${number(cached.perSecond / base.perSecond, 2)}, CPU × ${number(cached.cpu / base.cpu, 2)}; with gzip × ${number(of('cached story, gzip').perSecond / of('bare Next ISR page, gzip').perSecond, 2)}, CPU × ${number(of('cached story, gzip').cpu / of('bare Next ISR page, gzip').cpu, 2)}`,
      `20,000 stories against 40: CPU × ${number(cached.cpu / of('cached story, 40 stories').cpu, 2)}`,
      `Rendered against bare Next cached: requests/s × ${number(rendered.perSecond / base.perSecond, 3)}`,
      `Story page: ${number(size.html)} bytes gzip, style sheets ${number(size.sheets)}, scripts ${size.scripts}`,
      `Memory after ${number(VIEWS)} views of 2,000 stories and more: ${number(memory)} MB resident; first answer ${firstAnswers.map((ms) => number(ms)).join(', ')} ms after the start`,
      `Publishing to 2 servers, ${publishing.rounds} rounds: the next request fresh ${publishing.fresh} of ${publishing.asked}, p50 ${number(show.p50)} ms, p99 ${number(show.p99)} ms; publication p50 ${number(summary(publishing.publication).p50)} ms`,
      `Races, ${publishing.races} rounds: ${publishing.staleShown} old pages shown after the publication, ${publishing.staleStored} left stored`,
      `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
    ].join('\n')}\n`,
  )
  await Promise.all([ours.stop(), again.stop()])
  await few.close()
  await many.close()
} finally {
  await postgres.close()
}
