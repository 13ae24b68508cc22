import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { storedForm } from '@/modules/articles/form'
import { recountPoints } from '@/modules/related/commands'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { liveArticle } from '../factories/article'
import { loadSyntheticNewsroom } from './load'

const actor = systemActor('Test', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(async () => {
  await emptyDatabase()
  await seedReference(actor, now)
})

/** Everything readers' pages and the engine read, by address instead of by number. */
async function snapshot() {
  const articles = await db.publishedArticle.findMany({
    orderBy: { slug: 'asc' },
    omit: { articleId: true, number: true, relTags: true, relInherited: true },
  })
  const tags = await db.$queryRaw`
    select a.slug, t.slug as tag, p.own, p.first_published_at from published_article_tag p join published_article a on a.number = p.article_number
    join published_tag t on t.id = p.tag_id order by 1, 2`
  const sets = await db.$queryRaw`
    select slug, array(select unnest(rel_tags) order by 1) as own, array(select unnest(rel_inherited) order by 1) as inherited from published_article order by 1`
  const postings = await db.$queryRaw`
    select a.slug, r.k::text, r.run, r.sort_at from related_key r join published_article a on a.number = r.article_number order by 1, 2`
  const vocabulary = await db.publishedTag.findMany({ orderBy: { slug: 'asc' }, omit: { points: true, inheritedPoints: true } })
  const newsroom = await db.article.findMany({
    orderBy: { slug: 'asc' },
    select: {
      slug: true,
      state: true,
      version: true,
      firstPublishedAt: true,
      liveRevision: {
        select: {
          number: true,
          headline: true,
          headlineKey: true,
          standfirst: true,
          body: true,
          byline: true,
          storyDate: true,
          evergreen: true,
          form: true,
          tags: { select: { tag: { select: { slug: true } } }, orderBy: { tagId: 'asc' } },
        },
      },
    },
  })
  return { articles, tags, sets, postings, vocabulary, newsroom }
}

describe('The synthetic newsroom', () => {
  it('is made of the rows that publishing the same stories one by one writes', async () => {
    await loadSyntheticNewsroom(actor, { stories: 12, seed: 3 }, now)
    const loaded = await snapshot()
    expect(loaded.articles).toHaveLength(12)
    expect(loaded.postings).not.toEqual([])
    const synthetic = await db.tag.findMany({
      where: { slug: { startsWith: 'sample-' } },
      select: { slug: true, label: true, type: true },
      orderBy: { id: 'asc' },
    })

    await emptyDatabase()
    await seedReference(actor, now)
    await db.tag.createMany({ data: synthetic })
    for (const { slug, liveRevision } of loaded.newsroom) {
      if (!liveRevision) throw new Error(`${slug} is not live`)
      const { headline, standfirst, byline, evergreen, form, storyDate, tags } = liveRevision
      const body = loaded.articles.find((article) => article.slug === slug)?.bodyText.split('\n') ?? []
      await liveArticle({
        slug,
        headline,
        standfirst,
        byline,
        evergreen,
        form: storedForm(form),
        body,
        storyDate: storyDate?.toISOString() ?? null,
        tags: tags.map((one) => one.tag.slug),
        now,
      })
    }
    await recountPoints(actor, now)
    expect(await snapshot()).toEqual(loaded)
  })

  it('loaded in bulk is of the same rows, under the same indexes', async () => {
    const indexes = () =>
      db.$queryRaw`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as what from pg_index where indrelid::regclass::text !~ '^pg_' order by 1`
    const before = await indexes()
    await loadSyntheticNewsroom(actor, { stories: 12, seed: 3 }, now)
    const loaded = await snapshot()
    await emptyDatabase()
    await seedReference(actor, now)
    await loadSyntheticNewsroom(actor, { stories: 12, seed: 3, bulk: true }, now)
    expect(await snapshot()).toEqual(loaded)
    expect(await indexes()).toEqual(before)
  })

  it('of one seed is always the same, and grows without touching what is there', async () => {
    await loadSyntheticNewsroom(actor, { stories: 5, seed: 3 }, now)
    const before = await db.publishedArticle.findMany({ orderBy: { slug: 'asc' }, select: { slug: true, articleId: true, headline: true } })
    expect(await loadSyntheticNewsroom(actor, { stories: 5, seed: 3 }, now)).toEqual({ added: 0 })
    expect(await loadSyntheticNewsroom(actor, { stories: 8, seed: 3 }, now)).toEqual({ added: 3 })
    const after = await db.publishedArticle.findMany({ orderBy: { slug: 'asc' }, select: { slug: true, articleId: true, headline: true } })
    expect(after).toHaveLength(8)
    expect(after).toEqual(expect.arrayContaining(before))
  })
})
