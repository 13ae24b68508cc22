import { Client, type DatabaseError } from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { findPublishedStory, latestStories, listPublishedStories, publishedStoriesByNumber, wholeStoriesByNumber } from './published'

beforeEach(emptyDatabase)

/** Everything the readers' login must not touch. */
const PRIVATE = [
  'article',
  'revision',
  'revision_tag',
  'revision_pin',
  'article_redirect',
  'tag',
  'tag_alias',
  'user_account',
  'session',
  'audit_event',
  'related_key',
  'page_cache.tag',
  'page_cache.entry',
]

async function asReader<T>(work: (query: (sql: string) => Promise<unknown[]>) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: process.env.READER_DATABASE_URL })
  await client.connect()
  try {
    return await work(async (sql) => (await client.query(sql)).rows)
  } finally {
    await client.end()
  }
}
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'allowed',
    (error: DatabaseError) => error.code,
  )

describe('The readers’ login', () => {
  it.each(PRIVATE)('cannot read %s', async (table) => {
    await draftArticle()
    expect(await asReader((query) => codeOf(query(`select * from ${table}`)))).toBe('42501')
  })

  it('cannot become anybody else', async () => {
    const { current_user: owner } = (await db.$queryRaw<{ current_user: string }[]>`select current_user::text`)[0] ?? { current_user: '' }
    await asReader(async (query) => {
      expect(await codeOf(query(`set role "${owner}"`))).toBe('42501')
      expect(await codeOf(query('set session authorization default; set role none; select headline from revision'))).toBe('42501')
      expect(await codeOf(query(`set session authorization "${owner}"`))).toBe('42501')
    })
  })

  it('cannot write, nor call what writes', async () => {
    const story = await liveArticle()
    await asReader(async (query) => {
      await query('set default_transaction_read_only = off')
      await query('set transaction read write')
      for (const sql of [
        'delete from published_article',
        `update published_article set headline = 'x'`,
        `insert into withdrawn_article values ('x', gen_random_uuid(), now(), 'x')`,
        `select related_unfile(${story.number})`,
        `select publish_pins('{1}')`,
        `select page_cache.expire('{x}')`,
      ])
        expect(await codeOf(query(sql))).toBe('42501')
    })
    expect((await findPublishedStory(story.slug)).state).toBe('live')
  })
})

describe('What readers find', () => {
  it('is nothing of a draft, and of a withdrawn story only that it was', async () => {
    const draft = await draftArticle()
    const gone = await withdrawnArticle({ reason: 'Wrong.' })
    expect(await findPublishedStory(draft.slug)).toEqual({ state: 'missing' })
    expect(Object.keys(await findPublishedStory(gone.slug)).sort()).toEqual(['reason', 'state', 'withdrawnAt'])
    expect(await latestStories(10)).toEqual([])
  })

  it('is the same story at its address and in a feed, own tags first and by label', async () => {
    const broader = await makeTag({ label: 'A broader one' })
    const tags = [
      await makeTag({ label: 'zeta', broaderId: broader.id }),
      await makeTag({ label: 'Écoles' }),
      await makeTag({ label: 'Found' }),
    ]
    const story = await liveArticle({ tags: tags.map((tag) => tag.slug), sourceUrl: 'https://example.org/report' })
    const bare = await liveArticle()
    for (const { slug, number } of [story, bare]) {
      const [whole] = await wholeStoriesByNumber([number])
      expect(await findPublishedStory(slug)).toStrictEqual({ state: 'live', story: whole })
    }
    const found = await findPublishedStory(story.slug)
    expect(found.state === 'live' && found.story.tags.map((tag) => tag.label)).toEqual(['Écoles', 'Found', 'zeta', 'A broader one'])
  })

  it('is ordered by first publication, then number, whatever the page', async () => {
    const publishedAt = new Date('2026-01-01T12:00:00Z')
    for (let at = 0; at < 5; at += 1) await liveArticle({ publishedAt })
    const pages = [
      await listPublishedStories({ pageSize: 2 }),
      await listPublishedStories({ pageSize: 2, page: 2 }),
      await listPublishedStories({ pageSize: 2, page: 3 }),
    ]
    expect(pages.flatMap(({ items }) => items.map(({ number }) => number))).toEqual([5, 4, 3, 2, 1])
    expect(pages.map(({ total, pages: count }) => [total, count])).toEqual(Array(3).fill([5, 3]))
    expect((await listPublishedStories({ pageSize: 2, page: 4 })).items).toEqual([])
    expect((await latestStories(3)).map(({ number }) => number)).toEqual([5, 4, 3])
    expect((await publishedStoriesByNumber([2, 99, 4])).map(({ number }) => number)).toEqual([2, 4])
  })

  it('is never a database fault that looks like a missing story', async () => {
    await liveArticle({ headline: 'Here' })
    await db.$executeRaw`alter table published_article rename to hidden_for_a_moment`
    try {
      await expect(findPublishedStory('here')).rejects.toThrow()
      await expect(listPublishedStories()).rejects.toThrow()
    } finally {
      await db.$executeRaw`alter table hidden_for_a_moment rename to published_article`
    }
  })
})
