/**
 * Times the Related panel of the editor as an editor has it: from a key to the list as the browser has painted it, and
 * "If you publish this". `node --conditions=react-server --import tsx bench/editor/run.ts [stories]` (bench/README.md).
 */
import { existsSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import type { Page } from '@playwright/test'
import { summary, table } from '../related/measure'
import { Newsroom, openPostgres, type Served, serveProduct } from '../web/processes'
import { openBrowser } from './browser'

const ROUNDS = 24
const FORECASTS = 8

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const started: (() => Promise<void>)[] = []

type Times = { key: number; asked: number; answered: number; painted: number }

/**
 * In the page: when a key went down, when its list was asked for and answered, and when the second frame after that came.
 * As text, because what compiles this file puts names into its functions that the page does not know.
 */
const WATCH = `
  const bench = { key: 0, asked: 0, answered: 0, painted: 0 }
  let tell = () => {}
  addEventListener('keydown', (event) => {
    if (event.key === 'Control') return
    Object.assign(bench, { key: event.timeStamp, asked: 0, answered: 0, painted: 0 })
    window.nextList = new Promise((resolve) => { tell = resolve })
  }, true)
  const painted = () => { bench.painted = performance.now(); tell({ ...bench }) }
  const send = window.fetch
  window.fetch = async (...call) => {
    const isList = String(call[0]).endsWith('/questions/related')
    if (isList) bench.asked = performance.now()
    const answer = await send(...call)
    if (!isList) return answer
    const read = answer.json.bind(answer)
    answer.json = async () => {
      const value = await read()
      bench.answered = performance.now()
      requestAnimationFrame(() => requestAnimationFrame(painted))
      return value
    }
    return answer
  }`

type Change = { total: number; asking: number; changed: boolean }

const listText = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector('[aria-label="The list so far"], [aria-label="In related news"]')?.textContent ?? '')

/** One key, until the list that it leads to is painted. */
async function press(page: Page, key: string): Promise<Change> {
  const before = await listText(page)
  await page.keyboard.press(key)
  const bench = await page.evaluate(() => (window as unknown as { nextList: Promise<Times> }).nextList)
  return { total: bench.painted - bench.key, asking: bench.answered - bench.asked, changed: before !== (await listText(page)) }
}

/** Adds each tag by its label and Enter, and takes it away with Backspace, in a story that has tags already. */
async function tagging(page: Page, labels: readonly string[]): Promise<Record<'added' | 'removed', Change[]>> {
  const changes = { added: [] as Change[], removed: [] as Change[] }
  const field = page.getByRole('combobox', { name: 'Tags' })
  await field.click()
  for (const label of labels) {
    await page.keyboard.insertText(label)
    await page.locator('[role=option][data-active-item]').filter({ hasText: label }).first().waitFor()
    changes.added.push(await press(page, 'Enter'))
    changes.removed.push(await press(page, 'Backspace'))
  }
  return changes
}

/** Leaves out and pins links of the list, each taken back with Ctrl+Z: with the forecast at work beside. */
async function byHand(page: Page): Promise<Record<'leftOut' | 'pinned', Change[]>> {
  const changes = { leftOut: [] as Change[], pinned: [] as Change[] }
  await page.getByRole('tab', { name: /^Related/ }).click()
  const rows = page.getByRole('list', { name: 'In related news' }).getByRole('group')
  for (let round = 0; round < ROUNDS; round += 1) {
    await rows.nth(round % (await rows.count())).focus()
    changes.leftOut.push(await press(page, 'x'))
    await press(page, 'Control+z')
    await rows.last().focus()
    changes.pinned.push(await press(page, 'p'))
    await press(page, 'Control+z')
  }
  return changes
}

/** Milliseconds of each forecast, with the lists that were worked out. */
async function forecasts(page: Page, served: Served, drafts: readonly { id: string }[]): Promise<{ took: number; counted: number }[]> {
  const all: { took: number; counted: number }[] = []
  for (const { id } of drafts) {
    // Those that were asked for while links were chosen by hand come first: a forecast waits its turn.
    const answered = page.waitForResponse((response) => response.url().endsWith('/questions/forecast'), { timeout: 120_000 })
    await page.goto(`http://127.0.0.1:${served.port}/admin/articles/${id}?panel=related`)
    const response = await answered
    const { value } = (await response.json()) as { value: { counted: number } }
    all.push({ took: response.request().timing().responseEnd, counted: value.counted })
  }
  return all
}

const ms = (value: number): string => value.toFixed(0)

function row(name: string, changes: readonly Change[]): string[] {
  const [total, asking] = [summary(changes.map((one) => one.total)), summary(changes.map((one) => one.asking))]
  const changed = changes.filter((one) => one.changed).length
  return [
    name,
    ms(total.p50),
    ms(total.p95),
    ms(Math.max(...changes.map((one) => one.total))),
    ms(asking.p50),
    `${changed}/${changes.length}`,
  ]
}

async function measure(stories: number): Promise<string> {
  const postgres = await openPostgres()
  started.push(postgres.close)
  say(`Filling a newsroom with ${stories} stories …`)
  const newsroom = await Newsroom.open(postgres.url, 'editor')
  started.push(() => newsroom.close())
  const slugs = await newsroom.do('fill', stories)
  say('Bringing the record of lists in step …')
  await newsroom.do('catchUp')
  const [first, ...others] = await newsroom.do('drafts', FORECASTS + 1)
  if (!first) throw new Error('There is no story to copy the tags of.')
  // Common ones that the draft does not have yet, the last four of them to warm up with.
  const common = await newsroom.do('commonTags', ROUNDS + 4 + first.labels.length)
  const labels = common.filter((label) => !first.labels.includes(label)).slice(0, ROUNDS + 4)
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
  await page.goto(`http://127.0.0.1:${served.port}/admin/articles/${first.id}`)
  await page.getByRole('list', { name: 'The list so far' }).waitFor()
  await tagging(page, labels.slice(ROUNDS))
  const { added, removed } = await tagging(page, labels.slice(0, ROUNDS))
  const hand = await byHand(page)
  const keys = table(
    ['key to list painted', 'p50 ms', 'p95 ms', 'most ms', 'of it asking', 'list changed'],
    [
      row('tag added (Enter)', added),
      row('tag removed (Backspace)', removed),
      row('all of tagging', [...added, ...removed]),
      row('left out (X)', hand.leftOut),
      row('pinned (P)', hand.pinned),
    ],
  )
  say(keys)
  page.on('dialog', (dialog) => void dialog.accept())
  const counted = await forecasts(page, served, others)
  const took = summary(counted.map((one) => one.took))
  return [
    keys,
    '',
    `“If you publish this”, ${counted.length} drafts: p50 ${ms(took.p50)} ms, most ${ms(Math.max(...counted.map((one) => one.took)))} ms; lists worked out ${counted.map((one) => one.counted).join(', ')}`,
    `${stories.toLocaleString('en-GB')} stories, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}, Chromium ${browser.version()}`,
  ].join('\n')
}

if (!existsSync('.next/BUILD_ID')) throw new Error('There is no build to measure: run npm run build first.')
try {
  process.stdout.write(`${await measure(Number(process.argv[2] ?? 20_000))}\n`)
} finally {
  for (const end of started.reverse()) await end()
}
