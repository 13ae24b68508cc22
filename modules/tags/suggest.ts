/**
 * Tags for a story, out of its own words, each with the sentences that speak for it: the same for the editor and for the
 * command line, without a network, and the same every time. docs/decisions/0023-suggested-tags.md. Pure.
 */
import { areaConfidence, isFormer, shareOfList } from './suggest-evidence'
import { compilePatterns, type Mention, mentionsIn, type Pattern, type Patterns, type VocabularyTag } from './suggest-patterns'
import type { Phrase } from './suggest-phrase'
import { PHRASES } from './suggest-phrases'
import { type Sentence, type StoryWords, sentencesOf, wholeText, type Zone } from './suggest-words'
import type { TagType } from './tag-types'

/** A sentence: where it begins and ends in the headline, standfirst and paragraphs joined by line ends. */
export type Evidence = { start: number; end: number; text: string }
/** `confident`: what the editor finds ticked. */
export type Suggestion = { slug: string; type: TagType; score: number; confident: boolean; evidence: Evidence[] }

export type Suggester = (story: StoryWords) => Suggestion[]

const ZONE_WEIGHT: Record<Zone, number> = { headline: 3, standfirst: 2, opening: 1.5, body: 1, list: 0 }
/** Below this nothing is offered. */
const OFFERED_FROM = 0.5
/** An area is what the story is about: named at its head, or several times. */
const AREA_SURE_FROM = 2.4
/** Of several areas, those far behind the first are only mentioned. */
const AREA_SHARE = 0.35
const EVIDENCE_MAX = 3
/** Outcomes of which a story has one. */
const EXCLUSIVE: readonly (readonly string[])[] = [
  ['outcome-positive', 'outcome-inconsistent', 'outcome-systemic-failings'],
  ['monitoring-effective-action', 'monitoring-not-effective'],
  ['wsoa-required', 'no-wsoa'],
  ['revisit-sufficient-progress', 'revisit-insufficient-progress'],
  ['ilacs-outstanding', 'ilacs-good', 'ilacs-requires-improvement', 'ilacs-inadequate'],
]
const PAST =
  /\b(?:previous(?:ly)?|last inspect(?:ed|ion)|earlier inspection|(?:first|original) inspection|at the time|had (?:been|found)|(?:in|since|back in) (?:20(?:1\d|2[0-5])))\b/i

/** One reason for a tag. `sure`: enough alone. */
type Vote = { weight: number; sure: boolean; sentence: Sentence }

/** Makes the vocabulary ready once; asked for each story after that. */
export function suggester(vocabulary: readonly VocabularyTag[]): Suggester {
  const patterns = compilePatterns(vocabulary)
  const before = vocabulary.flatMap((tag) => (tag.formerly ?? []).map((slug) => [slug, tag] as const))
  const bySlug = new Map([...before, ...vocabulary.map((tag) => [tag.slug, tag] as const)])
  const phrases = PHRASES.filter(({ slug }) => bySlug.has(slug)).map((phrase) => ({ phrase, say: everywhere(phrase.say) }))
  return (story) => {
    const sentences = sentencesOf(story).filter((one) => one.zone !== 'list')
    const votes = new Map<VocabularyTag, Vote[]>()
    const add = (tag: VocabularyTag | undefined, vote: Vote) => {
      if (tag && vote.weight > 0) votes.set(tag, [...(votes.get(tag) ?? []), vote])
    }
    nameVotes(patterns, sentences, ({ slug }) => bySlug.get(slug.replace(FORUM, 'area-')), add)
    for (const { sentence, phrase } of phrasesIn(story, sentences, phrases)) add(bySlug.get(phrase.slug), phraseVote(phrase, sentence))
    return ranked(votes)
  }
}

const everywhere = (say: RegExp): RegExp => new RegExp(say, `${say.flags}g`)

type Said = { sentence: Sentence; phrase: Phrase }

