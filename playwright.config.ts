/**
 * Journeys through the built product, in a browser, against a newsroom of their own: own data folder, own port, the
 * demo stories. `npm run test:e2e` prepares everything; `npx playwright test` works on a machine that is prepared.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, defineConfig } from '@playwright/test'
import { removeEmbeddedPostgres } from './lib/embedded-postgres'

// Read again by every worker, which inherits what the first reading set. The server has ended before this process does.
if (!process.env.E2E_DATA_DIR) {
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-e2e-'))
  process.env.E2E_DATA_DIR = dataDir
  process.on('exit', () => {
    removeEmbeddedPostgres(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  })
}
process.env.E2E_PORT ??= '3210'
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`

const system = [process.env.PLAYWRIGHT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
const bundled = existsSync(chromium.executablePath())
/**
 * A whole Chromium makes, for each window, the suggestions below its address bar as two pages of their own, and one more
 * process in advance: two thirds of what a short journey costs.
 */
const NOT_FOR_JOURNEYS = ['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess']
/** What Playwright 1.65 switches off itself: of two such flags Chromium reads the last. */
const NOT_FOR_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  `--disable-features=${[...NOT_FOR_PLAYWRIGHT, ...NOT_FOR_JOURNEYS].join()}`,
]
const launchOptions = system && (process.env.PLAYWRIGHT_CHROMIUM || !bundled) ? { executablePath: system, args } : {}

/** What changes the newsroom for everybody. */
const FOR_EVERYBODY = ['second-reader.spec.ts', 'fair-tests.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // Continuous integration has neighbours that take its processor. What passed only at the second try is named at the end of npm test.
  retries: process.env.CI ? 1 : 0,
  // What passes takes a few seconds, on an idle machine; these only say when waiting has no sense any more.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.E2E_REPORT ? [['list'], ['json', { outputFile: process.env.E2E_REPORT }]] : [['list']],
  // The crawl looks at the demo newsroom before any journey has put a story into it; what changes the newsroom for
  // everybody comes when the journeys are done.
  projects: [
    { name: 'untouched', testMatch: 'crawl.spec.ts' },
    { name: 'journeys', testIgnore: ['crawl.spec.ts', ...FOR_EVERYBODY], dependencies: ['untouched'] },
    // One after the other: what one of them asks of everybody, the next would meet.
    { name: 'settings', testMatch: FOR_EVERYBODY, dependencies: ['journeys'], workers: 1 },
  ],
  // A trace takes a third of a journey's time, and of CI nothing but the output is kept.
  use: {
    baseURL,
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    launchOptions,
    trace: process.env.CI ? 'off' : 'retain-on-failure',
  },
  webServer: {
    command: 'node bin/start.mjs',
    url: `${baseURL}/api/health/live`,
    reuseExistingServer: false,
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
    env: {
      DATA_DIR: process.env.E2E_DATA_DIR,
      PORT: process.env.E2E_PORT,
      HOST: '127.0.0.1',
      SEED: 'demo',
      DATABASE_URL: '',
      READER_DATABASE_URL: '',
      COUNTER_DATABASE_URL: '',
      PUBLIC_URL: '',
      AUTH_SECRET: '',
      LOG_LEVEL: 'warn',
    },
  },
})
