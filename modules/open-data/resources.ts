/** What the open data addresses answer with, version 1. The OpenAPI document is made from these. Pure. */
import { z } from 'zod'
import { STORY_FORMS } from '@/modules/articles/form'

const instant = z.iso.datetime()
const day = z.iso.date()

export const tagReference = z
  .strictObject({
    slug: z.string(),
    label: z.string(),
    type: z.string(),
    own: z.boolean().describe('Given by an editor; false: follows from a narrower tag, as a region from its area.'),
  })
  .meta({ id: 'TagReference' })

const correctionKind = z.enum(['apology', 'correction', 'clarification', 'update'])
const correctionMark = z.strictObject({ kind: correctionKind, at: instant })

const summary = {
  id: z.uuid().describe('Stays the same over every edit and change of address.'),
  slug: z.string(),
  url: z.url(),
  headline: z.string(),
  standfirst: z.string(),
  published: instant.describe('First publication.'),
  updated: instant.nullable().describe('The last change readers were told of.'),
  update_note: z.string().nullable().describe('What readers were told.'),
  correction: correctionMark.nullable().describe('Its weightiest correction, and when the latest of that kind was published.'),
  tags: z.array(tagReference),
}

export const articleSummary = z.strictObject(summary).meta({ id: 'ArticleSummary' })

const storylineStory = { slug: z.string(), url: z.url(), headline: z.string(), published: instant }

export const storyline = z
  .strictObject({
    tag: z.string().describe('Slug of the storyline’s tag.'),
    label: z.string(),
    url: z.url(),
    summary: z.string(),
    open: z.boolean().describe('False: the story is concluded.'),
    order: z.enum(['date', 'hand']),
    articles: z.int().describe('Live stories it has.'),
    latest: z.strictObject(storylineStory).describe('Its newest story.'),
    stories: z
      .array(z.strictObject({ ...storylineStory, current: z.boolean().describe('The story asked for.') }))
      .describe('In order, those around the story asked for.'),
  })
  .meta({ id: 'Storyline' })

const pictureFile = {
  url: z.url().describe('A JPEG. It changes when the picture is replaced.'),
  width: z.int(),
  height: z.int(),
  credit: z.string(),
}

export const article = z
  .strictObject({
    ...summary,
    byline: z.string(),
    source_url: z.string().nullable(),
    evergreen: z.boolean(),
    form: z.enum(STORY_FORMS).describe('What kind of story it is.'),
    body: z.looseObject({ type: z.literal('doc') }).describe('The body as a ProseMirror document.'),
    text: z.string().describe('The body as plain text, a line for each paragraph.'),
    image: z
      .strictObject({ ...pictureFile, alt: z.string(), caption: z.string() })
      .nullable()
      .describe('The picture at the head of the story.'),
    pictures: z
      .array(z.strictObject({ id: z.uuid(), ...pictureFile }))
      .describe('The files of the pictures that the body names by `mediaId`, and of the one at its head.'),
    corrections: z
      .array(z.strictObject({ kind: correctionKind, at: instant, text: z.string(), place: z.enum(['top', 'foot']) }))
      .describe('What readers were told of changes of substance, newest first.'),
    storylines: z.array(storyline).describe('The continuing stories it is part of, as on its page.'),
  })
  .meta({ id: 'Article' })

const page = { total: z.int(), page: z.int(), pages: z.int() }

export const articlePage = z.strictObject({ items: z.array(articleSummary), ...page }).meta({ id: 'ArticlePage' })

export const relatedLink = z
  .strictObject({
    slug: z.string().optional().describe('Absent for a link that the editor made to another site.'),
    url: z.url(),
    site: z.string().optional().describe('The other site, for a link that leads to one.'),
    headline: z.string(),
    standfirst: z.string(),
    published: instant.describe('First publication; for another site noon of the day its piece is dated.'),
    score: z.number(),
    pinned: z.boolean().describe('Chosen by the editor.'),
    correction: correctionMark.nullable().describe('The weightiest correction of the story it leads to.'),
    reason: z.string().describe('Why it is related, in words.'),
    reasons: z
      .array(z.strictObject({ tag: z.string(), type: z.string(), label: z.string() }))
      .describe('The shared tags that made the link, best first.'),
  })
  .meta({ id: 'RelatedLink' })

export const relatedList = z.strictObject({ items: z.array(relatedLink) }).meta({ id: 'RelatedList' })

export const tag = z
  .strictObject({
    slug: z.string(),
    label: z.string(),
    type: z.string(),
    description: z.string(),
    other_names: z.array(z.string()),
    broader: z.string().nullable().describe('Slug of the broader tag.'),
    articles: z.int().describe('Live stories that carry it, themselves or through a narrower tag.'),
    url: z.url(),
  })
  .meta({ id: 'Tag' })

export const tagList = z.strictObject({ items: z.array(tag) }).meta({ id: 'TagList' })

export const area = z
  .strictObject({
    slug: z.string(),
    name: z.string(),
    official_name: z.string(),
    region: z.string(),
    tag: z.string(),
    nhs_boards: z.array(z.string()),
    parent_carer_forum: z.string().nullable(),
    url: z.url(),
  })
  .meta({ id: 'Area' })

export const areaList = z.strictObject({ items: z.array(area) }).meta({ id: 'AreaList' })

export const inspection = z
  .strictObject({
    id: z.string(),
    area: z.string().describe('Slug of the area.'),
    kind: z.string().describe('full or monitoring'),
    framework: z.string(),
    onsite_start: day.nullable(),
    onsite_end: day.nullable(),
    report_published: day.nullable(),
    outcome: z
      .int()
      .nullable()
      .describe('1 typically positive, 2 inconsistent, 3 widespread and/or systemic failings; null for monitoring.'),
    outcome_short: z.string(),
    what_follows: z.string(),
    nhs_boards: z.array(z.string()),
    source_url: z.string(),
    checked_against_report: z.boolean(),
    notes: z.string(),
    url: z.url(),
  })
  .meta({ id: 'Inspection' })

export const inspectionList = z.strictObject({ items: z.array(inspection) }).meta({ id: 'InspectionList' })

export const problemDocument = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    problems: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
