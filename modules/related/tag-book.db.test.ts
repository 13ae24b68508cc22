import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { publishedSql } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { type ListClient, listsOf } from './lists'
import { keepTags } from './tag-book'

const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

type Answer = { pool?: { stamp: string | null; tags: unknown } }

/** A client that keeps tags, and what the database answered it. */
function keeping() {
  const answers: Answer[] = []
  let readings = 0
  const tags = keepTags(async () => {
    readings += 1
    return (await publishedSql.$queryRaw<{ answer: unknown }[]>`select related_tags() as answer`)[0]?.answer
  })
  const client: ListClient = {
    tags,
    async $queryRaw<T>(parts: TemplateStringsArray, ...values: unknown[]): Promise<T> {
      const rows = await publishedSql.$queryRaw<T>(parts, ...values)
      answers.push(...(rows as Answer[]))
      return rows
    },
  }
  return { client, tags, readings: () => readings, last: () => answers.at(-1)?.pool }
}

/** Two live stories that share a theme, and the words of the link under the first. */
async function related() {
  const theme = await makeTag({ type: 'theme', label: 'Waiting times' })
  const [first] = [await liveArticle({ tags: [theme.slug], now }), await liveArticle({ tags: [theme.slug], now })]
  const { number } = await db.publishedArticle.findUniqueOrThrow({ where: { slug: first.slug }, select: { number: true } })
  const words = async (client: ListClient) => (await listsOf(client, [number], now)).get(number)?.list.map(({ reason }) => reason)
  const rename = (label: string, tx: Pick<typeof db, 'publishedTag'> = db) =>
    tx.publishedTag.update({ where: { slug: theme.slug }, data: { label } })
  return { words, rename, theme }
}

describe('What tags are called and worth', () => {
  it('is kept until it changes, and a change is seen at once', async () => {
    const { words, rename } = await related()
    const { client, tags, readings, last } = keeping()
    expect(await words(client)).toEqual(['Also about waiting times'])
    expect(last()?.tags).not.toBeNull()
    await tags.renew()
    expect(await words(client)).toEqual(['Also about waiting times'])
    expect(last()).toMatchObject({ stamp: tags.book.stamp, tags: null })

    await rename('Waits')
    expect(await words(client)).toEqual(['Also about waits'])
    expect(last()?.tags).not.toBeNull()
    expect(readings()).toBe(1)
  })

  it('is not read again for what lists do not say', async () => {
    const { words, theme } = await related()
    const { client, tags, last } = keeping()
    await tags.renew()
    await db.publishedTag.update({ where: { slug: theme.slug }, data: { articleCount: 900, description: 'How long families wait.' } })
    await words(client)
    expect(last()?.tags).toBeNull()
  })

  it('is seen by a transaction as it has changed it, and by nobody after it was taken back', async () => {
    const { words, rename } = await related()
    const { client, tags } = keeping()
    await tags.renew()
    const { stamp } = tags.book
    const inside = await db
      .$transaction(async (tx) => {
        await rename('Waits', tx)
        throw Object.assign(new Error('taken back'), { words: await words(tx) })
      })
      .catch((error: { words?: unknown }) => error.words)
    expect(inside).toEqual(['Also about waits'])
    expect(await words(client)).toEqual(['Also about waiting times'])
    await rename('Delays')
    expect(await words(client)).toEqual(['Also about delays'])
    const { stamp: later } = await db.publishedTagStamp.findUniqueOrThrow({ where: { id: 1 } })
    expect(later).not.toBe(stamp)
  })

  it('is compared in little time where one statement counts very many tags, after one that counted few', async () => {
    const counted = db.$transaction(async (tx) => {
      await tx.$executeRaw`insert into published_tag (id, slug, label, type, description, aliases, do_not_relate, points, inherited_points, article_count)
        select n, 'tag-' || n, 'Tag ' || n, 'theme', '', '{}', false, 1, 1, 1 from generate_series(1, 12000) n`
      await tx.$executeRaw`update published_tag set article_count = 2 where id = 1`
      await tx.$executeRaw`set local statement_timeout = '5s'`
      return tx.$executeRaw`update published_tag set article_count = article_count + 1`
    })
    expect(await counted).toBe(12_000)
  })

  it('comes with each list where it cannot be read', async () => {
    const { words } = await related()
    const tags = keepTags(() => Promise.reject(new Error('away')))
    const client: ListClient = { ...publishedSql, tags }
    await tags.renew()
    expect(await words(client)).toEqual(['Also about waiting times'])
    expect(tags.book.stamp).toBeNull()
  })
})
