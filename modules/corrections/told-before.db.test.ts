/** What the migration makes of changes that readers were told of before there were corrections: the audit has them all. */
import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { findPublishedStory } from '@/modules/articles/published'
import { liveArticle } from '@/prisma/factories/article'

const tester = systemActor('Test', 'a test')
const MIGRATION = 'prisma/migrations/20261122001041_corrections/migration.sql'

beforeEach(emptyDatabase)

/** The statements up to the first that changes a table. */
const backfill = (): string => readFileSync(MIGRATION, 'utf8').split('alter table')[0] ?? ''

async function run(sql: string): Promise<void> {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

it('becomes the log of its story, newest first, and the mark of its card; a minor change does not', async () => {
  const story = await liveArticle({ now: new Date('2026-03-01T10:00:00Z') })
  let { version } = story
  const publish = async (change: 'told' | 'minor', note?: string) => {
    const outcome = await publishArticle(tester, { id: story.id, version, change, ...(note && { note }) }, new Date())
    version = outcome.ok ? outcome.value.version : 0
  }
  await publish('told', 'A reply was added.')
  await publish('minor')
  await publish('told', 'A date was added.')
  await run(`delete from correction; delete from published_correction;
    update article set correction_kind = null, correction_at = null; update published_article set correction_kind = null, correction_at = null`)
  await run(backfill())
  const found = await findPublishedStory(story.slug)
  const events = await db.auditEvent.findMany({ where: { kind: 'article.republished' }, orderBy: { id: 'desc' } })
  expect(found.state === 'live' && found.story.corrections).toMatchObject([
    { kind: 'update', wording: 'A date was added.', place: 'foot', at: events[0]?.at },
    { kind: 'update', wording: 'A reply was added.' },
  ])
  expect(found.state === 'live' && found.story.correction).toEqual({ kind: 'update', at: events[0]?.at })
  expect(await db.correction.findMany({ select: { state: true, createdByName: true } })).toEqual(
    Array(2).fill({ state: 'published', createdByName: 'Test' }),
  )
})
