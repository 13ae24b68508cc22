/** A body line by line, as `plainText` has it, with what each line is: what checks look at beyond the words. Pure. */
import {
  attribution,
  type Block,
  type Body,
  type Heading,
  type Inline,
  inlineText,
  type ListItem,
  type Paragraph,
  type TableCell,
  type TableRow,
} from './body'

export type BodyLink = { text: string; href: string }
export type BodyLine = {
  text: string
  kind: 'paragraph' | 'heading' | 'item' | 'cell' | 'quotation' | 'attribution'
  /** Of a heading. */
  level: number
  links: BodyLink[]
  /** Of a quotation: who said it; '' when nobody is named. */
  speaker: string
}

/** Every line with words, in order. Their texts joined by line ends are `plainText`. */
export function linesOfBody(body: Body): BodyLine[] {
  const lines: BodyLine[] = []
  for (const block of body.content) add(block, 'paragraph', '', lines)
  return lines.filter(({ text }) => text !== '')
}

/** Which of the lines are what somebody said, set apart. */
export const saidLines = (lines: readonly BodyLine[]): number[] => lines.flatMap(({ kind }, at) => (kind === 'quotation' ? [at] : []))

type Node = Block | ListItem | TableRow | TableCell

function add(node: Node, kind: BodyLine['kind'], speaker: string, lines: BodyLine[]): void {
  if (node.type === 'picture') return
  if (node.type === 'paragraph' || node.type === 'heading') {
    lines.push(lineOf(node, node.type === 'heading' ? 'heading' : kind, speaker))
    return
  }
  if (node.type === 'quotation') {
    const who = attribution(node.attrs)
    for (const child of node.content) add(child, 'quotation', who, lines)
    lines.push({ text: who, kind: 'attribution', level: 0, links: [], speaker: who })
    return
  }
  const inside = node.type === 'listItem' ? 'item' : node.type === 'tableCell' || node.type === 'tableHeader' ? 'cell' : kind
  for (const child of node.content) add(child, inside, speaker, lines)
}

function lineOf(node: Paragraph | Heading, kind: BodyLine['kind'], speaker: string): BodyLine {
  const content = node.content ?? []
  return { text: inlineText(content), kind, level: node.type === 'heading' ? node.attrs.level : 0, links: linksOf(content), speaker }
}

/** Neighbouring pieces of one link are one link. */
function linksOf(content: readonly Inline[]): BodyLink[] {
  const links: BodyLink[] = []
  let goesOn = false
  for (const node of content) {
    const mark = node.type === 'text' ? node.marks?.find((one) => one.type === 'link') : undefined
    const last = links.at(-1)
    const words = node.type === 'text' ? node.text : ' '
    if (mark && goesOn && last?.href === mark.attrs.href) last.text += words
    else if (mark) links.push({ text: words, href: mark.attrs.href })
    goesOn = mark !== undefined
  }
  return links
}
