/** Two texts of a story compared word by word, paragraph beside paragraph. Pure; runs in the browser too. */
import { diffArrays, diffWordsWithSpace } from 'diff'
import { attribution, type Body, type Inline, validateBody, wordsOfInline } from './body'

export type Part = { kind: 'same' | 'added' | 'removed'; text: string }
/** `what`: "Paragraph", "Heading" …; `format`: the words are the same, their links or emphasis are not. */
export type DiffLine = { kind: 'same' | 'added' | 'removed' | 'changed' | 'format'; what: string; parts: Part[] }

/** A line of a body as somebody reads it; `key` tells apart what reads the same and is not. */
export type Line = { what: string; text: string; key: string }

/** Beyond so many words two paragraphs are shown one after the other: comparing them would take seconds. */
const EDITS_MAX = 1_500
/** Paragraphs of two runs that are tried against each other. */
const PAIRS_MAX = 4_000
/** Share of words that two paragraphs have in common when one is a changed form of the other. */
const ALIKE = 0.35

/** The words of two texts, in reading order. */
export function diffWords(before: string, after: string): Part[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const changes = diffWordsWithSpace(before, after, { maxEditLength: EDITS_MAX })
  if (!changes) return parts(['removed', before], ['added', after])
  return parts(...changes.map(({ value, added, removed }) => [added ? 'added' : removed ? 'removed' : 'same', value] as const))
}

const parts = (...all: (readonly [Part['kind'], string])[]): Part[] => all.flatMap(([kind, text]) => (text === '' ? [] : { kind, text }))

/** Two bodies, line by line. */
export function diffBodies(before: Body, after: Body): DiffLine[] {
  return diffLines(linesOf(before), linesOf(after))
}

export function diffLines(before: readonly Line[], after: readonly Line[]): DiffLine[] {
  const byKey = new Map([...before, ...after].map((line) => [line.key, line]))
  const lines = (keys: string[]) => keys.flatMap((key) => byKey.get(key) ?? [])
  const changes = diffArrays(
    before.map((line) => line.key),
    after.map((line) => line.key),
  )
  const shown: DiffLine[] = []
  for (let index = 0; index < changes.length; index += 1) {
    const change = changes[index]
    const next = changes[index + 1]
    if (!change) continue
    if (!change.added && !change.removed) shown.push(...lines(change.value).map(whole('same')))
    else if (change.removed && next?.added) {
      shown.push(...paired(lines(change.value), lines(next.value)))
      index += 1
    } else shown.push(...lines(change.value).map(whole(change.added ? 'added' : 'removed')))
  }
  return shown
}

const whole =
  (kind: 'same' | 'added' | 'removed') =>
  ({ what, text }: Line): DiffLine => ({ kind, what, parts: text === '' ? [] : [{ kind, text }] })

/** A run that went and a run that came: lines that are alike stand as one changed line, in order. */
function paired(removed: Line[], added: Line[]): DiffLine[] {
  if (removed.length * added.length > PAIRS_MAX) return [...removed.map(whole('removed')), ...added.map(whole('added'))]
  const shown: DiffLine[] = []
  let next = 0
  for (const line of removed) {
    const at = added.findIndex((other, index) => index >= next && other.what === line.what && likeness(line.text, other.text) >= ALIKE)
    const other = added[at]
    if (other === undefined) {
      shown.push(whole('removed')(line))
      continue
    }
    shown.push(...added.slice(next, at).map(whole('added')))
    shown.push(changed(line, other))
    next = at + 1
  }
  return [...shown, ...added.slice(next).map(whole('added'))]
}

const changed = (before: Line, after: Line): DiffLine =>
  before.text === after.text
    ? { kind: 'format', what: after.what, parts: [{ kind: 'same', text: after.text }] }
    : { kind: 'changed', what: after.what, parts: diffWords(before.text, after.text) }

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

function likeness(one: string, other: string): number {
  if (one === other) return 1
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / Math.max(1, Math.min(a.size, b.size))
}

type Loose = { type: string; attrs?: Record<string, unknown>; content?: Loose[]; text?: string }

/** A body as lines: a paragraph, a heading, an item, a row, a picture each one. Links stand in brackets behind their words. */
export function linesOf(body: Body): Line[] {
  const normal = validateBody(body)
  return ((normal.ok ? normal.value : body).content as Loose[]).flatMap((block) => blockLines(block, ''))
}

const NAMES: Record<string, string> = {
  paragraph: 'Paragraph',
  heading: 'Heading',
  quotation: 'Quotation',
  tableRow: 'Row of a table',
  picture: 'Picture',
}

function blockLines(node: Loose, prefix: string): Line[] {
  const children = node.content ?? []
  const name = NAMES[node.type] ?? 'Part'
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return line(prefix === '' ? name : 'Item of a list', prefix + inline(children), node)
    case 'bulletList':
    case 'orderedList':
      return children.flatMap(
        (item, index) =>
          item.content?.flatMap((child) => blockLines(child, `${prefix}${node.type === 'bulletList' ? '•' : `${index + 1}.`} `)) ?? [],
      )
    case 'quotation':
      return line(name, `“${children.map((child) => inline(child.content ?? [])).join(' ')}” ${attribution(who(node.attrs))}`.trim(), node)
    case 'table':
      return children.flatMap((row) => line('Row of a table', (row.content ?? []).map(cell).join(' | '), row))
    default:
      return line(name, described(node.attrs), node)
  }
}

const line = (what: string, text: string, node: Loose): Line[] =>
  text === '' && node.type === 'paragraph' ? [] : [{ what, text, key: `${what} ${JSON.stringify(node)}` }]

const cell = (node: Loose): string => (node.content ?? []).map((child) => inline(child.content ?? [])).join(' ')

const who = (attrs: Loose['attrs'] = {}) => ({
  speaker: String(attrs.speaker ?? ''),
  role: String(attrs.role ?? ''),
  organisation: String(attrs.organisation ?? ''),
})

/** Whatever words a picture carries: its description and its caption. */
function described(attrs: Loose['attrs'] = {}): string {
  const words = ['alt', 'caption'].map((name) => attrs[name]).filter((text) => typeof text === 'string' && text !== '')
  return words.length > 0 ? words.join('. ') : 'without words'
}

function inline(content: readonly unknown[]): string {
  return (content as Inline[])
    .map((node) => {
      if (node.type === 'hardBreak') return ' '
      const link = node.marks?.find((mark) => mark.type === 'link')
      return link ? `${wordsOfInline(node)} (${link.attrs.href})` : wordsOfInline(node)
    })
    .join('')
    .trim()
}
