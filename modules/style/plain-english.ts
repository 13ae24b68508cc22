/**
 * Plain English and access: long sentences, passives on top of each other, short forms nobody explains, links that say
 * nothing, headings out of order, pictures without a description, quotations without a speaker. Notes, all of them. Pure.
 */
import { unexplainedShortForms } from '@/modules/glossary/find-terms'
import { quotedSpans, type Span, within } from './copy-context'
import { countWords, readingAge, sentencesIn } from './reading-age'

/** A line of the story, as modules/articles/body-lines.ts tells of it. */
export type PlainLine = {
  text: string
  kind: 'paragraph' | 'heading' | 'item' | 'cell' | 'quotation' | 'attribution'
  level: number
  links: readonly { text: string; href: string }[]
  speaker: string
}
export type PlainStory = {
  headline: string
  standfirst: string
  lines: readonly PlainLine[]
  pictures: readonly { alt: string; decorative: boolean }[]
}

/** `line`: which of the story’s lines, and where in it; null for a picture. `text`: the words, or the name of the picture. */
export type PlainFinding = { rule: string; line: number | null; start: number; end: number; text: string; advice: string; reason: string }

/** GOV.UK asks for 25 words at most; a note about each with 26 would be noise. */
const SENTENCE_WORDS_MAX = 32
const PASSIVES_MAX = 2

/** Everything found, by lines. `asked`: short forms that a rule of house style asks about in words of its own. */
export function checkPlainEnglish(story: PlainStory, asked: (short: string) => boolean = () => false): PlainFinding[] {
  const perLine = story.lines.flatMap((line, at) => [...ownSentences(line), ...links(line)].map((one) => ({ ...one, line: at })))
  const found = [...perLine, ...shortForms(story, asked), ...headings(story), ...speakers(story)]
  return [...found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || a.start - b.start), ...pictures(story)]
}

/** The reading age of what the newsroom wrote itself: nobody can put a quotation more plainly. */
export const ageOf = ({ standfirst, lines }: PlainStory) =>
  readingAge([standfirst, ...lines.filter(isOwn).map(({ text }) => text)].filter((text) => text !== ''))

const isOwn = ({ kind, text }: PlainLine): boolean => (kind === 'paragraph' || kind === 'item') && !isQuoted(text)

/** More than half of it is what somebody said. */
function isQuoted(text: string): boolean {
  const said = quotedSpans(text).reduce((sum, { start, end }) => sum + end - start, 0)
  return said * 2 > text.length
}

type InLine = Omit<PlainFinding, 'line'>

type OwnSentence = ReturnType<typeof sentencesIn>[number]

function ownSentences(line: PlainLine): InLine[] {
  if (!isOwn(line)) return []
  const quoted = quotedSpans(line.text)
  return sentencesIn(line.text).flatMap((sentence) => [...longSentence(sentence), ...passives(sentence, quoted)])
}

function longSentence({ text, start, end }: OwnSentence): InLine[] {
  const words = countWords(text)
  if (words <= SENTENCE_WORDS_MAX || isQuoted(text)) return []
  const advice = `Make two sentences of these ${words} words`
  return [{ rule: 'PE-LONG', start, end, text, advice, reason: 'Most people lose the thread after about 25 words.' }]
}

const IRREGULAR =
  'begun|born|bought|brought|built|caught|chosen|cut|done|drawn|driven|fed|felt|found|given|grown|heard|held|hit|kept|known|laid|led|left|lost|made|met|paid|put|read|said|seen|sent|set|shown|sold|spent|taken|taught|told|thought|understood|won|written'
const PASSIVE = new RegExp(
  `\\b(?:am|is|are|was|were|be|been|being)\\b(?:\\s+(?:not|also|now|still|then|being|\\w+ly))*\\s+(?!(?:need|concern|involv|relat|interest|limit|mix|pleas|delight|disappoint|worri|detail|autistic)ed\\b)(?:\\w{2,}ed|${IRREGULAR})\\b`,
  'gi',
)

function passives({ text, start, end }: OwnSentence, quoted: readonly Span[]): InLine[] {
  const found = [...text.matchAll(PASSIVE)].filter(({ index }) => !within(quoted, start + index))
  if (found.length <= PASSIVES_MAX) return []
  const which = found.map(([words]) => `“${words}”`).join(', ')
  return [
    { rule: 'PE-PASSIVE', start, end, text, advice: `Say who did it: ${which}`, reason: 'Passives on top of each other hide who acts.' },
  ]
}

/** Short forms everybody knows, and those that are the name itself. */
const KNOWN = new Set(
  'A&E AM BBC CCTV CEO COVID EU GB GCSE GCSEs GP GPs HM HQ ID IQ IT ITV MP MPs NHS OK PA PDF PM QR TV UK UN US USA VAT'.split(' '),
)
const SHORT_FORM = /(?<![\p{L}\p{N}-])\p{Lu}[\p{Lu}&]{1,6}s?(?![\p{L}\p{N}-]|\.UK)/gu

/** Each is looked for in the whole text: a story with more of them is a list of codes. */
const SHORT_FORMS_MAX = 100

