/**
 * The closed list: each node with its own rule. Called by `validateBody` after the size has been measured, so the
 * recursion below goes at most BODY_MAX_DEPTH deep. Only own keys count: `__proto__` and `constructor` are unknown ones.
 */

import { cleanLine, countCharacters, textFault } from '@/lib/text'
import { ALT_MAX_CHARACTERS, CAPTION_MAX_CHARACTERS } from '@/modules/media/schema'
import type { Block, Fact, Inline, List, ListItem, Mark, Paragraph, Picture, Quotation, TableCell, TableRow } from './body'
import { safeHref } from './safe-href'

/** Characters of a speaker's name, role or organisation. */
export const ATTRIBUTION_MAX_CHARACTERS = 160
/** Cells one table cell may span, each way. */
export const CELL_MAX_SPAN = 50

/** Carries the sentence out of the depths; `validateBody` turns it into a problem. */
export class Refusal extends Error {}

type Node = Record<string, unknown>
type Rule<T> = (node: Node) => T | null

/** The blocks of a document in their stored form. Throws Refusal with a sentence for the editor. */
export function normaliseBlocks(json: unknown): Block[] {
  const doc = asNode(json, 'The body')
  if (doc.type !== 'doc') throw new Refusal('The body is not a document.')
  onlyKeys(doc, ['type', 'content', 'attrs'])
  onlyAttrs(doc, [])
  return children(doc, blockRules, 'The body')
}

const paragraph: Rule<Paragraph> = (node) => {
  onlyAttrs(node, [])
  return withContent({ type: 'paragraph' }, inlines(node))
}

const heading: Rule<Block> = (node) => {
  const { level } = onlyAttrs(node, ['level'])
  if (!Number.isInteger(level) || Number(level) < 1 || Number(level) > 6) throw new Refusal('A heading has no level. Use heading 2 or 3.')
  return withContent({ type: 'heading', attrs: { level: Number(level) <= 2 ? 2 : 3 } }, inlines(node))
}

const bulletList: Rule<List> = (node) => {
  onlyAttrs(node, [])
  const content = children(node, listRules, 'A list')
  return content.length === 0 ? null : { type: 'bulletList', content }
}

const orderedList: Rule<List> = (node) => {
  const { start } = onlyAttrs(node, ['start', 'type'])
  const content = children(node, listRules, 'A list')
  if (content.length === 0) return null
  const first = wholeNumber(start, 'the first number of a list', 0, 9_999) ?? 1
  return first === 1 ? { type: 'orderedList', content } : { type: 'orderedList', attrs: { start: first }, content }
}

const listItem: Rule<ListItem> = (node) => {
  onlyAttrs(node, [])
  const content = children(node, itemRules, 'A list item')
  // The editor cannot open an item that does not begin with a paragraph.
  return { type: 'listItem', content: content[0]?.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content] }
}

const quotation: Rule<Quotation> = (node) => {
  const attrs = onlyAttrs(node, ['speaker', 'role', 'organisation'])
  return {
    type: 'quotation',
    attrs: { speaker: who(attrs.speaker, 'speaker'), role: who(attrs.role, 'role'), organisation: who(attrs.organisation, 'organisation') },
    content: paragraphs(node, 'A quotation'),
  }
}

const PICTURE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const picture: Rule<Picture> = (node) => {
  const { mediaId, alt, decorative, caption } = onlyAttrs(node, ['mediaId', 'alt', 'decorative', 'caption'])
  const id = typeof mediaId === 'string' ? mediaId.toLowerCase() : ''
  if (!PICTURE_ID.test(id)) throw new Refusal('A picture of the body is not one of the library. Remove it and choose it again.')
  if (contentOf(node, 'A picture').length > 0) throw new Refusal('A picture cannot hold text. Put the words in its caption.')
  return {
    type: 'picture',
    attrs: {
      mediaId: id,
      alt: words(alt, 'text for people who cannot see a picture', ALT_MAX_CHARACTERS),
      decorative: decorative === true,
      caption: words(caption, 'caption of a picture', CAPTION_MAX_CHARACTERS),
    },
  }
}

const table: Rule<Block> = (node) => {
  onlyAttrs(node, [])
  const content = children(node, rowRules, 'A table')
  return content.length === 0 ? null : { type: 'table', content }
}

