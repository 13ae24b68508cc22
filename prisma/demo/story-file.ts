/**
 * The stories of the demo newsroom as they stand in prisma/demo/stories: one JSON file each, named like the
 * story's address, with a body people can read. Read, checked and turned into the documents the product stores.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Block, type Body, type Inline, type Mark, type Paragraph, validateBody } from '@/modules/articles/body'
import { STORY_FORMS } from '@/modules/articles/form'

const words = z.string().min(1)
const instant = z.iso.datetime()

/** `**bold**`, `*italic*` and `[words](address)` may stand inside any text of a body. */
const bodyPart = z.union([
  words,
  z.strictObject({ heading: words }),
  z.strictObject({ list: z.array(words) }),
  z.strictObject({ steps: z.array(words) }),
  z.strictObject({ quotation: words, organisation: words }),
  /** The first row is the heading row. */
  z.strictObject({ table: z.array(z.array(z.string())) }),
])
export type BodyPart = z.infer<typeof bodyPart>

/** One paragraph exchanged for another: how a file says what a later version changed. */
const exchange = { was: words, now: words }

export const storyFileSchema = z.strictObject({
  headline: words,
  standfirst: words,
  byline: words,
  /** First publication; for a draft, when it was written. */
  publishedAt: instant,
  state: z.enum(['live', 'draft', 'withdrawn']),
  evergreen: z.boolean().optional(),
  /** News unless said. */
  form: z.enum(STORY_FORMS).optional(),
  tags: z.array(words).min(1),
  /** The inspections the story rests on: ids of prisma/reference/inspections.csv. */
  records: z.array(words),
  /** The hand-made related list. */
  relatedHeadlines: z.array(words).optional(),
  body: z.array(bodyPart).min(1),
  sources: z.array(z.strictObject({ text: words, url: z.url({ protocol: /^https$/ }) })).min(1),
  withdrawnAt: instant.optional(),
  withdrawnReason: words.optional(),
  /** A change readers were told of. */
  told: z.strictObject({ at: instant, note: words, ...exchange }).optional(),
  /** A change that is saved and not yet published. */
  unpublished: z.strictObject(exchange).optional(),
})
export type StoryFile = z.infer<typeof storyFileSchema> & { slug: string }

const folder = join(dirname(fileURLToPath(import.meta.url)), 'stories')

/** All stories, oldest first: the order in which they were published. Throws naming the file that is wrong. */
export function readStoryFiles(): StoryFile[] {
  const stories = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const parsed = storyFileSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      if (!parsed.success) throw new Error(`prisma/demo/stories/${name}: ${z.prettifyError(parsed.error)}`)
      return { ...parsed.data, slug: name.replace(/\.json$/, '') }
    })
  return stories.sort((a, b) => a.publishedAt.localeCompare(b.publishedAt) || a.slug.localeCompare(b.slug))
}

/** The body as the product stores it, its sources listed at the end. Throws when the product would refuse it. */
export function storyBody(story: Pick<StoryFile, 'slug' | 'body' | 'sources'>): Body {
  const sources: Block[] = [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Sources' }] },
    list(
      'bulletList',
      story.sources.map(({ text, url }) => `[${text}](${url})`),
    ),
  ]
  const checked = validateBody({ type: 'doc', content: [...story.body.map(block), ...sources] })
  if (checked.ok) return checked.value
  throw new Error(`prisma/demo/stories/${story.slug}.json: ${checked.problems.map((problem) => problem.message).join(' ')}`)
}

/** The same body with one paragraph exchanged. Throws when the paragraph is not there. */
export function exchangeParagraph(story: StoryFile, change: { was: string; now: string }): StoryFile {
  if (!story.body.includes(change.was)) throw new Error(`prisma/demo/stories/${story.slug}.json: no paragraph is “${change.was}”`)
  return { ...story, body: story.body.map((part) => (part === change.was ? change.now : part)) }
}

function block(part: BodyPart): Block {
  if (typeof part === 'string') return paragraph(part)
  if ('heading' in part) return { type: 'heading', attrs: { level: 2 }, content: inline(part.heading) }
  if ('list' in part) return list('bulletList', part.list)
  if ('steps' in part) return list('orderedList', part.steps)
  if ('quotation' in part)
    return { type: 'quotation', attrs: { speaker: '', role: '', organisation: part.organisation }, content: [paragraph(part.quotation)] }
  return {
    type: 'table',
    content: part.table.map((cells, row) => ({
      type: 'tableRow',
      content: cells.map((cell) => ({ type: row === 0 ? 'tableHeader' : 'tableCell', content: [paragraph(cell)] })),
    })),
  }
}

const list = (type: 'bulletList' | 'orderedList', items: string[]): Block => {
  const content = items.map((item) => ({ type: 'listItem' as const, content: [paragraph(item)] }))
  return type === 'bulletList' ? { type, content } : { type, attrs: { start: 1 }, content }
}

const paragraph = (text: string): Paragraph => (text === '' ? { type: 'paragraph' } : { type: 'paragraph', content: inline(text) })

const MARKED = /\*\*(?<bold>[^*]+)\*\*|\*(?<italic>[^*]+)\*|\[(?<label>[^\]]+)\]\((?<href>[^)]+)\)/g

function inline(text: string): Inline[] {
  const parts: Inline[] = []
  let at = 0
  const add = (words: string, mark?: Mark) => {
    if (words !== '') parts.push(mark === undefined ? { type: 'text', text: words } : { type: 'text', text: words, marks: [mark] })
  }
  for (const match of text.matchAll(MARKED)) {
    add(text.slice(at, match.index))
    const { bold, italic, label, href } = match.groups ?? {}
    if (bold !== undefined) add(bold, { type: 'bold' })
    else if (italic !== undefined) add(italic, { type: 'italic' })
    else add(label ?? '', { type: 'link', attrs: { href: href ?? '' } })
    at = match.index + match[0].length
  }
  add(text.slice(at))
  return parts
}