/** The first use of each short form that neither the story nor, for its readers, the glossary explains. */
function shortForms({ headline, standfirst, lines }: PlainStory, asked: (short: string) => boolean): PlainFinding[] {
  const text = lines.map((line) => line.text).join('\n')
  const before = `${headline}\n${standfirst}`
  const seen = new Set<string>()
  const glossary = new Map(unexplainedShortForms(text, before).map((use) => [use.text, use.term]))
  return lines.flatMap((line, at) => {
    if (line.kind === 'attribution' || line.kind === 'heading' || line.text === line.text.toUpperCase()) return []
    return [...line.text.matchAll(SHORT_FORM)].flatMap(({ 0: found, index }) => {
      const name = found.replace(/s$/, '')
      if (seen.has(name) || seen.size >= SHORT_FORMS_MAX) return []
      seen.add(name)
      if (KNOWN.has(found) || KNOWN.has(name) || asked(found) || isSpelledOut(text, name)) return []
      const term = glossary.get(found)
      // The story gives its name in another form.
      if (!term && isInGlossary(found)) return []
      const advice = term ? `Give the name at first use: ${term.head}` : 'Give the name in full at first use'
      const reason = term ? 'The glossary explains it below the story; the full name spares readers the way there.' : 'Nothing explains it.'
      return [{ rule: 'PE-SHORT', line: at, start: index, end: index + found.length, text: found, advice, reason }]
    })
  })
}

const isInGlossary = (short: string): boolean => unexplainedShortForms(short).length > 0

/** "South Town Trust (STT)" or "STT (South Town Trust)". */
function isSpelledOut(text: string, short: string): boolean {
  const form = short.replace('&', '\\&')
  return new RegExp(`\\p{L}[’”]? \\(${form}s?\\)|(?<![\\p{L}])${form}s? \\(\\p{Lu}?\\p{L}+ `, 'u').test(text)
}

const SAYS_NOTHING =
  /^(?:click |tap |press )?(?:here|this|this link|this page|link|more|read more|read it|find out more|see more|the link|website|full (?:report|story) here)[.:>»\s]*$/i

function links({ text, links: all }: PlainLine): InLine[] {
  return all.flatMap((link) => {
    const words = link.text.trim()
    const bare = /^(?:https?:\/\/|www\.)/i.test(words)
    if (!bare && !SAYS_NOTHING.test(words)) return []
    const start = Math.max(0, text.indexOf(words))
    const advice = bare ? 'Let words that say where it leads be the link' : 'Say in the link where it leads'
    return [
      {
        rule: 'AX-LINK',
        start,
        end: start + words.length,
        text: words,
        advice,
        reason: 'Who hears links one by one hears only these words.',
      },
    ]
  })
}

function headings({ lines }: PlainStory): PlainFinding[] {
  let above = 1
  return lines.flatMap((line, at) => {
    if (line.kind !== 'heading') return []
    const skips = line.level > above + 1
    above = line.level
    if (!skips) return []
    const said = {
      advice: 'Make it a heading, not a subheading',
      reason: 'A subheading needs a heading above it, or readers with a screen reader look for what is missing.',
    }
    return [{ rule: 'AX-HEADING', line: at, start: 0, end: line.text.length, text: line.text, ...said }]
  })
}

const SPEECH =
  /\b(?:said|says|say|adds?|added|told|tells|according to|commented|writes?|wrote|explain(?:s|ed)|reports?|states?|stated|continue[sd]|conclude[sd]|found|finds)\b|:\s*$/i

/** Quotations set apart that name nobody, and paragraphs that are one quotation with nobody named before or after. */
function speakers({ lines }: PlainStory): PlainFinding[] {
  return lines.flatMap((line, at) => {
    const [previous, next] = [lines[at - 1], lines[at + 1]]
    const apart = line.kind === 'quotation' && line.speaker === '' && previous?.kind !== 'quotation'
    const said = quotedSpans(line.text)
    const whole =
      line.kind === 'paragraph' && said.length === 1 && (said[0]?.start ?? 1) === 0 && (said[0]?.end ?? 0) >= line.text.trimEnd().length - 1
    const goesOn = previous !== undefined && (SPEECH.test(previous.text) || /^[‘“"]/.test(previous.text))
    if (!apart && !(whole && !goesOn && !SPEECH.test(next?.text.slice(0, 120) ?? ''))) return []
    const told = { advice: 'Say who said this', reason: 'A quotation without a speaker is nobody’s word.' }
    return [{ rule: 'AX-SPEAKER', line: at, start: 0, end: line.text.length, text: line.text, ...told }]
  })
}

const pictures = ({ pictures: all }: PlainStory): PlainFinding[] =>
  all.flatMap(({ alt, decorative }, at) => {
    if (decorative || alt.trim() !== '') return []
    const text = all.length === 1 ? 'The picture' : `Picture ${at + 1}`
    const said = { advice: 'Describe the picture, or say that it only decorates', reason: 'Who cannot see it is told nothing.' }
    return [{ rule: 'AX-ALT', line: null, start: 0, end: 0, text, ...said }]
  })