/**
 * The phrases that may be said in each sentence, in the order of the text. Each is looked for once in the whole text: most
 * are nowhere in it, and what a sentence says is found where the text says it.
 */
function phrasesIn(story: StoryWords, sentences: readonly Sentence[], phrases: readonly { phrase: Phrase; say: RegExp }[]): Said[] {
  const text = wholeText(story)
  const said = sentences.map((sentence) => ({ sentence, phrases: [] as Phrase[] }))
  for (const { phrase, say } of phrases) {
    let at = 0
    say.lastIndex = 0
    for (let match = say.exec(text); match; match = say.exec(text)) {
      while (at < said.length && (said[at]?.sentence.end ?? 0) <= match.index) at += 1
      const here = said[at]
      if (!here) break
      if (here.sentence.start <= match.index) here.phrases.push(phrase)
      say.lastIndex = here.sentence.start <= match.index ? here.sentence.end : here.sentence.start
    }
  }
  return said.flatMap(({ sentence, phrases: all }) => all.map((phrase) => ({ sentence, phrase })))
}

type Add = (tag: VocabularyTag | undefined, vote: Vote) => void
const GOVERNED = new Set(PHRASES.map(({ slug }) => slug))

const FORUM = 'pcf-'

/** What names in the text speak for. */
function nameVotes(
  patterns: Patterns,
  sentences: readonly Sentence[],
  areaOf: (forum: VocabularyTag) => VocabularyTag | undefined,
  add: Add,
): void {
  const found = sentences.map((sentence) => ({ sentence, mentions: mentionsIn(patterns, sentence.words) }))
  const inFull = new Set(
    found.flatMap(({ mentions }) =>
      mentions.flatMap((one) => one.patterns.filter(({ strength }) => strength === 'full').map(({ tag }) => tag)),
    ),
  )
  for (const { sentence, mentions } of found) {
    const areas = new Set(mentions.flatMap((one) => one.patterns.filter(({ tag }) => tag.type === 'area').map(({ tag }) => tag.slug)))
    for (const mention of mentions)
      for (const pattern of mention.patterns) {
        add(pattern.tag, nameVote(sentence, mention, pattern, { inFull, areas: areas.size }))
        // A forum that is named speaks a little for its area.
        if (pattern.tag.slug.startsWith(FORUM))
          add(areaOf(pattern.tag), { weight: ZONE_WEIGHT[sentence.zone] * 0.4, sure: false, sentence })
      }
  }
}

type Around = { inFull: ReadonlySet<VocabularyTag>; areas: number }
const NOTHING = { weight: 0, sure: false }

function nameVote(sentence: Sentence, mention: Mention, pattern: Pattern, { inFull, areas }: Around): Vote {
  const { tag, strength } = pattern
  const zone = ZONE_WEIGHT[sentence.zone]
  // What phrases with their denials say of these is not said again by a bare alias.
  if ((tag.type === 'outcome' || tag.type === 'stage') && GOVERNED.has(tag.slug)) return { ...NOTHING, sentence }
  if (strength === 'initials') return { weight: inFull.has(tag) ? zone : 0, sure: false, sentence }
  if (strength === 'weak') return { weight: isCharity(sentence, mention, tag) ? zone : 0, sure: true, sentence }
  if (tag.type === 'area') {
    const sureOf = strength === 'full' ? 1 : areaConfidence(sentence, mention, tag.label)
    const former = isFormer(sentence, mention) ? 0.1 : 1
    return { weight: zone * sureOf * former * shareOfList(areas), sure: false, sentence }
  }
  if (tag.type === 'person-role' || tag.type === 'region') return { weight: zone * 0.6, sure: false, sentence }
  if (tag.type === 'organisation' && isFormer(sentence, mention)) return { weight: zone * 0.2, sure: false, sentence }
  return { weight: zone, sure: true, sentence }
}

