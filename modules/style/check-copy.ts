/** The house style, looked for in a text: the same for the editor and for `cms check-copy`. Pure. */
import type { Hit } from '@/lib/timed-patterns'
import { wholeText } from '@/modules/tags/suggest-words'
import { type Copy, quotedSpans, type Span, type Subject, saidSpans, subjectOf, within } from './copy-context'
import type { Context, Severity, StyleRule } from './rules'

/** `start` and `end` count characters in headline, standfirst and paragraphs joined by line ends; `fix` can stand in place of the words. */
export type Finding = {
  rule: string
  severity: Severity
  start: number
  end: number
  text: string
  suggestion: string
  reason: string
  fix?: string | null
}

const CCG_ENDED = '2022-07-01'
/** So far before its acronym a full form explains it. */
const BESIDE_CHARACTERS = 160

type Place = { text: string; quoted: readonly Span[]; match: Hit; copy: Copy; bodyStart: number }
/** What the patterns found in the whole text, by the ids of their rules (lib/timed-patterns.ts). */
export type Hits = ReadonlyMap<string, readonly Hit[]>

/** Whether `longer` already says, of more words, what `one` says of some of them. */
const says = (longer: Finding, one: Finding): boolean =>
  longer.start <= one.start &&
  one.end <= longer.end &&
  longer.end - longer.start > one.end - one.start &&
  longer.suggestion.includes(one.suggestion)

/** The same without a time limit: for rules that are known to be quick. */
export const hitsOf = (rules: readonly StyleRule[], text: string): Hits =>
  new Map(
    rules.map(({ id, pattern }) => [
      id,
      [...text.matchAll(pattern)].filter((match) => match[0] !== '').map((match) => ({ index: match.index, text: match[0] })),
    ]),
  )

/** Everything the rules find, in the order of the text. `hits`: where the patterns have been looked for already. */
export function checkCopy(rules: readonly StyleRule[], copy: Copy, hits: Hits = hitsOf(rules, wholeText(copy))): Finding[] {
  const text = wholeText(copy)
  const subject = subjectOf(copy)
  const quoted = [...quotedSpans(text), ...saidSpans(copy)]
  const bodyStart = copy.headline.length + copy.standfirst.length + 2
  const found = rules
    .filter((rule) => applies(rule.context, subject, copy))
    .flatMap((rule) => matches(rule, hits.get(rule.id) ?? [], { text, quoted, copy, bodyStart }).map((match) => finding(rule, match)))
  return found.filter((one) => !found.some((other) => says(other, one))).sort((a, b) => a.start - b.start || a.end - b.end)
}

function applies(context: Context, { inspection, areaSend, areaSend2023, outcome3 }: Subject, { date }: Copy): boolean {
  if (context === 'inspection') return inspection
  if (context === 'area-send') return areaSend
  if (context === 'area-send-2023') return areaSend2023
  if (context === 'area-send-outcome-3') return outcome3
  if (context === 'date>=2022-07-01') return date === null || date >= CCG_ENDED
  return true
}

function matches(rule: StyleRule, all: readonly Hit[], around: Omit<Place, 'match'>): Hit[] {
  if (rule.context === 'first-use') {
    // A headline and a standfirst may abbreviate; the text explains at its first use that is not somebody else’s words.
    const inText = ({ index }: Hit) => index >= Math.min(around.bodyStart, around.text.length) || around.copy.paragraphs.length === 0
    const first = all.find((match) => inText(match) && !within(around.quoted, match.index))
    return first && !isExplained(rule, { ...around, match: first }) ? [first] : []
  }
  return all.filter((match) => !isLeftOut(rule.context, { ...around, match }))
}

function isLeftOut(context: Context, { text, quoted, match }: Place): boolean {
  if (context === 'not-quote') return within(quoted, match.index)
  const before = text.slice(Math.max(0, match.index - 40), match.index)
  if (context === 'not-name') return /\p{Lu}[\p{L}’'-]* $/u.test(before) && !/(?:^|[.!?]\s|\n)(?:The|An|Each|Every|Its) $/.test(before)
  if (context === 'name-check') return /^\p{Lu}/u.test(match.text)
  return false
}

/** "special educational needs and disabilities (SEND) at first use" explains itself by the words before the brackets. */
function isExplained(rule: StyleRule, { text, match }: Place): boolean {
  const before = text.slice(Math.max(0, match.index - BESIDE_CHARACTERS), match.index)
  if (/\p{L}[’”]? \($/u.test(before)) return true
  const full = /^(.*?) \(/.exec(rule.correct)?.[1] ?? ''
  return full !== '' && text.slice(0, match.index).toLowerCase().includes(full.toLowerCase())
}

const finding = ({ id, severity, correct, reason }: StyleRule, { index, text }: Hit): Finding => {
  return { rule: id, severity, start: index, end: index + text.length, text, suggestion: correct, reason }
}
