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
import { measurePublishing, type Publishing } from './publishing'

const SIZES = { few: 40, many: 20_000 }
const SECONDS = 4
const TURNS = 3
const ADDRESSES = 40
const RENDERS = 600
const VIEWS = 10_000
const GZIP = 'Accept-Encoding: gzip\r\n'

type Row = { perSecond: number; p50: number; p99: number; cpu: number; bytes: number; refused: number }

/** One turn: 32 connections for some seconds. `cpu`: microseconds of the server's CPU for one answer. */
async function turn(
  served: Served,
  paths: string[],
  headers: string,
  limit: { seconds?: number; requests?: number } = { seconds: SECONDS },
): Promise<Row> {
  const before = cpuOf(served.pid)
  const { requests, perSecond, p50, p99, bytes, statuses } = await load({ port: served.port, paths, headers, ...limit })
  return { perSecond, p50, p99, bytes, refused: requests - (statuses['200'] ?? 0), cpu: ((cpuOf(served.pid) - before) * 1000) / requests }
}

/** One turn with addresses that nobody has asked for, after a hundred others: each page is rendered and stored. */
async function renderTurn(served: Served, unseen: string[]): Promise<Row> {
  await load({ port: served.port, paths: unseen.slice(0, 100), requests: 100, connections: 8 })
  return turn(served, unseen.slice(100, 100 + RENDERS), '', { requests: RENDERS })
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
  number(row.refused),
]
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const some = (slugs: string[], count: number): string[] => slugs.slice(-count).map((slug) => `/news/${slug}`)

/** The words of a page, so that the bare one has as many. */
async function wordsOf(port: number, path: string): Promise<string[]> {
  const html = await (await fetch(`http://127.0.0.1:${port}${path}`)).text()
  return [...html.matchAll(/<(?:p|li|h[23])\b[^>]*>([\s\S]*?)<\/(?:p|li|h[23])>/g)].map((match) => (match[1] ?? '').replace(/<[^>]*>/g, ''))
}

/** Every contender in its turn, several times over. */
async function compare(contenders: [string, Served, string[], string][]): Promise<Map<string, Row>> {
  for (const [, served, paths, headers] of contenders) await load({ port: served.port, paths, headers, requests: 1_000 })
  const rows = new Map<string, Row[]>()
  for (let i = 0; i < TURNS; i += 1) {
    say(`Turn ${i + 1} of ${TURNS} …`)
    for (const [name, served, paths, headers] of contenders) rows.set(name, [...(rows.get(name) ?? []), await turn(served, paths, headers)])
  }
  return new Map([...rows].map(([name, turns]) => [name, median(turns)]))
}

/** What was started and has to be ended, in this order from the last. */
const started: (() => Promise<void>)[] = []

async function start<T extends { stop: () => Promise<void> }>(one: Promise<T>): Promise<T> {
  const running = await one
  started.push(running.stop)
  return running
}

async function openNewsroom(server: string, name: string): Promise<Newsroom> {
  const newsroom = await Newsroom.open(server, name)
  started.push(() => newsroom.close())
  return newsroom
}

async function measure(): Promise<string> {
  const postgres = await openPostgres()
  started.push(postgres.close)
  say('Filling two newsrooms …')
  const few = await openNewsroom(postgres.url, 'few')
  const many = await openNewsroom(postgres.url, 'many')
  const [fewSlugs, manySlugs] = [await few.do('fill', SIZES.few), await many.do('fill', SIZES.many)]
  const example = some(manySlugs, 1)[0] ?? ''

  say('Starting the servers …')
  const ours = await start(serveProduct(many, example))
  const again = await start(serveProduct(many, example))
  const oursFew = await start(serveProduct(few, some(fewSlugs, 1)[0] ?? ''))
  const bare = await start(serveBareNext(await wordsOf(ours.port, example)))

  say('Rendering …')
  const unseen = some(manySlugs, RENDERS + 200)
  const [rendered, bareRendered] = [await renderTurn(again, unseen), await renderTurn(bare, unseen)]

  const [fewPaths, manyPaths] = [some(fewSlugs, ADDRESSES), some(manySlugs, ADDRESSES)]
  const rows = await compare([
    ['cached story, 20,000 stories', ours, manyPaths, ''],
    ['cached story, 40 stories', oursFew, fewPaths, ''],
    ['bare Next ISR page', bare, manyPaths, ''],
    ['cached story, gzip', ours, manyPaths, GZIP],
    ['bare Next ISR page, gzip', bare, manyPaths, GZIP],
  ])
  rows.set('story rendered for each reader', rendered)
  rows.set('bare Next page rendered for each reader', bareRendered)
  await oursFew.stop()
  await bare.stop()

  say('Publishing …')
  const publishing = await measurePublishing(many, [ours, again])
  await load({ port: ours.port, paths: some(manySlugs, 2_000), requests: VIEWS })
  const size = await sizeOf(ours.port, example)
  return report(rows, publishing, size, { memory: memoryOf(ours.pid), firstAnswers: [ours, again, oursFew].map((one) => one.firstAnswer) })
}

function report(
  rows: Map<string, Row>,
  publishing: Publishing,
  size: { html: number; sheets: number; scripts: number },
  { memory, firstAnswers }: { memory: number; firstAnswers: number[] },
): string {
  const ratio = (one: string, other: string, digits = 2) => {
    const [a, b] = [rows.get(one), rows.get(other)]
    return a && b ? `requests/s × ${number(a.perSecond / b.perSecond, digits)}, CPU × ${number(a.cpu / b.cpu, 2)}` : ''
  }
  const next = summary(publishing.nextRequest)
  return [
    table(
      ['32 connections', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs', 'bytes', 'not 200'],
      [...rows].map(([name, row]) => cells(name, row)),
    ),
    '',
    `Cached story against bare Next: ${ratio('cached story, 20,000 stories', 'bare Next ISR page')}; with gzip: ${ratio('cached story, gzip', 'bare Next ISR page, gzip')}`,
    `20,000 stories against 40: ${ratio('cached story, 20,000 stories', 'cached story, 40 stories')}`,
    `Rendered against bare Next cached: ${ratio('story rendered for each reader', 'bare Next ISR page', 3)}; bare Next's own: ${ratio('bare Next page rendered for each reader', 'bare Next ISR page', 3)}`,
    `Rendered against bare Next rendered: ${ratio('story rendered for each reader', 'bare Next page rendered for each reader')}`,
    `Story page: ${number(size.html)} bytes gzip, style sheets ${number(size.sheets)}, scripts ${size.scripts}`,
    `After ${number(VIEWS)} more views, of 2,000 stories: ${number(memory)} MB resident`,
    `First answer ${firstAnswers.map((ms) => number(ms)).join(', ')} ms after the start of a server`,
    `Publishing, ${publishing.rounds} rounds: fresh at the next request ${publishing.fresh} of ${publishing.asked}, p50 ${number(next.p50)} ms, p99 ${number(next.p99)} ms; the publication itself p50 ${number(summary(publishing.publication).p50)} ms`,
    `Races, ${publishing.races} rounds: ${publishing.staleShown} old pages shown after the publication, ${publishing.staleStored} left stored`,
    `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
  ].join('\n')
}

if (!existsSync('.next/BUILD_ID')) throw new Error('There is no build to measure: run npm run build first.')
try {
  process.stdout.write(`${await measure()}\n`)
} finally {
  for (const end of started.reverse()) await end()
}
