import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { readEnv } from '@/lib/env'
import type { Newsroom } from '@/lib/open-newsroom'
import { emptyDatabase } from '@/lib/testing/database'
import { DEMO_SIGN_IN, seedNewsroom } from './first-contents'

let dataDir = ''

beforeEach(async () => {
  await emptyDatabase()
  dataDir = mkdtempSync(join(tmpdir(), 'throughline-first-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

function newsroom(): Newsroom {
  const environment = {
    DATABASE_URL: process.env.DATABASE_URL ?? '',
    READER_DATABASE_URL: process.env.READER_DATABASE_URL ?? '',
    DATA_DIR: dataDir,
    SEED: 'demo',
  }
  return { settings: readEnv(environment), environment, embedded: null, migrated: [], close: async () => undefined }
}

describe('first contents', () => {
  it('are loaded once when two servers start at the same moment', { timeout: 120_000 }, async () => {
    const said: string[] = []
    const [first, second] = await Promise.all([
      seedNewsroom(newsroom(), (line) => said.push(line)),
      seedNewsroom(newsroom(), (line) => said.push(line)),
    ])
    expect(said).toHaveLength(1)
    expect(first).toEqual(second)
    expect(first.demo.map(({ role }) => role).sort()).toEqual(['admin', 'author', 'editor', 'viewer'])
    expect(JSON.parse(readFileSync(join(dataDir, DEMO_SIGN_IN), 'utf8'))).toEqual(first.demo)
    const slugs = (await db.article.findMany({ select: { slug: true } })).map(({ slug }) => slug)
    expect(slugs.filter((slug) => /-2$/.test(slug) && slugs.includes(slug.replace(/-2$/, '')))).toEqual([])
  })
})
