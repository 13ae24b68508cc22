/**
 * A story pasted whole: what goes into which field. Pure.
 */
import { type Body, bodyFromParagraphs } from '@/modules/articles/body'
import { HEADLINE_MAX_CHARACTERS, STANDFIRST_MAX_CHARACTERS } from '@/modules/articles/schema'
import { parseStoryText, placeOfList } from '@/modules/articles/story-text'
import { isDateline } from './propose-dates'

/** `leftOut`: lines before the story that are none of it, such as “Press release” and a day. */
export type PastedStory = { headline: string; standfirst: string; body: Body; relatedHeadlines: string[]; leftOut?: string[] }

type Block = { type: string; content?: unknown; attrs?: unknown }

const LINE_END = /\r\n?|\n|\u2028|\u2029/
/** What may be a title is no longer. */
export const TITLE_MAX_CHARACTERS = 110

const lines = (text: string) =>
  text
    .split(LINE_END)
    .map((line) => line.trim())
    .filter(Boolean)

/** Whether the text is more than one paragraph, and more than a headline broken over two lines. */
export function looksLikeStory(text: string): boolean {
  const given = lines(text)
  return given.length > 2 || (given.length === 2 && text.length > 160)
}

/** Reads a story from plain text. Null when it is a single paragraph. */
export function storyFromText(text: string): PastedStory | null {
  if (!looksLikeStory(text)) return null
  const all = text.split(LINE_END)
  const head = linesOfHead(all)
  const { standfirst: first, paragraphs, relatedHeadlines } = parseStoryText(all.slice(head).join('\n'))
  const isLong = first.length > STANDFIRST_MAX_CHARACTERS
  const body = bodyFromParagraphs(isLong ? [first, ...paragraphs] : paragraphs)
  return { headline: '', standfirst: isLong ? '' : first, body, relatedHeadlines, ...without(all.slice(0, head)) }
}

const LABEL =
  /^(?:(?:press|news|media)\s+(?:release|statement|notice)|for\s+immediate\s+(?:release|use|publication)|notice\s+to\s+editors)\W*$/i
const SENTENCE_END = /[.!?…:;]["'’”)\]]*$/

/**
 * How many lines a press release says of itself before it begins: its kind and its day. An embargo is none of them: it stays
 * where somebody sees it. Of a day without its kind only one right above what may be a title: any other may be the story's.
 */
function linesOfHead(lines: readonly string[]): number {
  const given = lines.map((line) => line.trim())
  const end = given.findIndex((line) => line !== '' && !LABEL.test(line) && !isDateline(line))
  const next = given[end] ?? ''
  const isSure = given.slice(0, end).some((line) => LABEL.test(line)) || (next.length <= TITLE_MAX_CHARACTERS && !SENTENCE_END.test(next))
  return end > 0 && isSure ? end : 0
}

function without(lines: readonly string[]): Pick<PastedStory, 'leftOut'> {
  const leftOut = lines.map((line) => line.trim()).filter(Boolean)
  return leftOut.length > 0 ? { leftOut } : {}
}

/**
 * Reads a story from a formatted document: the blocks keep their formatting, the hand-made list and the standfirst
 * are found in their words. `texts[i]` are the words of `blocks[i]`. Null when there is no formatting to keep.
 */
export function storyFromBlocks(all: Block[], allTexts: string[]): PastedStory | null {
  const plain = all.every((block) => block.type === 'paragraph' && !JSON.stringify(block).includes('"marks"'))
  if (plain || all.length < 2) return null
  const head = linesOfHead(allTexts)
  const [blocks, texts] = [all.slice(head), allTexts.slice(head)]
  const titled = blocks[0]?.type === 'heading' && (texts[0] ?? '').length <= HEADLINE_MAX_CHARACTERS
  const dated = titled && isDateline(texts[1] ?? '')
  const start = (titled ? 1 : 0) + (dated ? 1 : 0)
  const kept = withoutList(blocks.slice(start), texts.slice(start))
  const [first] = kept
  const standfirst = first?.block.type === 'paragraph' && first.text.length <= STANDFIRST_MAX_CHARACTERS ? first.text : ''
  const content = kept.slice(standfirst === '' ? 0 : 1).map(({ block }) => block)
  return {
    headline: titled ? (texts[0] ?? '') : '',
    standfirst,
    body: { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] } as Body,
    relatedHeadlines: parseStoryText(texts.slice(start).join('\n')).relatedHeadlines,
    ...without([...allTexts.slice(0, head), ...(dated ? texts.slice(1, 2) : [])]),
  }
}

