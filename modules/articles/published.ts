import 'server-only'
import { publishedDb } from '@/lib/published-db'
import { shownPictures } from '@/modules/media/published'
import type { Body } from './body'
import { type CorrectionPlace, correctionMark, type PublishedCorrection } from './correction-words'
import { factSlugs, shownFacts } from './facts'
import { storedForm } from './form'
import { asShown, storedLead } from './pictures'
import type { FoundStory, PublishedStory, PublishedStoryPage, PublishedStoryTag, StoryCard } from './views'

export type { FoundStory, PublishedStory, PublishedStoryPage, PublishedStoryTag, StoryCard } from './views'

/** Stories on one page of a list. */
export const STORIES_PER_PAGE = 20
/** More are not answered at once, whoever asks. */
export const STORIES_PER_PAGE_MAX = 200

const card = {
  number: true,
  articleId: true,
  slug: true,
  headline: true,
  standfirst: true,
  firstPublishedAt: true,
  readersToldAt: true,
  readersToldNote: true,
  correctionKind: true,
  correctionAt: true,
} as const

const full = {
  ...card,
  body: true,
  bodyText: true,
  byline: true,
  sourceUrl: true,
  republishedAt: true,
  evergreen: true,
  form: true,
  legallySensitive: true,
  relTags: true,
  relInherited: true,
  leadPicture: true,
} as const

const newestFirst = [{ firstPublishedAt: 'desc' }, { number: 'desc' }] as const

/**
 * What stands at /news/{slug}: a live story, the tombstone of a withdrawn one, the present address of one that has
 * moved, or nothing. A database fault is thrown: it must never look like a missing story.
 */
export async function findPublishedStory(slug: string): Promise<FoundStory> {
  const story = await storyAt(slug)
  if (story) return { state: 'live', story }
  const gone = await publishedDb.withdrawnArticle.findUnique({ where: { slug }, select: { withdrawnAt: true, reason: true } })
  if (gone) return { state: 'gone', ...gone }
  const moved = await publishedDb.publishedRedirect.findUnique({ where: { oldSlug: slug }, select: { slug: true } })
  return moved ? { state: 'moved', slug: moved.slug } : { state: 'missing' }
}

/** A story and its tags by one statement: every story page that is rendered begins here (bench/web). */
async function storyAt(slug: string): Promise<PublishedStory | null> {
  const [row] = await publishedDb.$queryRaw<StoryRow[]>`
    select a.number, a.article_id as "articleId", a.slug, a.headline, a.standfirst, a.first_published_at as "firstPublishedAt",
      a.readers_told_at as "readersToldAt", a.readers_told_note as "readersToldNote", a.body, a.body_text as "bodyText", a.byline,
      a.source_url as "sourceUrl", a.republished_at as "republishedAt", a.evergreen, a.form, a.rel_tags as "relTags",
      a.rel_inherited as "relInherited", a.lead_picture as "leadPicture", a.legally_sensitive as "legallySensitive",
      a.correction_kind as "correctionKind", a.correction_at as "correctionAt",
      coalesce((select json_agg(json_build_object('kind', c.kind, 'wording', c.wording, 'place', c.place, 'at', c.at) order by c.at desc, c.id)
        from published_correction c where c.article_number = a.number), '[]') as corrections,
      coalesce((select json_agg(json_build_object('id', m.id, 'key', m.key, 'width', m.width, 'height', m.height, 'widths', m.widths,
          'credit', m.credit))
        from published_picture p join published_media m on m.id = p.media_id
        where p.article_number = a.number and (m.until is null or m.until >= (now() at time zone 'Europe/London')::date)), '[]') as pictures,
      coalesce((select json_agg(json_build_object('id', t.id, 'slug', t.slug, 'label', t.label, 'type', t.type, 'own', f.own))
        from published_article_tag f join published_tag t on t.id = f.tag_id where f.article_number = a.number), '[]') as tags
    from published_article a where a.slug = ${slug}`
  if (!row) return null
  const { corrections, ...card } = marked(row)
  return asShown({
    ...card,
    body: await withFacts(row.body),
    form: storedForm(row.form),
    corrections: corrections.flatMap(toCorrection),
    leadPicture: storedLead(row.leadPicture),
    tags: row.tags.sort(byOwnAndLabel),
  })
}

/** A body as readers see it: with what its facts say at this moment. Most have none, and ask nothing. */
async function withFacts(body: Body): Promise<Body> {
  const [shown] = await allWithFacts([body])
  return shown ?? body
}

