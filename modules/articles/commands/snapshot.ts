import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { pageTag } from '@/lib/page-cache'
import { deriveTags, publishVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { type Body, plainText } from '../body'
import { headlineKey } from '../headline-key'

/**
 * Copies the live revision of a story to where readers look, files it in the related postings, and writes the
 * hand-made links it is part of. The caller holds the vocabulary lock and has written the story's row. Answers the
 * page tags to expire, last in the transaction.
 */
export async function writeSnapshot(tx: Tx, articleId: string): Promise<string[]> {
  const article = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: live })
  const { number, slug, firstPublishedAt, republishedAt, liveRevision } = article
  if (!liveRevision || !firstPublishedAt || !republishedAt) throw new Error(`story ${number} is not live`)
  const before = await readSnapshot(tx, number)
  const { tags, ...words } = liveRevision
  const derived = await deriveTags(
    tx,
    tags.map((tag) => tag.tagId),
  )
  const row = {
    ...words,
    articleId,
    slug,
    firstPublishedAt,
    republishedAt,
    body: words.body as Prisma.InputJsonValue,
    headlineKey: headlineKey(words.headline),
    bodyText: plainText(words.body as Body),
    readersToldAt: article.readersToldAt,
    readersToldNote: article.readersToldNote,
    relTags: derived.relTags,
    relInherited: derived.relInherited,
  }
  // The postings are found by what the row says: out before it changes, in after.
  await tx.$queryRaw(Prisma.sql`select related_unfile(${number}::int)::text`)
  await tx.publishedArticle.upsert({ where: { number }, create: { ...row, number }, update: row, select: { number: true } })
  await tx.$queryRaw(Prisma.sql`select related_file(${number}::int)::text`)
  await tx.publishedArticleTag.deleteMany({ where: { articleNumber: number } })
  const filed = [...derived.own.map((tagId) => ({ tagId, own: true })), ...derived.inherited.map((tagId) => ({ tagId, own: false }))]
  await tx.publishedArticleTag.createMany({ data: filed.map((tag) => ({ ...tag, articleNumber: number, firstPublishedAt })) })
  await tx.withdrawnArticle.deleteMany({ where: { articleId } })
  await writeRedirects(tx, articleId, slug)
  const allTags = [...before.tagIds, ...filed.map((tag) => tag.tagId)]
  const lists = await vocabularyPages(tx, allTags)
  const linked = await refreshPins(tx, { id: articleId, number, keys: [row.headlineKey, before.headlineKey ?? row.headlineKey] })
  const relates = [...before.relTags, ...row.relTags].map(pageTag.relates)
  return [...(await ownPages(tx, articleId, slug)), pageTag.shows(number), ...relates, ...lists, ...linked]
}

const live = {
  number: true,
  slug: true,
  firstPublishedAt: true,
  republishedAt: true,
  readersToldAt: true,
  readersToldNote: true,
  liveRevision: {
    select: {
      headline: true,
      standfirst: true,
      body: true,
      byline: true,
      evergreen: true,
      sourceUrl: true,
      tags: { select: { tagId: true } },
    },
  },
} as const satisfies Prisma.ArticleSelect

/**
 * Takes a story from readers: its words, its postings, its tags, and the links of other stories to it. The caller
 * holds the vocabulary lock, has written the story's row, and leaves a tombstone. Answers the page tags to expire.
 */
export async function removeSnapshot(tx: Tx, { id, number, slug }: { id: string; number: number; slug: string }): Promise<string[]> {
  const before = await readSnapshot(tx, number)
  await tx.$queryRaw(Prisma.sql`select related_unfile(${number}::int)::text`)
  await tx.publishedArticle.deleteMany({ where: { number } })
  await tx.publishedArticleTag.deleteMany({ where: { articleNumber: number } })
  await tx.publishedPin.deleteMany({ where: { articleNumber: number } })
  await writeRedirects(tx, id, slug)
  const lists = await vocabularyPages(tx, before.tagIds)
  const linked = await refreshPins(tx, { id, number, keys: before.headlineKey === null ? [] : [before.headlineKey] })
  return [...(await ownPages(tx, id, slug)), pageTag.shows(number), ...before.relTags.map(pageTag.relates), ...lists, ...linked]
}

type Snapshot = { headlineKey: string | null; relTags: number[]; tagIds: number[] }

/** What readers see of the story now; empty when it is not live. */
async function readSnapshot(tx: Tx, number: number): Promise<Snapshot> {
  const row = await tx.publishedArticle.findUnique({ where: { number }, select: { headlineKey: true, relTags: true } })
  const tags = await tx.publishedArticleTag.findMany({ where: { articleNumber: number }, select: { tagId: true } })
  return { headlineKey: row?.headlineKey ?? null, relTags: row?.relTags ?? [], tagIds: tags.map((tag) => tag.tagId) }
}

/** Brings the public vocabulary in step with these tags' stories; the pages that list by them, and the news lists. */
async function vocabularyPages(tx: Tx, tagIds: readonly number[]): Promise<string[]> {
  await publishVocabulary(tx, tagIds)
  const tags = await tx.tag.findMany({ where: { id: { in: [...tagIds] } }, select: { slug: true } })
  return [pageTag.news, pageTag.vocabulary, ...tags.map((tag) => pageTag.list(tag.slug))]
}

/** Every old address of the story leads straight to the present one. */
async function writeRedirects(tx: Tx, articleId: string, slug: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    with old as (select old_slug from article_redirect where article_id = ${articleId}::uuid),
    filed as (insert into published_redirect (old_slug, slug) select old_slug, ${slug} from old on conflict (old_slug) do update set slug = excluded.slug)
    delete from published_redirect where old_slug = ${slug}`)
}

async function ownPages(tx: Tx, articleId: string, slug: string): Promise<string[]> {
  const old = await tx.articleRedirect.findMany({ where: { articleId }, select: { oldSlug: true } })
  return [slug, ...old.map((redirect) => redirect.oldSlug)].map(pageTag.address)
}

/**
 * Writes again the hand-made links of this story and of the live stories whose lists name it, by choice or by one of
 * these headlines. Answers the other stories' pages.
 */
export async function refreshPins(tx: Tx, { id, number, keys }: { id: string; number: number; keys: string[] }): Promise<string[]> {
  const holders = await tx.$queryRaw<{ number: number; slug: string }[]>(Prisma.sql`
    select distinct a.number, a.slug from revision_pin p join article a on a.live_revision_id = p.revision_id
    where (p.target_id = ${id}::uuid or p.headline_key = any (${keys}::text[])) and a.id <> ${id}::uuid`)
  await tx.$queryRaw(Prisma.sql`select publish_pins(${[number, ...holders.map((holder) => holder.number)]}::int[])::text`)
  return holders.map((holder) => pageTag.address(holder.slug))
}