type Kept = { block: Block; text: string }

/** The blocks that stand outside the hand-made list; of a paragraph that it begins in, what stands before. */
function withoutList(blocks: readonly Block[], texts: readonly string[]): Kept[] {
  const place = placeOfList(texts.join('\n'))
  let from = 0
  return blocks.flatMap((block, at): Kept[] => {
    const text = texts[at] ?? ''
    const [start, end] = [from, from + text.length]
    from = end + 1
    if (!place || end <= place.at || end > place.to) return [{ block, text }]
    const before = text.slice(0, Math.max(0, place.at - start)).trimEnd()
    if (before === '') return []
    return [block.type === 'paragraph' ? { block: cut(block, before.length), text: before } : { block, text }]
  })
}

/** The paragraph as far as its first `length` characters, the space before them not counted. */
function cut(block: Block, length: number): Block {
  const content = Array.isArray(block.content) ? (block.content as Block[]) : []
  const words = content.map((node) => ('text' in node && typeof node.text === 'string' ? node.text : ' '))
  const whole = words.join('')
  let left = length + whole.length - whole.trimStart().length
  const kept = content.flatMap((node, at) => {
    const text = (words[at] ?? '').slice(0, Math.max(0, left))
    left -= (words[at] ?? '').length
    return text === '' ? [] : ['text' in node ? { ...node, text } : node]
  })
  return { ...block, content: kept }
}

export type PastedBlock = { kind: 'paragraph' | 'bullet' | 'number'; text: string }

/**
 * Plain text pasted into a body that has words already, as blocks: paragraphs, and lists where lines start with a
 * bullet or are numbered from 1. Lines that an e-mail or a PDF broke are joined: where blank lines part paragraphs, all lines between;
 * otherwise a line that ends without a full stop before one that goes on in lower case.
 */
export function paragraphsOfText(text: string): PastedBlock[] {
  const clean = text.replace(/\r\n?|\u2028|\u2029/g, '\n').replaceAll('\u0000', '')
  const parted = /\n[ \t]*\n/.test(clean)
  const blocks: PastedBlock[] = []
  let broken = true
  for (const raw of clean.split('\n')) {
    const line = raw.replace(/[ \t\u00a0]+/g, ' ').trim()
    if (line === '') {
      broken = true
      continue
    }
    const last = blocks.at(-1)
    const bullet = /^[•·▪*–-] +(?=\S)/u.exec(line)
    const number = numbered(line, blocks)
    const mark = bullet ?? number
    const open = last !== undefined && !mark && !broken
    const wrapped = open && !/[.!?:;’”"')\]]$/.test(last.text) && /^[a-zà-ÿ]/.test(line)
    const goesOn = wrapped || (open && parted && last.kind === 'paragraph')
    if (goesOn) last.text = `${last.text} ${line}`
    else blocks.push({ kind: bullet ? 'bullet' : number ? 'number' : 'paragraph', text: mark ? line.slice(mark[0].length) : line })
    broken = false
  }
  return blocks
}

/** "1." begins a list and "2." goes on with it; a line that only happens to begin with a number does neither. */
function numbered(line: string, blocks: PastedBlock[]): RegExpExecArray | null {
  const mark = /^(\d{1,2})[.)] +(?=\S)/.exec(line)
  const items = blocks.length - 1 - blocks.findLastIndex((block) => block.kind !== 'number')
  return mark && Number(mark[1]) === items + 1 ? mark : null
}
