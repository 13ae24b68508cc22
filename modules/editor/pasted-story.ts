/**
 * A story pasted whole: what goes into which field. Pure.
 */
import { type Body, bodyFromParagraphs } from '@/modules/articles/body'
import { parseStoryText } from '@/modules/articles/story-text'
import { isDateline } from './propose-dates'

/** `leftOut`: lines before the story that are none of it, such as “Press release” and a day. */
export type PastedStory = { headline: string; standfirst: string; body: Body; relatedHeadlines: string[]; leftOut?: string[] }

type Block = { type: string; content?: unknown; attrs?: unknown }

const lines = (text: string) =>
  text
    .split(/\r\n?|\n|\u2028|\u2029/)
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
  const { leftOut, rest } = withoutLabels(text)
  const { standfirst, paragraphs, relatedHeadlines } = parseStoryText(rest)
  const story = { headline: '', standfirst, body: bodyFromParagraphs(paragraphs), relatedHeadlines }
  return leftOut.length > 0 ? { ...story, leftOut } : story
}

const LABEL =
  /^(?:(?:press|news|media)\s+(?:release|statement|notice)|for\s+immediate\s+(?:release|use|publication)|notice\s+to\s+editors)\W*$/i

/** What a press release says of itself before it begins. An embargo is no label: it stays where somebody sees it. */
function withoutLabels(text: string): { leftOut: string[]; rest: string } {
  const all = text.split(/\r\n?|\n|\u2028|\u2029/)
  let [at, labels] = [0, 0]
  for (; at < all.length; at += 1) {
    const line = (all[at] ?? '').trim()
    if (LABEL.test(line)) labels += 1
    else if (line !== '' && !isDateline(line)) break
  }
  // A day alone may belong to the story: only a label says that this is a head.
  if (labels === 0 || at === all.length) return { leftOut: [], rest: text }
  return {
    leftOut: all
      .slice(0, at)
      .map((line) => line.trim())
      .filter(Boolean),
    rest: all.slice(at).join('\n'),
  }
}

/**
 * Reads a story from a formatted document: the blocks keep their formatting, the hand-made list and the standfirst
 * are found in their words. `texts[i]` are the words of `blocks[i]`. Null when there is no formatting to keep.
 */
export function storyFromBlocks(blocks: Block[], texts: string[]): PastedStory | null {
  const plain = blocks.every((block) => block.type === 'paragraph' && !JSON.stringify(block).includes('"marks"'))
  if (plain || blocks.length < 2) return null
  const titled = blocks[0]?.type === 'heading'
  const start = titled ? 1 : 0
  const standfirstBlock = blocks[start]?.type === 'paragraph'
  const { relatedHeadlines } = parseStoryText(texts.slice(start).join('\n'))
  const list = texts.findIndex((text) => /^in related news:?/i.test(text))
  const content = blocks.slice(start + (standfirstBlock ? 1 : 0), list === -1 ? undefined : list)
  return {
    headline: titled ? (texts[0] ?? '') : '',
    standfirst: standfirstBlock ? (texts[start] ?? '') : '',
    body: { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] } as Body,
    relatedHeadlines: list === -1 ? [] : relatedHeadlines,
  }
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
