/**
 * The body of a story: ProseMirror JSON as Tiptap writes it, with a closed list of nodes, marks and attributes.
 * Whatever is stored has been through `validateBody`; whatever is shown is checked again by components/story-body.tsx.
 * Pure and browser-safe: the editor uses the same file.
 */
import { done, type Outcome, refused } from '@/lib/errors'
import type { PictureUse } from '@/modules/media/schema'
import { normaliseBlocks, Refusal } from './body-normalise'

export { safeHref } from './safe-href'

export type Mark = { type: 'link'; attrs: { href: string } } | { type: 'bold' } | { type: 'italic' }
export type TextNode = { type: 'text'; text: string; marks?: Mark[] }
/** A fact of the newsroom, shown as its value (facts.ts). `value` goes along with an export and is never stored. */
export type Fact = { type: 'fact'; attrs: { slug: string; value?: string }; marks?: Mark[] }
export type Inline = TextNode | { type: 'hardBreak' } | Fact
export type Paragraph = { type: 'paragraph'; content?: Inline[] }
export type Heading = { type: 'heading'; attrs: { level: 2 | 3 }; content?: Inline[] }
export type ListItem = { type: 'listItem'; content: (Paragraph | List)[] }
export type List = { type: 'bulletList'; content: ListItem[] } | { type: 'orderedList'; attrs?: { start: number }; content: ListItem[] }
/** Words somebody said or wrote. Each attribute may be ''. */
export type Quotation = { type: 'quotation'; attrs: { speaker: string; role: string; organisation: string }; content: Paragraph[] }
export type TableCell = { type: 'tableCell' | 'tableHeader'; attrs?: { colspan?: number; rowspan?: number }; content: Paragraph[] }
export type TableRow = { type: 'tableRow'; content: TableCell[] }
export type Table = { type: 'table'; content: TableRow[] }
/** A picture of the library where it stands among the words. */
export type Picture = { type: 'picture'; attrs: PictureUse }
export type Block = Paragraph | Heading | List | Quotation | Table | Picture
export type Body = { type: 'doc'; content: Block[] }

/** Levels of nodes inside nodes, the document being the first. */
export const BODY_MAX_DEPTH = 24
/** Nodes of every kind together. */
export const BODY_MAX_NODES = 50_000
/** Paragraphs, headings, lists, quotations and tables of the document itself: a 10,000-paragraph text fits. */
export const BODY_MAX_BLOCKS = 12_000
/** Text in sum, as UTF-8: a body of one megabyte fits. */
export const BODY_MAX_TEXT_BYTES = 1_200_000

/** What Tiptap calls an empty document. Do not change it in place. */
export const emptyBody: Body = { type: 'doc', content: [{ type: 'paragraph' }] }

/**
 * Checks a document of unknown origin and brings it into the one stored form: adjacent text with the same marks
 * joined, marks in a fixed order, Unicode NFC, addresses normalised, editor-only attributes dropped. Doing it twice
 * changes nothing. Refuses, with field 'body', whatever is not on the list, by name; never throws.
 */
export function validateBody(json: unknown): Outcome<Body> {
  const oversize = measure(json)
  if (oversize) return refused({ field: 'body', message: oversize })
  try {
    const content = normaliseBlocks(json)
    return done(content.length === 0 ? emptyBody : { type: 'doc', content })
  } catch (error) {
    if (error instanceof Refusal) return refused({ field: 'body', message: error.message })
    throw error
  }
}

/** Depth, node count and text size, walked with a list of its own so that no nesting can exhaust the stack. */
function measure(json: unknown): string | null {
  const open: { node: unknown; depth: number }[] = [{ node: json, depth: 1 }]
  let nodes = 0
  let bytes = 0
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { node, depth } = item
    if (typeof node !== 'object' || node === null) continue
    nodes += 1
    if (nodes > BODY_MAX_NODES) return `The body has more than ${count(BODY_MAX_NODES)} parts. Split the story.`
    if (depth > BODY_MAX_DEPTH) return `The body is nested more than ${BODY_MAX_DEPTH} deep. Use fewer lists inside lists.`
    if ('text' in node && typeof node.text === 'string') bytes += utf8Bytes(node.text)
    if (bytes > BODY_MAX_TEXT_BYTES) return `The body is longer than ${count(BODY_MAX_TEXT_BYTES)} bytes of text. Split the story.`
    if (!('content' in node) || !Array.isArray(node.content)) continue
    if (depth === 1 && node.content.length > BODY_MAX_BLOCKS)
      return `The body has more than ${count(BODY_MAX_BLOCKS)} paragraphs. Split the story.`
    if (node.content.length > BODY_MAX_NODES) return `The body has more than ${count(BODY_MAX_NODES)} parts. Split the story.`
    for (const child of node.content) open.push({ node: child, depth: depth + 1 })
  }
  return null
}

const count = (n: number): string => n.toLocaleString('en-GB')

const encoder = new TextEncoder()
const utf8Bytes = (text: string): number => encoder.encode(text).length

/**
 * The words alone, each block on a line of its own, a quotation followed by whose words they are. What is said of pictures
 * is not among them: it goes when the picture goes.
 */
export function plainText(body: Body): string {
  const lines: string[] = []
  for (const block of body.content) blockLines(block, lines)
  return lines.filter((line) => line !== '').join('\n')
}

function blockLines(block: Block | ListItem | TableRow | TableCell, lines: string[]): void {
  if (block.type === 'picture') return
  if (block.type === 'paragraph' || block.type === 'heading') {
    lines.push(inlineText(block.content ?? []))
    return
  }
  for (const child of block.content) blockLines(child, lines)
  if (block.type === 'quotation') lines.push(attribution(block.attrs))
}

/** The words of one paragraph; a line break counts as a space. A fact whose value is not known stands as its mark. */
export const inlineText = (content: readonly Inline[]): string => content.map(wordsOfInline).join('').trim()

export const wordsOfInline = (node: Inline): string =>
  node.type === 'text' ? node.text : node.type === 'fact' ? (node.attrs.value ?? factMark(node.attrs.slug)) : ' '

/** What stands in plain text where a fact cannot be shown: "[areas-inspected]". */
export const factMark = (slug: string): string => `[${slug}]`

/** "Speaker, role, organisation", as far as they are known; '' when nobody is named. */
export const attribution = (of: Quotation['attrs']): string =>
  [of.speaker, of.role, of.organisation].filter((part) => part !== '').join(', ')

/** Plain paragraphs as a body, without checking them: pass the result to `validateBody` before storing it. */
export function bodyFromParagraphs(paragraphs: readonly string[]): Body {
  const content = paragraphs.map(
    (text): Paragraph => (text.trim() === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text }] }),
  )
  return content.length === 0 ? emptyBody : { type: 'doc', content }
}

/** The body of a story in JSON: paragraphs of text, or a whole document. */
export function bodyFromInput(input: unknown): Outcome<Body> {
  if (input === undefined || input === null)
    return refused({ field: 'body', message: 'Enter the body: a list of paragraphs, or a document.' })
  if (!Array.isArray(input)) return validateBody(input)
  const paragraphs: string[] = []
  for (const item of input) {
    if (typeof item !== 'string')
      return refused({ field: 'body', message: 'The body is a list of paragraphs, each of them text, or a document.' })
    paragraphs.push(item)
  }
  return validateBody(bodyFromParagraphs(paragraphs))
}
