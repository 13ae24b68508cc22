import 'server-only'
import type { z } from 'zod'
import { toCsv } from '@/lib/csv'
import { NotFound } from '@/lib/errors'
import { publicAddress } from '@/lib/page-metadata'
import { listAreas } from '@/modules/areas/published'
import type { CorrectionMark } from '@/modules/articles/correction-words'
import { articlePath } from '@/modules/articles/paths'
import { leadOf } from '@/modules/articles/pictures'
import { findPublishedStory, listPublishedStories } from '@/modules/articles/published'
import type { PublishedStory, StoryCard } from '@/modules/articles/views'
import { listInspections } from '@/modules/inspections/published'
import type { InspectionView } from '@/modules/inspections/views'
import { commonFile } from '@/modules/media/picture-files'
import type { ShownPicture } from '@/modules/media/views'
import { linkAddress, relatedAsText } from '@/modules/related/as-text'
import { relatedNews } from '@/modules/related/published'
import { storylinesOf } from '@/modules/storylines/published'
import type { StorylineBox, StorylineStory } from '@/modules/storylines/views'
import { mayBeCombined } from '@/modules/tags/combination'
import { tagPath } from '@/modules/tags/paths'
import { findTagByAnySlug, listPublishedTags } from '@/modules/tags/published'
import type {
  areaList,
  article,
  articlePage,
  articleSummary,
  inspection,
  inspectionList,
  relatedList,
  storyline,
  tagList,
} from './resources'

const NO_STORY = 'There is no such story.'

/** What an address about one story finds: the story, its tombstone, or where it is now. Throws NotFound. */
export type FoundArticle<T> = { state: 'live'; value: T } | { state: 'gone'; detail: string } | { state: 'moved'; slug: string }

const markOf = (mark: CorrectionMark | null) => (mark ? { kind: mark.kind, at: mark.at.toISOString() } : null)

function summaryOf(story: StoryCard): z.infer<typeof articleSummary> {
  return {
    id: story.articleId,
    slug: story.slug,
    url: publicAddress(articlePath(story.slug)),
    headline: story.headline,
    standfirst: story.standfirst,
    published: story.firstPublishedAt.toISOString(),
    updated: story.readersToldAt?.toISOString() ?? null,
    update_note: story.readersToldNote,
    correction: markOf(story.correction),
    tags: story.tags.map(({ slug, label, type, own }) => ({ slug, label, type, own })),
  }
}

/**
 * Live stories, newest first; of `tag`, and of these those that carry `with` too. Throws NotFound for a tag that no live story
 * carries, and for two tags that no page joins either: a person with anything else.
 */
export async function articlesResource(query: {
  page: number
  page_size: number
  tag?: string | undefined
  with?: string | undefined
}): Promise<z.infer<typeof articlePage>> {
  const [tag, second] = await Promise.all([query.tag, query.with].map((slug) => (slug === undefined ? undefined : findTagByAnySlug(slug))))
  if (tag === null || second === null) throw new NotFound('No story carries this tag.')
  if (tag && second && tag.id !== second.id && !mayBeCombined(tag, second))
    throw new NotFound('A person is not combined with another tag: ask for the stories of one tag.')
  const { items, total, page, pages } = await listPublishedStories({
    page: query.page,
    pageSize: query.page_size,
    toPrograms: true,
    ...(tag ? { tagId: tag.id } : {}),
    ...(second ? { withTagId: second.id } : {}),
  })
  return { items: items.map(summaryOf), total, page, pages }
}

async function found<T>(slug: string, read: (story: PublishedStory) => T | Promise<T>): Promise<FoundArticle<T>> {
  const result = await findPublishedStory(slug)
  if (result.state === 'missing') throw new NotFound(NO_STORY)
  if (result.state === 'moved') return result
  if (result.state === 'gone') return { state: 'gone', detail: `This story was withdrawn. ${result.reason}`.trim() }
  return { state: 'live', value: await read(result.story) }
}

export const articleResource = (slug: string): Promise<FoundArticle<z.infer<typeof article>>> =>
  found(slug, async (story) => ({
    ...summaryOf(story),
    byline: story.byline,
    source_url: story.sourceUrl,
    evergreen: story.evergreen,
    form: story.form,
    body: story.body,
    text: story.bodyText,
    image: imageOf(story),
    pictures: story.pictures.map((picture) => ({ id: picture.id, ...fileOf(picture) })),
    corrections: story.corrections.map(({ kind, at, wording, place }) => ({ kind, at: at.toISOString(), text: wording, place })),
    storylines: (await storylinesOf(story)).map(storylineOf),
  }))

