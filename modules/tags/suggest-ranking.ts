/** Out of the reasons for each tag: which are offered, which are sure, and which give way to another. Pure. */
import type { VocabularyTag } from './suggest-patterns'
import type { Sentence, Zone } from './suggest-words'
import type { TagType } from './tag-types'

/** A sentence: where it begins and ends in the headline, standfirst and paragraphs joined by line ends. */
export type Evidence = { start: number; end: number; text: string }
/** `confident`: what the editor finds ticked. */
export type Suggestion = { slug: string; type: TagType; score: number; confident: boolean; evidence: Evidence[] }

/** One reason for a tag. `sure`: enough alone. */
export type Vote = { weight: number; sure: boolean; sentence: Sentence }
export type Votes = ReadonlyMap<VocabularyTag, Vote[]>

export const ZONE_WEIGHT: Record<Zone, number> = { headline: 3, standfirst: 2, opening: 1.5, body: 1, list: 0 }
/** Below this nothing is offered. */
const OFFERED_FROM = 0.5
/** An area is what the story is about: named at its head, or several times. */
const AREA_SURE_FROM = 2.4
/** Of several areas, those far behind the first are only mentioned: not ticked below the first share, not offered below the second. */
const AREA_SURE_SHARE = 0.45
const AREA_SHARE = 0.2
const EVIDENCE_MAX = 3

/** Outcomes of which a story has one. */
const EXCLUSIVE: readonly (readonly string[])[] = [
  ['outcome-positive', 'outcome-inconsistent', 'outcome-systemic-failings'],
  ['monitoring-effective-action', 'monitoring-not-effective'],
  ['wsoa-required', 'no-wsoa'],
  ['revisit-sufficient-progress', 'revisit-insufficient-progress'],
  ['ilacs-outstanding', 'ilacs-good', 'ilacs-requires-improvement', 'ilacs-inadequate'],
]
const AREA_OUTCOMES = EXCLUSIVE[0] ?? []
const REVISITED = ['wsoa-required', 'no-wsoa', 'framework-2016']
/** What is surely told by the first makes the second its background: what was found before, and is followed up now. */
const ECLIPSES: Readonly<Record<string, readonly string[]>> = {
  'monitoring-effective-action': AREA_OUTCOMES,
  'monitoring-not-effective': AREA_OUTCOMES,
  'revisit-sufficient-progress': REVISITED,
  'revisit-insufficient-progress': [...REVISITED, 'revisit-sufficient-progress'],
  'no-wsoa': ['wsoa-required'],
  // Once there is a report, the visit is over.
  'report-published': ['fieldwork', 'notification'],
}
/** What is surely told by the first says the second too. */
const IMPLIES: Readonly<Record<string, string>> = {
  'ilacs-outstanding': 'ilacs',
  'ilacs-good': 'ilacs',
  'ilacs-requires-improvement': 'ilacs',
  'ilacs-inadequate': 'ilacs',
  'monitoring-effective-action': 'monitoring-inspection',
  'monitoring-not-effective': 'monitoring-inspection',
  'revisit-sufficient-progress': 'revisit',
  'revisit-insufficient-progress': 'revisit',
}

/** Several reasons for one tag count less and less. */
const scoreOf = (votes: readonly Vote[]): number =>
  [...votes].sort((a, b) => b.weight - a.weight).reduce((sum, { weight }, index) => sum + weight / Math.sqrt(index + 1), 0)

/** A story’s scores, its best area’s, and the tags it names in full. */
type Field = { scored: readonly Scored[]; bestArea: number; named: ReadonlySet<VocabularyTag> }
type Scored = { tag: VocabularyTag; known: string; all: readonly Vote[]; score: number }

/** What the votes come to, best first. `knownAs`: the slug that rules here know a tag by. */
export function ranked(
  votes: Votes,
  named: ReadonlySet<VocabularyTag>,
  knownAs: (tag: VocabularyTag) => string,
  bySlug: (slug: string) => VocabularyTag | undefined,
): Suggestion[] {
  const scored = [...implied(votes, knownAs, bySlug)].map(([tag, all]): Scored => ({ tag, known: knownAs(tag), all, score: scoreOf(all) }))
  const bestArea = Math.max(0, ...scored.filter(({ tag }) => tag.type === 'area').map(({ score }) => score))
  const eclipsed = new Set(scored.filter(({ all }) => all.some(({ sure }) => sure)).flatMap(({ known }) => ECLIPSES[known] ?? []))
  const field: Field = { scored, bestArea, named }
  return scored
    .filter((one) => !eclipsed.has(one.known) && isOffered(one, field))
    .map((one) => suggestionOf(one, field))
    .sort((a, b) => b.score - a.score || (a.slug < b.slug ? -1 : 1))
}

function implied(votes: Votes, knownAs: (tag: VocabularyTag) => string, bySlug: (slug: string) => VocabularyTag | undefined): Votes {
  const all = new Map(votes)
  for (const [tag, given] of votes) {
    const other = bySlug(IMPLIES[knownAs(tag)] ?? '')
    if (other && given.some(({ sure }) => sure)) all.set(other, [...(all.get(other) ?? []), ...given])
  }
  return all
}

function bestRival(known: string, scored: readonly Scored[]): number {
  const rivals = EXCLUSIVE.find((group) => group.includes(known)) ?? []
  return Math.max(0, ...scored.filter((one) => rivals.includes(one.known)).map(({ score }) => score))
}

function isOffered({ tag, known, score }: Scored, { scored, bestArea }: Field): boolean {
  if (score < OFFERED_FROM) return false
  if (tag.type === 'region') return bestArea === 0
  if (tag.type === 'area') return score >= bestArea * AREA_SHARE
  return score * 2 >= bestRival(known, scored)
}

/** A theme that one sentence tells of in words that are not its name is offered, not ticked. */
const isTold = ({ tag, all }: Scored, named: ReadonlySet<VocabularyTag>): boolean =>
  tag.type !== 'theme' || named.has(tag) || new Set(all.map(({ sentence }) => sentence)).size > 1

function suggestionOf(one: Scored, { scored, bestArea, named }: Field): Suggestion {
  const { tag, known, all, score } = one
  const confident =
    tag.type === 'area'
      ? score >= AREA_SURE_FROM && score >= bestArea * AREA_SURE_SHARE
      : all.some(({ sure }) => sure) && isTold(one, named) && score >= bestRival(known, scored)
  return { slug: tag.slug, type: tag.type, score: Math.round(score * 100) / 100, confident, evidence: evidenceOf(all) }
}

/** The sentences that weigh most, each once, in the order of the text. */
function evidenceOf(votes: readonly Vote[]): Evidence[] {
  const sentences = [...new Set([...votes].sort((a, b) => b.weight - a.weight).map(({ sentence }) => sentence))].slice(0, EVIDENCE_MAX)
  return sentences.sort((a, b) => a.start - b.start).map(({ start, end, text }) => ({ start, end, text }))
}
