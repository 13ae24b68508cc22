/**
 * The newsroom of cached-pages.spec.ts: a database of its own on the end-to-end PostgreSQL, and a few deeds done through
 * the product's commands. A process of its own, because the commands are server code; forked by e2e/two-servers.ts.
 */
import { Client } from 'pg'
import { ensureCounterLogin } from '@/lib/counter-login'
import { migrate } from '@/lib/migrations'
import { openNewsroom } from '@/lib/open-newsroom'
import { ensureReaderLogin } from '@/lib/reader-login'
import { systemActor } from '@/modules/access/actor'
import { changeSlug } from '@/modules/articles/commands/change-slug'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { draftArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'

const actor = systemActor('End-to-end test', 'cached pages')

async function publish(story: MadeArticle): Promise<MadeArticle> {
  const published = await publishArticle(actor, { id: story.id, version: story.version }, new Date())
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
  return { ...story, version: published.value.version }
}

/** A new headline, saved and published: what readers see changes. */
async function rename({ story, headline }: { story: MadeArticle; headline: string }): Promise<MadeArticle> {
  const input = { ...story.input, headline, slug: null }
  const saved = await saveDraft(actor, { id: story.id, version: story.version, ...input }, new Date())
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
  const published = await publishArticle(actor, { id: story.id, version: saved.value.version, change: 'minor' }, new Date())
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
  return { ...story, headline, input, version: published.value.version }
}

async function withdraw(story: MadeArticle): Promise<void> {
  const withdrawn = await withdrawArticle(actor, { id: story.id, version: story.version, reason: 'Published by mistake.' }, new Date())
  if (!withdrawn.ok) throw new Error(JSON.stringify(withdrawn.problems))
}

async function move({ story, slug }: { story: MadeArticle; slug: string }): Promise<void> {
  const moved = await changeSlug(actor, { id: story.id, version: story.version, slug }, new Date())
  if (!moved.ok) throw new Error(JSON.stringify(moved.problems))
}

/** All clicks on related links that have reached the database. */
async function counted(): Promise<{ clicks: number }> {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    const { rows } = await client.query<{ clicks: number }>('select coalesce(sum(clicks), 0)::int as clicks from related_clicks')
    return { clicks: rows[0]?.clicks ?? 0 }
  } finally {
    await client.end()
  }
}

/** Where the servers find this newsroom. */
const environment = async () => ({
  DATABASE_URL: process.env.DATABASE_URL ?? '',
  READER_DATABASE_URL: process.env.READER_DATABASE_URL ?? '',
  COUNTER_DATABASE_URL: process.env.COUNTER_DATABASE_URL ?? '',
  AUTH_SECRET: process.env.AUTH_SECRET ?? '',
})

const deeds = { environment, tag: makeTag, draft: draftArticle, live: liveArticle, publish, rename, withdraw, move, counted }
export type Deeds = typeof deeds

const newsroom = await openNewsroom()
Object.assign(process.env, newsroom.environment)
const url = new URL(newsroom.embedded?.superuserUrl ?? process.env.DATABASE_URL ?? '')
const database = `cached_pages_${process.pid}`
const server = new Client({ connectionString: url.href })
await server.connect()
await server.query(`create database ${database}`)
url.pathname = `/${database}`
await migrate(url.href)
process.env.DATABASE_URL = url.href
process.env.READER_DATABASE_URL = await ensureReaderLogin(url.href, process.env.AUTH_SECRET ?? '')
process.env.COUNTER_DATABASE_URL = await ensureCounterLogin(url.href, process.env.AUTH_SECRET ?? '')

process.on('message', async ({ id, deed, argument }: { id: number; deed: keyof Deeds; argument: unknown }) => {
  try {
    process.send?.({ id, value: await (deeds[deed] as (argument: unknown) => Promise<unknown>)(argument) })
  } catch (error) {
    process.send?.({ id, error: (error as Error).message })
  }
})
process.on('disconnect', async () => {
  await server.query(`drop database if exists ${database} with (force)`).catch(() => undefined)
  await server.end()
  await newsroom.close()
  process.exit(0)
})
process.send?.({ id: 0 })