async function allWithFacts(bodies: readonly Body[]): Promise<Body[]> {
  const slugs = [...new Set(bodies.flatMap(factSlugs))]
  if (slugs.length === 0) return [...bodies]
  const rows = await publishedDb.publishedFact.findMany({ where: { slug: { in: slugs } }, select: { slug: true, value: true } })
  // Every fact of a live story is published with it: none is missing, and nothing of the newsroom's marks would be shown if one were.
  const values = new Map([...slugs.map((slug) => [slug, ''] as const), ...rows.map(({ slug, value }) => [slug, value] as const)])
  return bodies.map((body) => shownFacts(body, values))
}

type Marks = { correctionKind: string | null; correctionAt: Date | null }
type CorrectionRow = { kind: string; wording: string; place: string; at: Date | string }
type StoryRow = Omit<PublishedStory, 'correction' | 'corrections'> & Marks & { corrections: CorrectionRow[] }

/** A row with its two columns of correction as one mark. */
const marked = <R extends Marks>({ correctionKind, correctionAt, ...row }: R) => ({
  ...row,
  correction: correctionMark(correctionKind, correctionAt),
})

function toCorrection({ kind, wording, place, at }: CorrectionRow): PublishedCorrection[] {
  const mark = correctionMark(kind, new Date(at))
  return mark ? [{ ...mark, wording, place: place as CorrectionPlace }] : []
}

/**
 * Live stories, newest first publication first. `page` counts from 1; `tagId` keeps those that carry the tag
 * themselves or through a narrower one, `withTagId` of these those that carry a second tag too.
 */
export async function listPublishedStories({
  page = 1,
  pageSize = STORIES_PER_PAGE,
  tagId,
  withTagId,
  toPrograms = false,
}: {
  page?: number
  pageSize?: number
  tagId?: number
  withTagId?: number
  /** For feeds and open data: without what is legally sensitive, which stays on the site's own lists. */
  toPrograms?: boolean
} = {}): Promise<PublishedStoryPage> {
  const take = Math.min(Math.max(1, pageSize), STORIES_PER_PAGE_MAX)
  const skip = (Math.max(1, page) - 1) * take
  const but = toPrograms ? await sensitiveNumbers() : []
  const [total, cards] = tagId === undefined ? await pageOfAll(skip, take, but) : await pageOfTag({ tagId, withTagId }, skip, take, but)
  return { items: await withTags(cards), total, page: Math.max(1, page), pages: Math.max(1, Math.ceil(total / take)) }
}

/** The newest live stories. `beside`: to stand beside something else, a story or a reader's program; without what is legally sensitive. */
export async function latestStories(limit: number, { beside = false }: { beside?: boolean } = {}): Promise<StoryCard[]> {
  const take = Math.min(Math.max(0, limit), STORIES_PER_PAGE_MAX)
  const where = beside ? { legallySensitive: false } : {}
  return withTags(await publishedDb.publishedArticle.findMany({ where, orderBy: [...newestFirst], take, select: card }))
}

/** Few, if any. */
async function sensitiveNumbers(): Promise<number[]> {
  const rows = await publishedDb.publishedArticle.findMany({ where: { legallySensitive: true }, select: { number: true } })
  return rows.map((row) => row.number)
}

/** The live stories with these numbers, in the order given; those that are not live any more are left out. */
export async function publishedStoriesByNumber(numbers: readonly number[]): Promise<StoryCard[]> {
  const rows = await publishedDb.publishedArticle.findMany({ where: { number: { in: [...numbers] } }, select: card })
  const found = new Map((await withTags(rows)).map((story) => [story.number, story]))
  return numbers.flatMap((number) => found.get(number) ?? [])
}

/** The whole of the live stories with these numbers, in the order given: for feeds. */
export async function wholeStoriesByNumber(numbers: readonly number[]): Promise<PublishedStory[]> {
  const rows = await publishedDb.publishedArticle.findMany({ where: { number: { in: [...numbers] } }, select: full })
  const [tags, pictures] = await Promise.all([tagsOf(numbers), shownPictures(numbers)])
  // Not beside them: feeds leave the pages most of the connections.
  const corrections = await correctionsOf(numbers)
  const bodies = await allWithFacts(rows.map((row) => row.body as Body))
  const whole = (row: (typeof rows)[number], at: number): PublishedStory =>
    asShown({
      ...marked(row),
      corrections: corrections.filter((one) => one.articleNumber === row.number).flatMap(toCorrection),
      body: bodies[at] ?? (row.body as Body),
      form: storedForm(row.form),
      leadPicture: storedLead(row.leadPicture),
      pictures: pictures.get(row.number) ?? [],
      tags: tags.get(row.number) ?? [],
    })
  const found = new Map(rows.map((row, at) => [row.number, whole(row, at)]))
  return numbers.flatMap((number) => found.get(number) ?? [])
}