const tableRow: Rule<TableRow> = (node) => {
  onlyAttrs(node, [])
  const content = children(node, cellRules, 'A table row')
  return content.length === 0 ? null : { type: 'tableRow', content }
}

const cellOf =
  (type: TableCell['type']): Rule<TableCell> =>
  (node) => {
    const attrs = onlyAttrs(node, ['colspan', 'rowspan', 'colwidth', 'align'])
    const colspan = wholeNumber(attrs.colspan, 'the width of a table cell', 1, CELL_MAX_SPAN) ?? 1
    const rowspan = wholeNumber(attrs.rowspan, 'the height of a table cell', 1, CELL_MAX_SPAN) ?? 1
    const content = paragraphs(node, 'A table cell')
    if (colspan === 1 && rowspan === 1) return { type, content }
    return { type, attrs: { ...(colspan > 1 && { colspan }), ...(rowspan > 1 && { rowspan }) }, content }
  }

const itemRules = new Map<string, Rule<Paragraph | List>>([
  ['paragraph', paragraph],
  ['bulletList', bulletList],
  ['orderedList', orderedList],
])
const blockRules = new Map<string, Rule<Block>>([
  ...itemRules,
  ['heading', heading],
  ['quotation', quotation],
  ['table', table],
  ['picture', picture],
])
const listRules = new Map([['listItem', listItem]])
const rowRules = new Map([['tableRow', tableRow]])
const cellRules = new Map([
  ['tableCell', cellOf('tableCell')],
  ['tableHeader', cellOf('tableHeader')],
])
const paragraphRules = new Map([['paragraph', paragraph]])

const paragraphs = (node: Node, holder: string): Paragraph[] => {
  const content = children(node, paragraphRules, holder)
  return content.length === 0 ? [{ type: 'paragraph' }] : content
}

/** The node's children by the rules of what it may hold; those that come to nothing are left out. */
function children<T>(node: Node, rules: ReadonlyMap<string, Rule<T>>, holder: string): T[] {
  const kept: T[] = []
  for (const item of contentOf(node, holder)) {
    const child = asNode(item, holder)
    const rule = typeof child.type === 'string' ? rules.get(child.type) : undefined
    if (!rule) throw new Refusal(`${holder} cannot hold “${shown(child.type)}”. Remove it.`)
    onlyKeys(child, ['type', 'attrs', 'content'])
    const normal = rule(child)
    if (normal !== null) kept.push(normal)
  }
  return kept
}

function inlines(node: Node): Inline[] {
  const kept: Inline[] = []
  for (const item of contentOf(node, 'A paragraph')) {
    const child = asNode(item, 'A paragraph')
    onlyKeys(child, child.type === 'text' ? ['type', 'text', 'marks'] : ['type', 'attrs', 'marks', 'content'])
    if (child.type === 'hardBreak') {
      onlyAttrs(child, [])
      kept.push({ type: 'hardBreak' })
    } else if (child.type === 'text') {
      addText(kept, cleanText(child.text), marksOf(child))
    } else if (child.type === 'fact') {
      kept.push(fact(child))
    } else throw new Refusal(`A paragraph cannot hold “${shown(child.type)}”. Remove it.`)
  }
  return kept.map((inline) => (inline.type === 'text' ? { ...inline, text: inline.text.normalize('NFC') } : inline))
}

/** Only its name is kept: what it says stands in the newsroom's list of facts. */
function fact(node: Node): Fact {
  const { slug } = onlyAttrs(node, ['slug', 'value'])
  if (!isFactSlug(slug)) throw new Refusal('A fact of the body has no name. Remove it and insert it again.')
  if (contentOf(node, 'A fact').length > 0) throw new Refusal('A fact cannot hold text. Put the words beside it.')
  const marks = marksOf(node)
  return marks.length === 0 ? { type: 'fact', attrs: { slug } } : { type: 'fact', attrs: { slug }, marks }
}

/** Characters of the name a fact is embedded by. */
export const FACT_SLUG_MAX_CHARACTERS = 80
export const isFactSlug = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= FACT_SLUG_MAX_CHARACTERS && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)

