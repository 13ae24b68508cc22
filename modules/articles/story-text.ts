/**
 * A story as it arrives in one piece of plain text: the standfirst on the first line, the paragraphs, then
 * "In related news:" and the headlines of a hand-made list, perhaps none, perhaps beginning on the same line.
 */
import { headlineKey } from './headline-key'

export type StoryText = { standfirst: string; paragraphs: string[]; relatedHeadlines: string[] }

// At the start of a line, or after the end of a sentence; a colon after it, or nothing else on the line.
const RELATED = /(?:^|(?<=[.!?…][‘’“”"')\]]*[ \t]+))[ \t]*in related news[ \t]*(?::|$)/gim
const SENTENCE_END = /[.!?…:;]["'’”)\]]*$/
const BULLET = /^(?:[-–—*•·‣▪]|\d{1,2}[.)])\s+/

/**
 * Reads a pasted story. The words "In related news:" are dropped; lines that were wrapped inside a paragraph (one
 * ends without the end of a sentence and the next goes on in lower case) are joined; a headline is listed once.
 */
export function parseStoryText(text: string): StoryText {
  const plain = text
    .replaceAll('\u0000', '')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
  const marker = [...plain.matchAll(RELATED)].at(-1)
  const story = marker ? plain.slice(0, marker.index) : plain
  const list = marker ? plain.slice(marker.index + marker[0].length) : ''
  const [standfirst = '', ...paragraphs] = joinWrapped(story)
  const headlines = joinWrapped(list).map((line) => line.replace(BULLET, ''))
  return { standfirst, paragraphs, relatedHeadlines: headlines.filter((line, at) => isFirst(headlines, line, at)) }
}

const isFirst = (all: readonly string[], line: string, at: number): boolean =>
  all.findIndex((other) => headlineKey(other) === headlineKey(line)) === at

function joinWrapped(text: string): string[] {
  const paragraphs: string[] = []
  let open = false
  for (const raw of text.split('\n')) {
    const line = raw.replace(/[\s\u00a0]+/g, ' ').trim()
    const last = paragraphs.at(-1)
    if (open && last !== undefined && !SENTENCE_END.test(last) && /^\p{Ll}/u.test(line))
      paragraphs[paragraphs.length - 1] = `${last} ${line}`
    else if (line !== '') paragraphs.push(line)
    open = line !== ''
  }
  return paragraphs
}
