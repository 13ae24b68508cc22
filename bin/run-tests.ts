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

type Say = (line: string) => void
type Tally = { passed: number; failed: number }
type Part = { name: string; title: string; run: (scratch: string, say: Say) => Promise<Tally> }

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

const single = (code: number): Tally => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** What a runner's report says; a runner that failed without a failed test (it crashed, or found none) counts as one failure. */
function counted(code: number, file: string, read: (report: unknown) => Tally): Tally {
  const tally = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 }
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

function vitest(project: string): Part['run'] {
  return async (scratch) => {
    const file = join(scratch, `${project}.json`)
    const code = await node([
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ])
    return counted(code, file, (report) => {
      const { numPassedTests, numFailedTests } = report as { numPassedTests: number; numFailedTests: number }
      return { passed: numPassedTests, failed: numFailedTests }
    })
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
    return counted(code, file, (report) => {
      const { expected, flaky, unexpected } = (report as { stats: { expected: number; flaky: number; unexpected: number } }).stats
      return { passed: expected + flaky, failed: unexpected }
    })
  } finally {
    removeEmbeddedPostgres(dataDir)
  }
}

const PARTS: Part[] = [
  { name: 'lint', title: 'Format and lint', run: async () => single(await node(['node_modules/@biomejs/biome/bin/biome', 'check', '.'])) },
  { name: 'types', title: 'Types', run: async () => single(await node(['node_modules/typescript/bin/tsc', '--noEmit'])) },
  { name: 'unit', title: 'Unit tests and architecture', run: vitest('unit') },
  { name: 'database', title: 'Tests with a database', run: vitest('database') },
  { name: 'e2e', title: 'Journeys in a browser', run: journeys },
]

/** Runs all parts, or one. The last line of output is the sum. Returns whether nothing failed. */
export async function runTests({ only, say }: { only: string | null; say: Say }): Promise<boolean> {
  const parts = only === null ? PARTS : PARTS.filter(({ name }) => name === only)
  if (parts.length === 0) throw new StartProblem(`There is no part ${only}: say --only ${PARTS.map(({ name }) => name).join('|')}.`)
  await ensureClients()
  const scratch = mkdtempSync(join(tmpdir(), 'throughline-test-'))
  chmodSync(scratch, 0o711)
  const sum: Tally = { passed: 0, failed: 0 }
  try {
    for (const { title, run } of parts) {
      say(`${title} …`)
      const tally = await run(scratch, say).catch((error: Error): Tally => {
        process.stderr.write(`\n${error.message}\n`)
        return { passed: 0, failed: 1 }
      })
      say(`${title}: ${tally.passed} passed, ${tally.failed} failed.`)
      sum.passed += tally.passed
      sum.failed += tally.failed
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`)
  return sum.failed === 0
}
