/**
 * The words of a story that the glossary explains: where they stand in its body, and what is said of them. Pure. Decision 0027.
 */
import { FirstUses, type TermUse } from '@/modules/glossary/find-terms'
import type { Term } from '@/modules/glossary/term'
import {
  type Block,
  type Body,
  type Inline,
  inlineText,
  type ListItem,
  type Mark,
  type TableCell,
  type TableRow,
  type TextNode,
} from './body'

/** Put on the first use of a term on its way to a reader. Never stored: `validateBody` refuses it. */
export type WordMark = { type: 'word'; attrs: { term: string } }

/** `text`: the words the story uses. */
export type ExplainedWord = Pick<Term, 'slug' | 'head' | 'meaning'> & { text: string }

export type ExplainedStory = { body: Body; words: ExplainedWord[] }

type Story = { headline: string; standfirst: string; body: Body }
type Parent = Block | ListItem | TableRow | TableCell

/**
 * The story's body with a mark on the first use of each term its reader needs explained, and these terms in its order.
 * Headline, standfirst and headings count as read, and carry no mark; nor do links, and what says whose words a
 * quotation are.
 */
export function explainWords({ headline, standfirst, body }: Story): ExplainedStory {
  const reader = new FirstUses()
  const words: ExplainedWord[] = []
  for (const line of [headline, standfirst]) reader.read(line, nowhere)
  const explained = (parent: Parent): Parent => {
    // Whatever the database holds: what is no node of ours is the renderer's to leave out.
    if (parent.type === 'picture' || !Array.isArray(parent.content)) return parent
    if (parent.type === 'heading') {
      reader.read(inlineText(parent.content), nowhere)
      return parent
    }
    if (parent.type !== 'paragraph') return { ...parent, content: parent.content.map(explained) } as Parent
    const uses = usesIn(parent.content, reader)
    if (uses.length === 0) return parent
    words.push(...uses.map(({ term, text }) => ({ slug: term.slug, head: term.head, meaning: term.meaning, text })))
    return { ...parent, content: marked(parent.content, uses) }
  }
  return { body: { type: 'doc', content: body.content.map(explained) as Block[] }, words }
}

const nowhere = (): boolean => false

/** Where in the page a term's explanation stands, and the word it explains: parts of addresses. */
export const wordId = (slug: string): string => `word-${slug}`
export const usedId = (slug: string): string => `used-${slug}`

/** What is no text takes one place, which no term has. */
const textOf = (node: Inline): string => (node.type === 'text' && typeof node.text === 'string' ? node.text : '\uFFFC')

/** Each inline node with the place at which it begins. */
function placed(content: readonly Inline[]): { node: Inline; from: number }[] {
  let from = 0
  return content.map((node) => {
    const place = { node, from }
    from += textOf(node).length
    return place
  })
}

/** Those that lie in one piece of text that is no link. */
function usesIn(content: readonly Inline[], reader: FirstUses): TermUse[] {
  const places = placed(content)
  const mayStand = (use: TermUse): boolean =>
    places.some(
      ({ node, from }) =>
        node.type === 'text' &&
        from <= use.start &&
        use.end <= from + node.text.length &&
        !node.marks?.some((mark) => mark.type === 'link'),
    )
  return reader.read(content.map(textOf).join(''), mayStand)
}

function marked(content: readonly Inline[], uses: readonly TermUse[]): Inline[] {
  return placed(content).flatMap<Inline>(({ node, from }) => (node.type === 'text' ? split(node, from, uses) : [node]))
}

/** The text parted at the uses inside it: what stands between keeps its marks, a use gets one more, the outermost. */
function split(node: TextNode, from: number, uses: readonly TermUse[]): TextNode[] {
  const inside = uses.filter((use) => from <= use.start && use.end <= from + node.text.length)
  const pieces: TextNode[] = []
  let at = 0
  const add = (to: number, term?: string): void => {
    // The renderer alone knows this mark; the type of a stored body does not.
    const marks = term === undefined ? node.marks : ([{ type: 'word', attrs: { term } }, ...(node.marks ?? [])] as Mark[])
    if (to > at) pieces.push({ type: 'text', text: node.text.slice(at, to), ...(marks && { marks }) })
    at = to
  }
  for (const { start, end, term } of inside) {
    add(start - from)
    add(end - from, term.slug)
  }
  add(node.text.length)
  return pieces
}
