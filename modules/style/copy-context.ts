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

const OPENING: Record<string, string> = { '‘': '’', '“': '”', '"': '"' }

/**
 * What stands in quotation marks. A closing ’ before a letter is an apostrophe; a quotation that goes on in the next
 * paragraph ends with this one.
 */
export function quotedSpans(text: string): Span[] {
  const found: Span[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    for (let at = 0; at < line.length; at += 1) {
      const close = OPENING[line[at] ?? '']
      if (!close || !/^[\s([—–-]?$/.test(line[at - 1] ?? '')) continue
      const end = closing(line, at + 1, close)
      found.push({ start: offset + at, end: offset + end })
      at = end
    }
    offset += line.length + 1
  }
  return found
}

function closing(line: string, from: number, close: string): number {
  for (let at = from; at < line.length; at += 1)
    if (line[at] === close && !/\p{L}/u.test(line[at + 1] ?? '') && !/\s/.test(line[at - 1] ?? '')) return at + 1
  return line.length
}

export const within = (spans: readonly Span[], at: number): boolean => spans.some(({ start, end }) => at >= start && at < end)