/** What readers were told of these stories, newest first. */
const correctionsOf = (numbers: readonly number[]): Promise<(CorrectionRow & { articleNumber: number })[]> =>
  publishedDb.publishedCorrection.findMany({
    where: { articleNumber: { in: [...numbers] } },
    select: { articleNumber: true, kind: true, wording: true, place: true, at: true },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
  })

type Card = Omit<StoryCard, 'tags' | 'correction'> & Marks

/** `but`: numbers of stories that are left out. */
async function pageOfAll(skip: number, take: number, but: readonly number[]): Promise<[number, Card[]]> {
  const where = but.length === 0 ? {} : { number: { notIn: [...but] } }
  const [total, cards] = await Promise.all([
    publishedDb.publishedArticle.count({ where }),
    publishedDb.publishedArticle.findMany({ where, orderBy: [...newestFirst], skip, take, select: card }),
  ])
  return [total, cards]
}

type Tagged = { tagId: number; withTagId?: number | undefined }

async function pageOfTag(tagged: Tagged, skip: number, take: number, but: readonly number[]): Promise<[number, Card[]]> {
  const [total, numbers] =
    tagged.withTagId === undefined ? await filedUnder(tagged.tagId, skip, take, but) : await filedUnderBoth(tagged, skip, take, but)
  return [
    total,
    await publishedDb.publishedArticle.findMany({ where: { number: { in: numbers } }, orderBy: [...newestFirst], select: card }),
  ]
}

/** How many stories are filed under the tag, and the numbers of those on this page, newest first. */
async function filedUnder(tagId: number, skip: number, take: number, but: readonly number[]): Promise<[number, number[]]> {
  const where = { tagId, ...(but.length > 0 && { articleNumber: { notIn: [...but] } }) }
  const [total, filed] = await Promise.all([
    publishedDb.publishedArticleTag.count({ where }),
    publishedDb.publishedArticleTag.findMany({
      where,
      orderBy: [{ firstPublishedAt: 'desc' }, { articleNumber: 'desc' }],
      skip,
      take,
      select: { articleNumber: true },
    }),
  ])
  return [total, filed.map((row) => row.articleNumber)]
}

/** The same of two tags. One statement: the database begins with the rarer. */
async function filedUnderBoth(
  { tagId, withTagId }: Tagged,
  skip: number,
  take: number,
  but: readonly number[],
): Promise<[number, number[]]> {
  const [row] = await publishedDb.$queryRaw<{ total: number; numbers: number[] }[]>`
    with both_tags as (select f.article_number, f.first_published_at from published_article_tag f
      join published_article_tag g on g.article_number = f.article_number and g.tag_id = ${withTagId}::int
      where f.tag_id = ${tagId}::int and f.article_number <> all (${[...but]}::int[]))
    select (select count(*)::int from both_tags) as total, array(select article_number from both_tags
      order by first_published_at desc, article_number desc offset ${skip} limit ${take}) as numbers`
  return [row?.total ?? 0, row?.numbers ?? []]
}

async function withTags(cards: Card[]): Promise<StoryCard[]> {
  const tags = await tagsOf(cards.map((row) => row.number))
  return cards.map((row) => ({ ...marked(row), tags: tags.get(row.number) ?? [] }))
}

/** The tags of each story, own ones first, by label. Two queries, however many stories. */
async function tagsOf(numbers: readonly number[]): Promise<Map<number, PublishedStoryTag[]>> {
  const filed = await publishedDb.publishedArticleTag.findMany({
    where: { articleNumber: { in: [...numbers] } },
    select: { articleNumber: true, tagId: true, own: true },
  })
  const ids = [...new Set(filed.map((row) => row.tagId))]
  const tags = await publishedDb.publishedTag.findMany({
    where: { id: { in: ids } },
    select: { id: true, slug: true, label: true, type: true },
  })
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const found = new Map<number, PublishedStoryTag[]>(numbers.map((number) => [number, []]))
  for (const { articleNumber, tagId, own } of filed) {
    const tag = byId.get(tagId)
    if (tag) found.get(articleNumber)?.push({ ...tag, own })
  }
  for (const list of found.values()) list.sort(byOwnAndLabel)
  return found
}

const byOwnAndLabel = (a: PublishedStoryTag, b: PublishedStoryTag): number =>
  Number(b.own) - Number(a.own) || a.label.localeCompare(b.label, 'en-GB') || a.id - b.id
