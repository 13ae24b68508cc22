/** What a text is about, and which of its words are quotations: where the rules of the house style apply. Pure. */
import { type StoryWords, wholeText } from '@/modules/tags/suggest-words'

export type Copy = StoryWords & {
  /** ISO; null: today. */
  date: string | null
  /** Which of the paragraphs are quotations set apart: they stand without marks. */
  said?: readonly number[]
}

/** Characters of the whole text, `end` not included. */
export type Span = { start: number; end: number }

export type Subject = { inspection: boolean; areaSend: boolean; areaSend2023: boolean; outcome3: boolean }

const INSPECTION = /\binspect(?:ion|ions|ed|ors?|s|ing)?\b/i
const AREA_SEND =
  /\barea SEND\b|\blocal area (?:SEND )?(?:partnership|inspection)\b|\barea partnership\b|\bSEND (?:inspection|arrangements|outcome)\b|\b(?:positive|inconsistent) experiences and outcomes\b|\bsyste(?:mic|matic) fail(?:ings|ures)\b/i
const SEND = /\bSEND\b|\bspecial educational? needs\b/i
const BOTH = /\bOfsted\b|\bC(?:QC|are Quality Commission)\b|\bOfcom\b/i
const FRAMEWORK_2023 =
  /\blocal area partnership\b|\barea partnership\b|\barea SEND\b|\b(?:positive|inconsistent) experiences and outcomes\b|\bsyste(?:mic|matic) fail/i
const EARLIER = /\b(?:revisit(?:ed)?|written statement of action|WSOA|significant (?:areas of )?weakness)\b/i
const OUTCOME_3 = /\bsyste(?:mic|matic) (?:failings|failures)\b|\bpriority action\b|\blowest (?:of|outcome|rating)\b/i
const FROM_2023 = '2023-01-01'
/** Inspections of schools and of children's services have grades of their own. */
const OTHER_INSPECTION =
  /\bILACS\b|\bchildren[’']s services (?:were|was|are|is|have been) (?:rated|judged|graded)\b|\bschool (?:was|were|is) (?:rated|judged|graded)\b/i

/** What the text is about, from its own words and its date. */
export function subjectOf(copy: Copy): Subject {
  const text = wholeText(copy)
  const inspection = INSPECTION.test(text)
  const areaSend = !OTHER_INSPECTION.test(text) && (AREA_SEND.test(text) || (inspection && SEND.test(text) && BOTH.test(text)))
  const recent = copy.date === null || copy.date >= FROM_2023
  const areaSend2023 = areaSend && recent && (FRAMEWORK_2023.test(text) || !EARLIER.test(text))
  return { inspection, areaSend, areaSend2023, outcome3: areaSend && OUTCOME_3.test(text) }
}

/** The paragraphs that are what somebody said, in the whole text. */
export function saidSpans({ headline, standfirst, paragraphs, said = [] }: Copy): Span[] {
  let start = headline.length + standfirst.length + 2
  return paragraphs.flatMap((text, at) => {
    const span = { start, end: start + text.length }
    start = span.end + 1
    return said.includes(at) ? [span] : []
  })
}

const CLOSING_OF: Record<string, string> = { '‘': '’', '“': '”', '"': '"', "'": "'" }
/** An apostrophe that begins a word: ’90s, ’til. */
const CUT_WORD = /^(?:\d0s|til|cause|em|tis|twas|n)\b/i
const isSingle = (mark: string): boolean => mark === '‘' || mark === "'"
/** As many paragraphs a quotation may go on in without opening again. */
const GOES_ON_MAX = 6

/** Characters of one line; the mark it opens with, and whether the line closes it. */
type Quoted = Span & { open: string; closed: boolean }

/**
 * What stands in quotation marks, straight or curly. A closing ’ before a letter is an apostrophe, and so is one after an s
 * where the quotation ends later. A quotation that goes on in the next paragraph opens there again, or is closed there
 * without having been opened; else it ends with its paragraph.
 */
export function quotedSpans(text: string): Span[] {
  const lines = text.split('\n')
  const found: Span[] = []
  let offset = 0
  for (const [at, line] of lines.entries()) {
    const inLine = quotedIn(line)
    for (const { start, end } of inLine) found.push({ start: offset + start, end: offset + end })
    const last = inLine.at(-1)
    if (last && !last.closed) {
      const length = goesOn(lines.slice(at + 1, at + 1 + GOES_ON_MAX), last.open)
      if (length > 0) found.push({ start: offset + line.length + 1, end: offset + line.length + 1 + length })
    }
    offset += line.length + 1
  }
  return found
}

function quotedIn(line: string): Quoted[] {
  const found: Quoted[] = []
  let apostrophes = false
  for (let at = 0; at < line.length; at += 1) {
    const open = line[at] ?? ''
    if (!opens(line, at) || (open === "'" && apostrophes)) continue
    const end = closing(line, at + 1, open)
    // A straight one that is never closed was an apostrophe; and so are those after it.
    apostrophes ||= end === null && open === "'"
    if (end === null && open === "'") continue
    found.push({ start: at, end: end ?? line.length, open, closed: end !== null })
    at = end ?? line.length
  }
  return found
}

function opens(line: string, at: number): boolean {
  const mark = line[at] ?? ''
  if (!CLOSING_OF[mark] || (isSingle(mark) && CUT_WORD.test(line.slice(at + 1, at + 8)))) return false
  return mark === '“' || /^[\s([—–:-]?$/.test(line[at - 1] ?? '')
}

/** Behind the mark that closes what `open` opened; null where the line does not. */
function closing(line: string, from: number, open: string): number | null {
  let later = -1
  for (let at = from; at < line.length; at += 1) {
    if (!closes(line, at, open)) continue
    const maybe = isSingle(open) && isPossessive(line, at)
    // Looked for once: it closes all that stands before it.
    if (maybe && later < at) later = closesLater(line, at + 1, open)
    if (!maybe || later < at) return at + 1
  }
  return null
}

const closes = (line: string, at: number, open: string): boolean =>
  line[at] === CLOSING_OF[open] && !/\p{L}/u.test(line[at + 1] ?? '') && !/\s/.test(line[at - 1] ?? '')

/** "the boys’ school": or a quotation that ends with an s. */
const isPossessive = (line: string, at: number): boolean => /s/i.test(line[at - 1] ?? '') && /^ \p{Ll}/u.test(line.slice(at + 1, at + 3))

/** Where a mark after the end of a sentence closes it, before another quotation opens; -1 where none does. */
function closesLater(line: string, from: number, open: string): number {
  for (let at = from; at < line.length; at += 1) {
    if (opens(line, at)) return -1
    if (closes(line, at, open) && /[.,!?…]/.test(line[at - 1] ?? '')) return at
  }
  return -1
}

/** How many characters of the lines after one belong to the quotation that it left open; 0 when none of them closes it. */
function goesOn(lines: readonly string[], open: string): number {
  let length = 0
  for (const line of lines) {
    for (let at = 0; at < line.length; at += 1) {
      if (line[at] === open && opens(line, at)) return 0
      const isEnd = closes(line, at, open) && (open !== '‘' || /[.,!?…]/.test(line[at - 1] ?? ''))
      if (isEnd) return length + at + 1
    }
    length += line.length + 1
  }
  return 0
}

export const within = (spans: readonly Span[], at: number): boolean => spans.some(({ start, end }) => at >= start && at < end)
