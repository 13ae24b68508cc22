/**
 * Times typing in a long story as its writer has it: from the key to the frame the browser has painted it in, and the
 * request that keeps the text. `node --conditions=react-server --import tsx bench/editor/typing.ts [words]` (bench/README.md).
 */
import { existsSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import type { Page } from '@playwright/test'
import { summary, table } from '../related/measure'
import { Newsroom, openPostgres, type Served, serveProduct } from '../web/processes'
import { openBrowser } from './browser'

/** Keys that are timed in each place. */
const KEYS = 400
const WARM_UP = 40
/** Between two keys: a fast typist. Milliseconds. */
const PACE = 70
const COPIES = 100
const STORIES = 200

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const started: (() => Promise<void>)[] = []

/**
 * In the page: from the moment the key went down to the end of the task after the frame that shows it. `work`: as far as
 * the frame's own callbacks, what scripts alone take.
 */
const WATCH = `
  window.keys = []
  addEventListener('keydown', (event) => {
    if (event.key.length > 1 || event.ctrlKey) return
    requestAnimationFrame(() => {
      const work = performance.now() - event.timeStamp
      const channel = new MessageChannel()
      channel.port1.onmessage = () => window.keys.push({ painted: performance.now() - event.timeStamp, work })
      channel.port2.postMessage(0)
    })
  }, true)`

type Key = { painted: number; work: number }

async function type(page: Page, count: number): Promise<Key[]> {
  await page.evaluate('window.keys = []')
  const words = 'the quick report of the board says what has to improve in the area and by when '
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.press(words[at % words.length] === ' ' ? 'Space' : (words[at % words.length] as string))
    await page.waitForTimeout(PACE)
  }
  return page.evaluate('window.keys') as Promise<Key[]>
}

/** The keys in the middle of the text, at its end, and in the headline. */
async function typing(page: Page): Promise<Record<string, Key[]>> {
  const body = page.getByRole('textbox', { name: 'Body', exact: true })
  const paragraphs = body.locator('p')
  await paragraphs.nth(Math.floor((await paragraphs.count()) / 2)).click()
  await type(page, WARM_UP)
  const middle = await type(page, KEYS)
  await body.press('Control+End')
  const end = await type(page, KEYS)
  await page.getByRole('textbox', { name: 'Headline', exact: true }).click()
  const headline = await type(page, 80)
  return { 'middle of the text': middle, 'end of the text': end, headline }
}

/** What the editor page sends every three seconds, sent one after the other: until the whole answer is there. */
async function keeping(served: Served, cookie: { name: string; value: string }, sent: Record<string, unknown>): Promise<number[]> {
  const took: number[] = []
  const origin = `http://127.0.0.1:${served.port}`
  const headers = { 'content-type': 'application/json', origin, cookie: `${cookie.name}=${cookie.value}`, 'sec-fetch-site': 'same-origin' }
  for (let at = 0; at < COPIES + WARM_UP; at += 1) {
    const body = JSON.stringify({ ...sent, sequence: Number(sent.sequence) + 10_000 + at })
    const began = performance.now()
    const answer = await fetch(`${origin}/admin/articles/sittings/keep`, { method: 'POST', headers, body })
    const { ok, value } = (await answer.json()) as { ok: boolean; value?: { kept: boolean } }
    if (!ok || !value?.kept) throw new Error('A text was not kept.')
    if (at >= WARM_UP) took.push(performance.now() - began)
  }
  return took
}

const ms = (value: number): string => value.toFixed(1)

async function measure(words: number): Promise<string> {
  const postgres = await openPostgres()
  started.push(postgres.close)
  const newsroom = await Newsroom.open(postgres.url, 'typing')
  started.push(() => newsroom.close())
  const slugs = await newsroom.do('fill', STORIES)
  const id = await newsroom.do('longDraft', words)
  const cookie = await newsroom.do('session')
  say('Starting the server and the browser …')
  const served = await serveProduct(newsroom, `/news/${slugs.at(-1)}`)
  started.push(served.stop)
  const browser = await openBrowser()
  started.push(() => browser.close())
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  await context.addCookies([{ ...cookie, url: `http://127.0.0.1:${served.port}`, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  await page.addInitScript(WATCH)
  const copies: { sent: Record<string, unknown>; took: number }[] = []
  page.on('requestfinished', (request) => {
    if (request.url().endsWith('/sittings/keep'))
      copies.push({ sent: request.postDataJSON(), took: request.timing().responseEnd - request.timing().requestStart })
  })
  await page.goto(`http://127.0.0.1:${served.port}/admin/articles/${id}`)
  await page.getByRole('textbox', { name: 'Body', exact: true }).waitFor()
  const places = await typing(page)
  const sent = copies.at(-1)?.sent
  if (!sent) throw new Error('The page kept nothing.')
  const alone = await keeping(served, cookie, sent)
  const rows = Object.entries(places).map(([name, keys]) => {
    const [painted, work] = [summary(keys.map((key) => key.painted)), summary(keys.map((key) => key.work))]
    return [name, String(keys.length), ms(painted.p50), ms(painted.p95), ms(Math.max(...keys.map((key) => key.painted))), ms(work.p95)]
  })
  const [whileTyping, quiet] = [summary(copies.map((copy) => copy.took)), summary(alone)]
  return [
    table(['key to paint', 'keys', 'p50 ms', 'p95 ms', 'most ms', 'p95 to the frame'], rows),
    '',
    `A text kept (${(JSON.stringify(sent).length / 1024).toFixed(0)} KB): ${copies.length} while typing p50 ${ms(whileTyping.p50)} ms, most ${ms(Math.max(...copies.map((copy) => copy.took)))} ms; ${alone.length} alone p50 ${ms(quiet.p50)} ms, p95 ${ms(quiet.p95)} ms`,
    `${words.toLocaleString('en-GB')} words, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}, Chromium ${browser.version()}`,
  ].join('\n')
}

if (!existsSync('.next/BUILD_ID')) throw new Error('There is no build to measure: run npm run build first.')
try {
  process.stdout.write(`${await measure(Number(process.argv[2] ?? 5_000))}\n`)
} finally {
  for (const end of started.reverse()) await end()
}
