/**
 * A story as it arrives in one piece of plain text: the standfirst on the first line, the paragraphs, then
 * "In related news:" and the headlines of a hand-made list, perhaps none, perhaps beginning on the same line.
 */
import { headlineKey } from './headline-key'
import { HEADLINE_MAX_CHARACTERS } from './schema'

export type StoryText = { standfirst: string; paragraphs: string[]; relatedHeadlines: string[] }

const SPACE = '[ \\t\\u00a0]'
/** Then a colon, or nothing else on the line but a dash. */
const RELATED = new RegExp(`in${SPACE}+related${SPACE}+news${SPACE}*(?::|[–—-]${SPACE}*$|$)`, 'gim')
/** Other names of such a list: on a line of their own, with headlines below and nothing else. */
const RELATED_TOO = new RegExp(`^${SPACE}*related${SPACE}+(?:news|stories|articles)${SPACE}*:?${SPACE}*$`, 'gim')
/** What stands before it on its line: nothing, or the end of a sentence. */
const MAY_STAND_BEFORE = /^\s*$|[.!?…][‘’“”"')\]]*[ \t\u00a0]+$/
/** "[1] A note.", as programs put at the end of a text. */
const NOTE = /^\s*\[\d{1,3}\]\s*\S/
/** What follows a list and is none of it. */
const AFTER_LIST =
  /^\W*(?:notes? (?:to|for) (?:the )?editors?|ends|(?:for )?(?:more|further) information|(?:media|press) (?:contacts?|enquiries|office)|contacts?|footnotes?|references)\W*$/i
const SENTENCE_END = /[.!?…:;]["'’”)\]]*$/
const BULLET = /^(?:[-–—*•·‣▪]|\d{1,2}[.)])\s+/

/** Characters of a text: its list of related headlines begins `at` with the words that say so, its headlines stand `from` … `to`. */
export type ListPlace = { at: number; from: number; to: number }

/** Where a text has its hand-made list: the last one. Null where it has none. */
export function placeOfList(text: string): ListPlace | null {
  const named = [...text.matchAll(RELATED)].filter(({ index }) => mayBegin(text, index)).at(-1)
  if (named) return until(text, named.index, named.index + named[0].length)
  const other = [...text.matchAll(RELATED_TOO)].at(-1)
  const place = other ? until(text, other.index, other.index + other[0].length) : null
  const lines = place ? linesOf(text.slice(place.from, place.to)) : []
  return lines.length > 0 && !lines.some((line) => SENTENCE_END.test(line)) ? place : null
}

/** As far back as the end of a sentence may lie. */
const LOOKED_BACK = 40

function mayBegin(text: string, index: number): boolean {
  const line = text.slice(Math.max(0, index - LOOKED_BACK), index)
  const before = line.slice(line.lastIndexOf('\n') + 1)
  return MAY_STAND_BEFORE.test(before) && (before.length < LOOKED_BACK || before.trim() !== '')
}

/** The list ends before what is no headline: a note to editors, say, or a paragraph. */
function until(text: string, at: number, from: number): ListPlace {
  let to = from
  for (const line of text.slice(from).split('\n')) {
    if (line.trim().length > HEADLINE_MAX_CHARACTERS || AFTER_LIST.test(line) || NOTE.test(line)) return { at, from, to }
    to += line.length + 1
  }
  return { at, from, to: text.length }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/**
 * Reads a pasted story. The words "In related news:" are dropped; lines that were wrapped inside a paragraph (one
 * ends without the end of a sentence and the next goes on in lower case) are joined; a headline is listed once. What
 * follows the list and is no headline goes to the end of the story.
 */
export function parseStoryText(text: string): StoryText {
  const plain = text
    .replaceAll('\u0000', '')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
  const place = placeOfList(plain)
  const story = place ? `${plain.slice(0, place.at)}\n\n${plain.slice(place.to)}` : plain
  const list = place ? plain.slice(place.from, place.to) : ''
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
