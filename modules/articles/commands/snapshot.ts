import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { pageTag } from '@/lib/page-cache'
import { publishPictures } from '@/modules/media/commands/publish-pictures'
import { deriveTags, publishVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { type Body, plainText } from '../body'
import { factSlugs } from '../facts'
import { headlineKey } from '../headline-key'
import { picturesOf, storedLead } from '../pictures'
import { withFacts } from '../queries/facts'
import { copyCorrections, removeCorrections } from './copy-corrections'
import { publishedFactsOf, publishFacts } from './publish-facts'

/**
 * Copies the live revision of a story to where readers look, files it in the related postings, and writes the
 * hand-made links it is part of. The caller holds the vocabulary lock and has written the story's row. Answers the
 * page tags to expire, last in the transaction.
 */
export async function writeSnapshot(tx: Tx, articleId: string): Promise<string[]> {
  const article = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: live })
  const { number, slug, firstPublishedAt, republishedAt, legallySensitive, liveRevision } = article
  if (!liveRevision || !firstPublishedAt || !republishedAt) throw new Error(`story ${number} is not live`)
  const before = await readSnapshot(tx, number)
  const { tags, ...words } = liveRevision
  const facts = factSlugs(words.body)
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
    leadPicture: storedLead(words.leadPicture) ?? Prisma.DbNull,
    headlineKey: headlineKey(words.headline),
    bodyText: plainText(await withFacts(tx, words.body as Body)),
    readersToldAt: article.readersToldAt,
    readersToldNote: article.readersToldNote,
    legallySensitive,
    correctionKind: article.correctionKind,
    correctionAt: article.correctionAt,
    // What is legally sensitive relates to nothing.
    relTags: legallySensitive ? [] : derived.relTags,
    relInherited: legallySensitive ? [] : derived.relInherited,
  }
  // The postings are found by what the row says: out before it changes, in after.
  await tx.$queryRaw(Prisma.sql`select related_unfile(${number}::int)::text`)
  await tx.publishedArticle.upsert({ where: { number }, create: { ...row, number }, update: row, select: { number: true } })
  await tx.$queryRaw(Prisma.sql`select related_file(${number}::int)::text`)
  await tx.publishedArticleTag.deleteMany({ where: { articleNumber: number } })
  const filed = [...derived.own.map((tagId) => ({ tagId, own: true })), ...derived.inherited.map((tagId) => ({ tagId, own: false }))]
  await tx.publishedArticleTag.createMany({ data: filed.map((tag) => ({ ...tag, articleNumber: number, firstPublishedAt })) })
  await writePictures(tx, number, { leadPicture: storedLead(words.leadPicture), body: words.body as Body })
  await publishFacts(tx, [...before.facts, ...facts])
  await tx.withdrawnArticle.deleteMany({ where: { articleId } })
  await copyCorrections(tx, { articleId, number })
  await writeRedirects(tx, articleId, slug)
  const allTags = [...before.tagIds, ...filed.map((tag) => tag.tagId)]
  const lists = await vocabularyPages(tx, allTags)
  const linked = await refreshHand(tx, { id: articleId, number }, before.linksAs, legallySensitive ? NO_LINKS : row.headlineKey)
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
  legallySensitive: true,
  correctionKind: true,
  correctionAt: true,
  liveRevision: {
    select: {
      headline: true,
      standfirst: true,
      body: true,
      byline: true,
      evergreen: true,
      sourceUrl: true,
      form: true,
      leadPicture: true,
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
  await writePictures(tx, number, null)
  await publishFacts(tx, before.facts)
  await removeCorrections(tx, number)
  await writeRedirects(tx, id, slug)
  const lists = await vocabularyPages(tx, before.tagIds)
  const linked = await refreshHand(tx, { id, number }, before.linksAs, null)
  return [...(await ownPages(tx, id, slug)), pageTag.shows(number), ...before.relTags.map(pageTag.relates), ...lists, ...linked]
}

/** Of a live story that is legally sensitive: no hand-made link leads to it. No headline has this key. */
const NO_LINKS = ''

/** `linksAs`: the headline key by which hand-made links find it; null when it is not live. */
type Snapshot = { linksAs: string | null; relTags: number[]; tagIds: number[]; facts: string[] }

/** What readers see of the story now; empty when it is not live. */
async function readSnapshot(tx: Tx, number: number): Promise<Snapshot> {
  const row = await tx.publishedArticle.findUnique({
    where: { number },
    select: { headlineKey: true, relTags: true, legallySensitive: true },
  })
  const tags = await tx.publishedArticleTag.findMany({ where: { articleNumber: number }, select: { tagId: true } })
  const linksAs = row?.legallySensitive ? NO_LINKS : (row?.headlineKey ?? null)
  const facts = await publishedFactsOf(tx, number)
  return { linksAs, relTags: row?.relTags ?? [], tagIds: tags.map((tag) => tag.tagId), facts }
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

/** Which pictures the live story shows, and with it which of the library are public. `words`: null when it is not live. */
async function writePictures(tx: Tx, number: number, words: Parameters<typeof picturesOf>[0] | null): Promise<void> {
  const before = await tx.publishedPicture.findMany({ where: { articleNumber: number }, select: { mediaId: true } })
  const ids = [...new Set(words ? picturesOf(words).map(({ use }) => use.mediaId) : [])]
  if (before.length === 0 && ids.length === 0) return
  await tx.publishedPicture.deleteMany({ where: { articleNumber: number } })
  await tx.publishedPicture.createMany({ data: ids.map((mediaId) => ({ articleNumber: number, mediaId })) })
  await publishPictures(tx, [...before.map((row) => row.mediaId), ...ids], new Date())
}

async function ownPages(tx: Tx, articleId: string, slug: string): Promise<string[]> {
  const old = await tx.articleRedirect.findMany({ where: { articleId }, select: { oldSlug: true } })
  return [slug, ...old.map((redirect) => redirect.oldSlug)].map(pageTag.address)
}

/**
 * Writes again what editors decided by hand about this story's list, and about this story in others, when it was live
 * under the headline key `before` (null: was not) and is under `after`. Others are asked only when that differs: a
 * story pinned ten thousand times is published again as quickly as any. Answers the pages of other stories.
 */
async function refreshHand(tx: Tx, story: { id: string; number: number }, before: string | null, after: string | null): Promise<string[]> {
  const leftOut = await leftOutWith(tx, story.number)
  const others = before === after ? await refreshOwn(tx, story.number) : await refreshPins(tx, { ...story, keys: [before, after] })
  const pages = [...leftOut, ...(await leftOutWith(tx, story.number))].map(pageTag.address)
  return [...new Set([...others, ...pages])]
}

/**
 * Publishes what the live revision of a story says by hand, and nothing else of it: no word, tag or posting has changed.
 * Answers the page tags to expire: its own page, and those of the stories it is kept apart from, before or now.
 */
export async function publishHand(tx: Tx, story: { number: number; slug: string; republishedAt: Date }): Promise<string[]> {
  const { number, slug, republishedAt } = story
  const before = await leftOutWith(tx, number)
  await tx.publishedArticle.update({ where: { number }, data: { republishedAt }, select: { number: true } })
  await refreshOwn(tx, number)
  return [slug, ...before, ...(await leftOutWith(tx, number))].map(pageTag.address)
}

async function refreshOwn(tx: Tx, number: number): Promise<string[]> {
  await tx.$queryRaw(Prisma.sql`select publish_pins(${[number]}::int[])::text`)
  return []
}

/** Addresses of the live stories that never list this one, as readers have it now: an exclusion holds both ways. */
async function leftOutWith(tx: Tx, number: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ slug: string }[]>(Prisma.sql`
    select a.slug from published_exclusion e join published_article a on a.number = e.target_number where e.article_number = ${number}::int
    union
    select a.slug from published_exclusion e join published_article a on a.number = e.article_number where e.target_number = ${number}::int`)
  return rows.map((row) => row.slug)
}

/**
 * Writes again the hand-made links and exclusions of this story, and of the live stories that name it in theirs, by
 * choice or by one of these headline keys. Answers the other stories' pages.
 */
export async function refreshPins(
  tx: Tx,
  { id, number, keys }: { id: string; number: number; keys: readonly (string | null)[] },
): Promise<string[]> {
  const named = keys.filter((key) => key !== null)
  const holders = await tx.$queryRaw<{ number: number; slug: string }[]>(Prisma.sql`
    select a.number, a.slug from revision_pin p join article a on a.live_revision_id = p.revision_id
    where (p.target_id = ${id}::uuid or p.headline_key = any (${named}::text[])) and p.url is null and a.id <> ${id}::uuid
    union
    select a.number, a.slug from revision_exclusion e join article a on a.live_revision_id = e.revision_id
    where e.target_id = ${id}::uuid and a.id <> ${id}::uuid`)
  await tx.$queryRaw(Prisma.sql`select publish_pins(${[number, ...holders.map((holder) => holder.number)]}::int[])::text`)
  return holders.map((holder) => pageTag.address(holder.slug))
}
