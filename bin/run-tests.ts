/** Runs every kind of test with what it needs, shows their own output, and adds them up. */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild, ensureClients } from '../lib/built'
import { removeEmbeddedPostgres } from '../lib/embedded-postgres'
import { StartProblem } from '../lib/start-problem.mjs'
import { ensureBrowser } from './test-browser'
import { atLeastOne, readPlaywrightReport, readVitestReport, summaryOf, type Tally } from './test-report'

type Say = (line: string) => void
type Part = { name: string; title: string; run: (scratch: string, say: Say) => Promise<Tally> }

const JOURNEYS = 'Journeys in a browser'

/** Settings of the person who runs the tests must not reach a newsroom of theirs. */
const SETTINGS = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'READER_DATABASE_URL',
  'COUNTER_DATABASE_URL',
  'DATA_DIR',
  'PUBLIC_URL',
  'AUTH_SECRET',
  'MAIL_TRANSPORT',
  'SEED',
  'DEMO_PASSWORD',
  'SECOND_FACTOR',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_NAME',
  'OIDC_DEFAULT_ROLE',
  'OIDC_TRUSTED_FACTOR',
  'LOG_LEVEL',
  'TRUST_PROXY',
]

function node(args: string[], extra: Record<string, string> = {}): Promise<number> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.includes(name)))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...own, ...extra } as NodeJS.ProcessEnv })
    const stop = (signal: NodeJS.Signals): void => void child.kill(signal)
    process.on('SIGINT', stop).on('SIGTERM', stop)
    child.on('error', reject)
    child.on('exit', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve(code ?? 1)
    })
  })
}

const single = async (title: string, args: string[]): Promise<Tally> => {
  const code = await node(args)
  return code === 0 ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [`${title}: see above`] }
}

/** What a runner's report says; a runner that failed without a failed test (it crashed, or found none) counts as one failure. */
function counted(code: number, file: string, title: string, read: (report: unknown) => Tally): Tally {
  const none: Tally = { passed: 0, failed: 0, failures: [] }
  return atLeastOne(existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : none, code, title)
}

function vitest(project: string, title: string): Part['run'] {
  return async (scratch) => {
    const file = join(scratch, `${project}.json`)
    const code = await node([
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      `${project}*`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ])
    return counted(code, file, title, (report) => readVitestReport(report, process.cwd()))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 3210))
    })
  })
}

async function journeys(scratch: string, say: Say): Promise<Tally> {
  await ensureBrowser(say)
  await ensureBuild(say)
  const dataDir = join(scratch, 'newsroom')
  const file = join(scratch, 'e2e.json')
  try {
    const code = await node(
      ['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2).filter((word) => word.endsWith('.spec.ts'))],
      {
        E2E_DATA_DIR: dataDir,
        E2E_PORT: String(await freePort()),
        E2E_REPORT: file,
      },
    )
    return counted(code, file, JOURNEYS, readPlaywrightReport)
  } finally {
    removeEmbeddedPostgres(dataDir)
  }
}

const [LINT, TYPES, UNIT, DATABASE] = ['Format and lint', 'Types', 'Unit tests and architecture', 'Tests with a database']
const PARTS: Part[] = [
  { name: 'lint', title: LINT, run: () => single(LINT, ['node_modules/@biomejs/biome/bin/biome', 'check', '.']) },
  { name: 'types', title: TYPES, run: () => single(TYPES, ['node_modules/typescript/bin/tsc', '--noEmit']) },
  { name: 'unit', title: UNIT, run: vitest('unit', UNIT) },
  { name: 'database', title: DATABASE, run: vitest('database', DATABASE) },
  { name: 'e2e', title: JOURNEYS, run: journeys },
]

/** Runs all parts, or one. The last line of output is the sum. Returns whether nothing failed. */
export async function runTests({ only, say }: { only: string | null; say: Say }): Promise<boolean> {
  const parts = only === null ? PARTS : PARTS.filter(({ name }) => name === only)
  if (parts.length === 0) throw new StartProblem(`There is no part ${only}: say --only ${PARTS.map(({ name }) => name).join('|')}.`)
  await ensureClients()
  const scratch = mkdtempSync(join(tmpdir(), 'throughline-test-'))
  chmodSync(scratch, 0o711)
  const tallies: Tally[] = []
  try {
    for (const { title, run } of parts) {
      say(`${title} …`)
      const tally = await run(scratch, say).catch((error: Error): Tally => {
        process.stderr.write(`\n${error.message}\n`)
        return { passed: 0, failed: 1, failures: [`${title}: ${error.message.split('\n')[0] ?? ''}`] }
      })
      say(`${title}: ${tally.passed} passed, ${tally.failed} failed.`)
      tallies.push(tally)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  process.stdout.write(summaryOf(tallies))
  return tallies.every(({ failed }) => failed === 0)
}