function fileOf(picture: ShownPicture) {
  const { path, width, height } = commonFile(picture)
  return { url: publicAddress(path), width, height, credit: picture.credit }
}

function imageOf(story: PublishedStory): z.infer<typeof article>['image'] {
  const lead = leadOf(story)
  return lead && { ...fileOf(lead.picture), alt: lead.use.decorative ? '' : lead.use.alt, caption: lead.use.caption }
}

const partOf = ({ slug, headline, firstPublishedAt }: StorylineStory) => ({
  slug,
  url: publicAddress(articlePath(slug)),
  headline,
  published: firstPublishedAt.toISOString(),
})

const storylineOf = (line: StorylineBox): z.infer<typeof storyline> => ({
  tag: line.slug,
  label: line.label,
  url: publicAddress(tagPath(line.slug)),
  summary: line.summary,
  open: line.open,
  order: line.byHand ? 'hand' : 'date',
  articles: line.total,
  latest: partOf(line.latest),
  stories: line.stories.map((story) => ({ ...partOf(story), current: story.current })),
})

/** The same list as on the story's page, unless another `limit` is asked for. */
export const relatedResource = (slug: string, limit: number | undefined, now: Date): Promise<FoundArticle<z.infer<typeof relatedList>>> =>
  found(slug, async (story) => ({
    items: (await relatedNews(story, now, limit)).map((link) => ({
      ...(link.kind === 'story' ? { slug: link.slug } : { site: link.site }),
      url: linkAddress(link, publicAddress('')),
      headline: link.headline,
      standfirst: link.standfirst,
      published: link.firstPublishedAt.toISOString(),
      score: link.score,
      pinned: link.pinned,
      correction: link.kind === 'story' ? markOf(link.correction) : null,
      reason: link.reason,
      reasons: link.reasons.map(({ tag, type, label }) => ({ tag, type, label })),
    })),
  }))

/** That list as plain text, ready for a mail. */
export const relatedText = (slug: string, limit: number | undefined, now: Date): Promise<FoundArticle<string>> =>
  found(slug, async (story) => relatedAsText(await relatedNews(story, now, limit), publicAddress('')))

/** The vocabulary as far as live stories use it. */
export async function tagsResource(): Promise<z.infer<typeof tagList>> {
  const tags = await listPublishedTags()
  return {
    items: tags.map((tag) => ({
      slug: tag.slug,
      label: tag.label,
      type: tag.type,
      description: tag.description,
      other_names: tag.aliases,
      broader: tag.broader?.slug ?? null,
      articles: tag.articleCount,
      url: publicAddress(tagPath(tag.slug)),
    })),
  }
}

export async function areasResource(): Promise<z.infer<typeof areaList>> {
  const areas = await listAreas()
  return {
    items: areas.map((area) => ({
      slug: area.slug,
      name: area.name,
      official_name: area.officialName,
      region: area.region,
      tag: area.tagSlug,
      nhs_boards: area.boards,
      parent_carer_forum: area.forum,
      url: publicAddress(`/areas/${area.slug}`),
    })),
  }
}

const isoDay = (at: Date | null): string | null => at?.toISOString().slice(0, 10) ?? null

const inspectionOf = (row: InspectionView): z.infer<typeof inspection> => ({
  id: row.id,
  area: row.areaSlug,
  kind: row.kind,
  framework: row.framework,
  onsite_start: isoDay(row.onsiteStart),
  onsite_end: isoDay(row.onsiteEnd),
  report_published: isoDay(row.reportPublished),
  outcome: row.outcome,
  outcome_short: row.outcomeShort,
  what_follows: row.whatFollows,
  nhs_boards: row.boards,
  source_url: row.sourceUrl,
  checked_against_report: row.checked,
  notes: row.notes,
  url: publicAddress(`/inspections/${row.id}`),
})

/** Every inspection on record, the newest report first. */
export async function inspectionsResource(): Promise<z.infer<typeof inspectionList>> {
  return { items: (await listInspections()).map(inspectionOf) }
}

/** The same rows as CSV; lists inside a cell are separated by "|", what is not known is empty. */
export async function inspectionsCsv(): Promise<string> {
  const { items } = await inspectionsResource()
  const columns = [
    'id',
    'area',
    'kind',
    'framework',
    'onsite_start',
    'onsite_end',
    'report_published',
    'outcome',
    'outcome_short',
    'what_follows',
    'nhs_boards',
    'source_url',
    'checked_against_report',
    'notes',
    'url',
  ] as const
  const written = (value: unknown): string => (Array.isArray(value) ? value.join('|') : value === null ? '' : String(value))
  return toCsv(
    columns,
    items.map((item) => columns.map((column) => written(item[column]))),
  )
}
