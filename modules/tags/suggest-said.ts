/** What the phrases of the field say in a story, and how much each time: denied, past, counted among others, or plainly. Pure. */
import type { Phrase } from './suggest-phrase'
import { PHRASES } from './suggest-phrases'
import { type Vote, ZONE_WEIGHT } from './suggest-ranking'
import { STEM_LETTERS, stemsOf } from './suggest-stems'
import type { Sentence, StoryWords } from './suggest-words'
import { wholeText } from './suggest-words'

type Ready = Phrase & { everywhere: RegExp }
export type Phrases = { slugs: ReadonlySet<string>; byStem: ReadonlyMap<string, readonly Ready[]>; anywhere: readonly Ready[] }
export type Said = { slug: string; vote: Vote }

/** How far around a phrase its denial is looked for. */
const BEFORE = 80
const AFTER = 30
/** What an earlier inspection found is told beside what this one did, and is not what a story is tagged with. */
const PAST_SHARE = 0.25

/** "Two years after inspectors found …": all that follows is past. */
const SINCE =
  /\b(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|several|\d+)(?: and a half)? years?|a decade|years|(?:a|one) year|(?:twelve|eighteen|12|18|24) months) (?:since|after|on from|from when)\b|^(?:back )?(?:in|at) (?:20(?:1\d|2[0-5])|(?:its|the|that) (?:last|first|previous|earlier) (?:inspection|visit)),|^previously\b/i
/** A line of a timeline. */
const YEAR = /^(?:19|20)\d\d:/
/** Beside it in its clause. */
const BACK_THEN =
  /\b(?:previous(?:ly)?|last inspect(?:ed|ion)|(?:earlier|first|original|initial|last|past|2\d{3}) inspection|at the time|then|had (?:previously |once |earlier )?(?:been (?:found|rated|judged|given|told)|found|given|received)|once|in 20(?:1\d|2[0-5])|back in (?:\w+ )?20\d\d|the last time|(?:years?|(?:twelve|eighteen|12|18|24) months) (?:ago|earlier|before|previously)|at its first|the year before last)\b/i
const CLAUSE = /[;:—–]|, | but | although | while | whereas | and now /

const AREA_OUTCOMES: ReadonlySet<string> = new Set(['outcome-positive', 'outcome-inconsistent', 'outcome-systemic-failings'])
/** Not those of a follow-up, which come years after and say so. */
const OUTCOMES: ReadonlySet<string> = new Set(
  PHRASES.map(({ slug }) => slug).filter((slug) => /^(?:outcome|wsoa|no-wsoa|ilacs-)/.test(slug)),
)
/** "Only 19 of 97 areas": numbers of areas, which say nothing of any one of them. */
const COUNTED =
  /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most|third|thirds|quarter|fifth|majority|few|fewer|more|per cent|one in \w+|none|all|proportion|share)\b/i
const AREAS = /\b(?:areas?|partnerships|councils|inspections|reports|places|in \w+|of them|per cent)\b/i

/** The phrases that the vocabulary has tags for, made ready once, by the beginnings of the words that each needs. */
export function readyPhrases(known: (slug: string) => boolean): Phrases {
  const all = PHRASES.filter(({ slug }) => known(slug)).map(
    (phrase): Ready => ({ ...phrase, everywhere: new RegExp(phrase.say, `${phrase.say.flags}g`) }),
  )
  const byStem = new Map<string, Ready[]>()
  for (const phrase of all) for (const stem of stemsOf(phrase.say)) byStem.set(stem, [...(byStem.get(stem) ?? []), phrase])
  return { slugs: new Set(all.map(({ slug }) => slug)), byStem, anywhere: all.filter(({ say }) => stemsOf(say).length === 0) }
}

/** What speaks for each tag, in the order of the text. */
export function saidIn(story: StoryWords, sentences: readonly Sentence[], phrases: Phrases): Said[] {
  const text = wholeText(story).slice(0, sentences.at(-1)?.end ?? 0)
  const fits = fitting(text)
  return withoutCounts(
    sentences.flatMap((sentence) =>
      [...possibleIn(sentence, phrases)].flatMap((phrase) => {
        const said = votesOf(phrase, sentence)
        return said.length > 0 && fits(phrase) ? said : []
      }),
    ),
  )
}

/** The phrases that a sentence has the words for. */
function possibleIn({ words }: Sentence, { byStem, anywhere }: Phrases): Set<Ready> {
  const possible = new Set(anywhere)
  for (const { key } of words)
    for (let letters = Math.min(key.length, STEM_LETTERS); letters > 1; letters -= 1)
      for (const phrase of byStem.get(key.slice(0, letters)) ?? []) possible.add(phrase)
  return possible
}

/** Whether the whole text has what a phrase asks of it, asked once for each. */
function fitting(text: string): (phrase: Ready) => boolean {
  const known = new Map<Ready, boolean>()
  return (phrase) => {
    const before = known.get(phrase)
    if (before !== undefined) return before
    const fits = (phrase.where?.test(text) ?? true) && !phrase.nowhere?.test(text)
    known.set(phrase, fits)
    return fits
  }
}

/** The first place in the sentence where the phrase is not denied. */
function votesOf(phrase: Ready, sentence: Sentence): Said[] {
  const { slug, strong = false, head = false, unless, everywhere } = phrase
  everywhere.lastIndex = 0
  for (let match = everywhere.exec(sentence.text); match; match = everywhere.exec(sentence.text)) {
    if (unless?.test(around(sentence.text, match))) continue
    const past = YEAR.test(sentence.text) || (OUTCOMES.has(slug) && isPast(sentence.text, match))
    const weight = ZONE_WEIGHT[sentence.zone] * (past ? PAST_SHARE : 1) * (strong ? 1 : 0.8)
    const sure = strong && !past && (!head || sentence.zone !== 'body')
    return [{ slug, vote: { weight, sure, sentence } }]
  }
  return []
}

function around(text: string, { index, 0: words }: RegExpExecArray): string {
  const before =
    text
      .slice(Math.max(0, index - BEFORE), index)
      .split(/[;:] | but | although | while /)
      .at(-1) ?? ''
  const after = text.slice(index + words.length, index + words.length + AFTER).split(/[,;:]/)[0] ?? ''
  return `${before}${words}${after}`
}

function isPast(text: string, { index, 0: words }: RegExpExecArray): boolean {
  if (SINCE.test(text.slice(0, index))) return true
  const before = text.slice(0, index).split(CLAUSE).at(-1) ?? ''
  const after = text.slice(index + words.length).split(CLAUSE)[0] ?? ''
  return BACK_THEN.test(`${before}${words}${after}`)
}

/** Two outcomes counted in one story are statistics, and nobody’s outcome. */
function withoutCounts(said: readonly Said[]): Said[] {
  const counted = said.filter(
    ({ slug, vote: { sentence } }) => AREA_OUTCOMES.has(slug) && COUNTED.test(sentence.text) && AREAS.test(sentence.text),
  )
  if (new Set(counted.map(({ slug }) => slug)).size < 2) return [...said]
  return said.filter((one) => !counted.includes(one))
}
