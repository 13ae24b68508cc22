import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// An hour no newsroom works in, so that a forgotten time zone shows.
process.env.TZ = 'Asia/Kathmandu'

const here = import.meta.dirname
const alias = { '@/': `${here}/`, 'server-only': `${here}/lib/testing/empty-module.ts` }
const NO_TESTS = ['node_modules', '.next', '.data', '.git', 'e2e', 'bench']

const tests = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NO_TESTS.includes(entry.name))
  .flatMap(({ name }) => readdirSync(`${here}/${name}`, { recursive: true }).map((path) => `${name}/${path}`))
  .concat(readdirSync(here))
  .filter((path) => /\.test\.tsx?$/.test(path))

/**
 * What changes its process (settings, modules, the clock, connections) has one of its own. The others share two: what
 * they import, and the plans of their queries, are made once for all of them, which halves their time.
 */
const changesItsProcess = (path: string): boolean =>
  /\bvi\.|\bprocess\.(env|on|kill|exit|chdir)\b|\$disconnect|\.end\(\)|node:child_process/.test(readFileSync(`${here}/${path}`, 'utf8'))

/** Brackets of folder names (`[slug]`) mean something else in a pattern. */
const asPattern = (path: string): string => path.replace(/[()[\]{}]/g, '?')

const needsDatabase = (path: string): boolean => path.endsWith('.db.test.ts')
const [alone, together] = [tests.filter(changesItsProcess), tests.filter((path) => !changesItsProcess(path))]

const unit = { testTimeout: 60_000 }
const database = {
  globalSetup: 'lib/testing/start-database.ts',
  setupFiles: 'lib/testing/use-database.ts',
  env: { LOG_LEVEL: 'silent' },
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Servers, timers and connections are real, and continuous integration has neighbours: as for journeys, one more try, which is named.
  retry: process.env.CI ? 1 : 0,
}
const project = (name: string, isolate: boolean, settings: object, files: string[]) => ({
  resolve: { alias },
  test: { ...settings, name, isolate, include: files.map(asPattern) },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project(
        'unit',
        false,
        unit,
        together.filter((path) => !needsDatabase(path)),
      ),
      project(
        'unit-alone',
        true,
        unit,
        alone.filter((path) => !needsDatabase(path)),
      ),
      project('database', false, database, together.filter(needsDatabase)),
      project('database-alone', true, database, alone.filter(needsDatabase)),
    ],
  },
})
