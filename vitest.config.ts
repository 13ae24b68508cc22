import { defineConfig } from 'vitest/config'

// An hour no newsroom works in, so that a forgotten time zone shows.
process.env.TZ = 'Asia/Kathmandu'

const here = import.meta.dirname
const alias = { '@/': `${here}/`, 'server-only': `${here}/lib/testing/empty-module.ts` }
const exclude = ['node_modules/**', '.next/**', '.data/**', 'e2e/**', 'bench/**']

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...exclude, '**/*.db.test.ts'], testTimeout: 60_000 },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: 'lib/testing/start-database.ts',
          setupFiles: 'lib/testing/use-database.ts',
          env: { LOG_LEVEL: 'silent' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
