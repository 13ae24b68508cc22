/** A story's text as words with their places, sentence by sentence: what suggestions are looked for in. Pure. */

/** Where a sentence stands. What follows "In related news:" is `list`: other stories' words, which say nothing of this one. */
export type Zone = 'headline' | 'standfirst' | 'opening' | 'body' | 'list'

/** `start` and `end` count characters in the whole text; `key` is how a word is compared. */
export type Word = { raw: string; key: string; start: number; end: number }
export type Sentence = { zone: Zone; start: number; end: number; text: string; words: Word[]; titleCase: boolean }

export type StoryWords = { headline: string; standfirst: string; paragraphs: readonly string[] }

const WORD = /[\p{L}\p{N}]+(?:[’'][\p{L}]+)*[’']?|&/gu
const LIST_BEGINS =
  /^\s*(?:in\s+)?(?:related\s+(?:news|stories|articles|reading|links)|read\s+(?:more|also)|see\s+also)\s*:?\s*$|^\s*in\s+related\s+news\s*(?:[:–—-]|$)/i
/** After these a full stop ends no sentence. */
const SHORT =
  /\b(?:Cllr|Mr|Mrs|Ms|Dr|Prof|Rev|St|Sir|No|Nos|vs|etc|e\.g|i\.e|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.$/

/** As far back as the longest of them reaches. */
const SHORT_CHARACTERS = 12

const PLAIN = /^[A-Za-z0-9]+$/

/** "Rotherham’s" and "councils’" are compared without their possessive, "Café" without its accent, all in lower case. */
export const wordKey = (raw: string): string =>
  PLAIN.test(raw)
    ? raw.toLowerCase()
    : raw === '&'
      ? 'and'
      : raw
          .normalize('NFKD')
          .replace(/\p{M}/gu, '')
          .replace(/’/g, "'")
          .replace(/'s$|'$/i, '')
          .toLowerCase()

/** The words of a text, `offset` characters into the whole. */
export function wordsOf(text: string, offset = 0): Word[] {
  return [...text.matchAll(WORD)].map((match) => {
    const raw = match[0]
    return { raw, key: wordKey(raw), start: offset + match.index, end: offset + match.index + raw.length }
  })
}

/** The whole text that places count in: headline, standfirst and paragraphs, each on a line of its own. */
export const wholeText = ({ headline, standfirst, paragraphs }: StoryWords): string => [headline, standfirst, ...paragraphs].join('\n')

/** Every sentence of a story in order, each with its zone. */
export function sentencesOf(story: StoryWords): Sentence[] {
  const found: Sentence[] = []
  let [offset, first, listed] = [0, true, false]
  const add = (text: string, zone: Zone) => {
    for (const [start, end] of bounds(text)) found.push(sentence(text.slice(start, end), offset + start, zone))
    offset += text.length + 1
  }
  add(story.headline, 'headline')
  add(story.standfirst, 'standfirst')
  for (const paragraph of story.paragraphs) {
    listed ||= LIST_BEGINS.test(paragraph)
    add(paragraph, listed ? 'list' : first ? 'opening' : 'body')
    if (paragraph.trim() !== '') first = false
  }
  return found
}

function sentence(text: string, start: number, zone: Zone): Sentence {
  const words = wordsOf(text, start)
  const long = words.slice(1).filter((word) => word.raw.length > 3)
  const capitals = long.filter((word) => /^\p{Lu}/u.test(word.raw)).length
  // In A Headline Like This, a capital says nothing of a word.
  return { zone, start, end: start + text.length, text, words, titleCase: long.length >= 3 && capitals / long.length > 0.8 }
}

/** From the first of its dots on only: a row of them is looked at once. */
const SENTENCE_ENDS = /(?<![.!?…])[.!?…]+[’”"')\]]*\s+(?=[\p{Lu}\p{N}‘“"'(])/gu

/** Where sentences begin and end. */
function bounds(text: string): [number, number][] {
  const found: [number, number][] = []
  let start = 0
  for (const match of text.matchAll(SENTENCE_ENDS)) {
    const end = match.index + match[0].length
    if (SHORT.test(text.slice(Math.max(start, match.index - SHORT_CHARACTERS), match.index + 1))) continue
    found.push([start, start + text.slice(start, end).trimEnd().length])
    start = end
  }
  if (text.slice(start).trim() !== '') found.push([start, start + text.slice(start).trimEnd().length])
  return found
}