/** Charities whose name is a word: "the charity Sense", "Contact, the charity". */
function isCharity({ words, text, start }: Sentence, { from, to }: Mention, tag: VocabularyTag): boolean {
  if (tag.type !== 'organisation') return false
  const [first, last] = [words[from], words[to - 1]]
  if (!first || !last) return false
  const before = text.slice(Math.max(0, first.start - start - 30), first.start - start)
  const after = text.slice(last.end - start, last.end - start + 45)
  return /\b(?:charit(?:y|ies)|campaigners at|chief executive of|from|at)\s*$/i.test(before) && /^\p{Lu}/u.test(first.raw)
    ? /charit/i.test(before) || /^[’']?s?,?\s*(?:said|says|which|who|a charity|the (?:\w+ )?charity)/i.test(after)
    : /^,?\s*(?:the|a) (?:\w+ ){0,3}(?:charity|forum)\b/i.test(after)
}

const OUTCOMES = new Set(EXCLUSIVE.flat())
const isOutcome = (slug: string): boolean => OUTCOMES.has(slug)

function phraseVote({ slug, say, unless, strong = false }: Phrase, sentence: Sentence): Vote {
  const match = say.exec(sentence.text)
  if (!match) return { ...NOTHING, sentence }
  const before =
    sentence.text
      .slice(Math.max(0, match.index - 80), match.index)
      .split(/[;:]| but | although | while /)
      .at(-1) ?? ''
  const around = `${before}${match[0]}${sentence.text.slice(match.index + match[0].length, match.index + match[0].length + 30)}`
  if (unless?.test(around)) return { ...NOTHING, sentence }
  // What an earlier inspection found is told beside what this one did.
  const past = isOutcome(slug) && PAST.test(sentence.text) ? 0.4 : 1
  return { weight: ZONE_WEIGHT[sentence.zone] * past * (strong ? 1 : 0.8), sure: strong && past === 1, sentence }
}

/** Several reasons for one tag count less and less. */
const scoreOf = (votes: readonly Vote[]): number =>
  [...votes].sort((a, b) => b.weight - a.weight).reduce((sum, { weight }, index) => sum + weight / Math.sqrt(index + 1), 0)

function ranked(votes: ReadonlyMap<VocabularyTag, Vote[]>): Suggestion[] {
  const scored = [...votes].map(([tag, all]) => ({ tag, all, score: scoreOf(all) }))
  const bestArea = Math.max(0, ...scored.filter(({ tag }) => tag.type === 'area').map(({ score }) => score))
  const rivals = (slug: string): readonly string[] => EXCLUSIVE.find((group) => group.includes(slug)) ?? []
  const best = (slugs: readonly string[]): number =>
    Math.max(0, ...scored.filter(({ tag }) => slugs.includes(tag.slug)).map(({ score }) => score))
  return scored
    .filter(({ tag, score }) => score >= OFFERED_FROM && !(tag.type === 'region' && bestArea > 0) && score * 2 >= best(rivals(tag.slug)))
    .map(({ tag, all, score }): Suggestion => {
      const sure =
        tag.type === 'area'
          ? score >= AREA_SURE_FROM && score >= bestArea * AREA_SHARE
          : all.some((vote) => vote.sure) && score >= best(rivals(tag.slug))
      return { slug: tag.slug, type: tag.type, score: Math.round(score * 100) / 100, confident: sure, evidence: evidenceOf(all) }
    })
    .sort((a, b) => b.score - a.score || (a.slug < b.slug ? -1 : 1))
}

/** The sentences that weigh most, each once, in the order of the text. */
function evidenceOf(votes: readonly Vote[]): Evidence[] {
  const sentences = [...new Set([...votes].sort((a, b) => b.weight - a.weight).map(({ sentence }) => sentence))].slice(0, EVIDENCE_MAX)
  return sentences.sort((a, b) => a.start - b.start).map(({ start, end, text }) => ({ start, end, text }))
}