/** Adjacent text with the same marks is one text, as ProseMirror has it. */
export function addText(kept: Inline[], text: string, marks: Mark[]): void {
  if (text === '') return
  const last = kept.at(-1)
  if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) last.text += text
  else kept.push(marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks })
}

/** The marks once each, in a fixed order. */
function marksOf(node: Node): Mark[] {
  if (node.marks === undefined || node.marks === null) return []
  if (!Array.isArray(node.marks)) throw new Refusal('The marks of a text are not a list.')
  const found = new Map<string, Mark>()
  for (const item of node.marks) {
    const mark = asNode(item, 'A text')
    onlyKeys(mark, ['type', 'attrs'])
    if (mark.type === 'link') found.set('link', link(mark))
    else if (mark.type === 'bold' || mark.type === 'italic') {
      onlyAttrs(mark, [])
      found.set(mark.type, { type: mark.type })
    } else throw new Refusal(`Text cannot be marked “${shown(mark.type)}”. Use bold, italic or a link.`)
  }
  return ['link', 'bold', 'italic'].flatMap((type) => found.get(type) ?? [])
}

function link(mark: Node): Mark {
  // Tiptap's own extras are not kept: the renderer decides on target and rel.
  const { href } = onlyAttrs(mark, ['href', 'target', 'rel', 'class', 'title'])
  const safe = typeof href === 'string' ? safeHref(href) : null
  if (safe === null)
    throw new Refusal(`The link to “${shown(href)}” leads nowhere readers may go. Enter an address that starts with https://`)
  return { type: 'link', attrs: { href: safe } }
}

function asNode(value: unknown, holder: string): Node {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`${holder} holds something that is not part of a document.`)
  // Copied without a prototype: nothing inherited can be mistaken for something written.
  return Object.assign(Object.create(null), Object.fromEntries(Object.entries(value)))
}

function contentOf(node: Node, holder: string): unknown[] {
  if (node.content === undefined || node.content === null) return []
  if (!Array.isArray(node.content)) throw new Refusal(`The content of ${holder.toLowerCase()} is not a list.`)
  return node.content
}

function onlyKeys(node: Node, allowed: readonly string[]): void {
  for (const key of Object.keys(node))
    if (!allowed.includes(key)) throw new Refusal(`“${shown(node.type)}” has the unknown part “${shown(key)}”.`)
}

function onlyAttrs(node: Node, allowed: readonly string[]): Node {
  if (node.attrs === undefined || node.attrs === null) return Object.create(null)
  const attrs = asNode(node.attrs, 'The body')
  for (const key of Object.keys(attrs)) {
    if (!allowed.includes(key)) throw new Refusal(`“${shown(node.type)}” has the unknown attribute “${shown(key)}”.`)
  }
  return attrs
}

function wholeNumber(value: unknown, what: string, least: number, most: number): number | null {
  if (value === undefined || value === null) return null
  if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
    throw new Refusal(`Make ${what} a number from ${least} to ${most}.`)
  return Number(value)
}

const who = (value: unknown, field: string): string => words(value, `${field} of a quotation`, ATTRIBUTION_MAX_CHARACTERS)

/** One line about a block. */
function words(value: unknown, field: string, most: number): string {
  if (value === undefined || value === null) return ''
  const text = cleanLine(wellFormed(value))
  if (countCharacters(text) > most) throw new Refusal(`Shorten the ${field} to ${most} characters.`)
  return text
}

function wellFormed(value: unknown): string {
  if (typeof value !== 'string') throw new Refusal('A text of the body is not text.')
  const fault = textFault(value)
  if (fault) throw new Refusal(`The body ${fault}.`)
  return value
}

const INVISIBLE = /[^\P{Cc}\t\n\v\f\r\u0085]|[\ufffe\uffff]/gu

/** Text on one line, without what XML cannot hold. White-space at the ends stays: it stands between marked words. */
const cleanText = (value: unknown): string =>
  wellFormed(value)
    .replace(INVISIBLE, '')
    .replace(/\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')

const withContent = <T extends Paragraph | Block>(node: T, content: Inline[]): T => (content.length === 0 ? node : { ...node, content })

/** A name from outside, short enough for a sentence. */
const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '') : String(typeof value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
