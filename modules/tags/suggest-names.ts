/** What the names in a story speak for: areas with their evidence, bodies, forums and what forums do. Pure. */
import { areaEvidence, isPlaceTold, type PlaceEvidence } from './suggest-evidence'
import { isCompared, isFormer, shareOfList } from './suggest-passing'
import { type Mention, mentionsIn, type Pattern, type Patterns, type VocabularyTag } from './suggest-patterns'
import { PHRASES } from './suggest-phrases'
import { type Vote, ZONE_WEIGHT } from './suggest-ranking'
import type { Sentence } from './suggest-words'

export type Named = { slug: string; vote: Vote }
type Found = { sentence: Sentence; mention: Mention; pattern: Pattern; areas: number; place: PlaceEvidence; former: boolean }

const GOVERNED = new Set(PHRASES.map(({ slug }) => slug))
const FORUM = 'pcf-'
const governed = new WeakMap<Pattern, boolean>()
/** What phrases say with their denials is not said again by a bare label or alias. */
function isGoverned(pattern: Pattern): boolean {
  const known = governed.get(pattern)
  if (known !== undefined) return known
  const { tag, alias } = pattern
  const is =
    ((tag.type === 'outcome' || tag.type === 'stage') && GOVERNED.has(tag.slug)) ||
    (tag.type === 'theme' && PHRASES.some(({ slug, say }) => slug === tag.slug && say.test(alias)))
  governed.set(pattern, is)
  return is
}

/** A forum that says or does something: then its story is one of parents’ voice. */
const SPEAKS =
  /\b(?:sa(?:id|ys|ying)|told|tells|warn(?:s|ed)?|welcom(?:es?|ed)|call(?:s|ed) (?:the|it|on|for)|point(?:s|ed)|wants?|wanted|argu(?:es?|ed)|urg(?:es?|ed)|demand(?:s|ed)|claim(?:s|ed)|fear(?:s|ed)|hop(?:es?|ed)|campaign(?:s|ed|ing)?|set up|films?|survey(?:s|ed)?|elect(?:s|ed)|back(?:s|ed)|criticis\w+|describ\w+|feels?|felt|complain\w*|accus\w+|asks?\b|asked(?! (?:its )?members)|reject\w*|prais\w+|would (?:not )?(?:hold|like|keep|press|be)|believ\w+|collect\w*|present\w*|respond\w*|question\w*|speaks?|spoke|protest\w*|lobb\w+|react\w*|thank\w*|insist\w*|adds?|added|pledge[sd]?|repl(?:y|ied|ies)|made|runs?|ran|organis\w+|gather\w*|will (?:have|sit|take|be|hold|ask)|hold(?:s|ing)?|threaten\w*|meets?|writes?|wrote)\b/i

type Areas = ReadonlySet<VocabularyTag>
type Around = { inFull: Areas; settled: Areas; left: Areas }

/** The reasons that names give, in the order of the text. */
export function namedIn(patterns: Patterns, sentences: readonly Sentence[]): { named: ReadonlySet<VocabularyTag>; votes: Named[] } {
  const found = foundIn(patterns, sentences)
  const inFull = new Set(found.filter(({ pattern }) => pattern.strength === 'full').map(({ pattern }) => pattern.tag))
  const around: Around = { inFull, settled: settledAreas(found, sentences), left: leftBehind(found) }
  const votes = found.flatMap((one) => {
    const vote = voteOf(one, around)
    const { tag } = one.pattern
    return [
      ...(vote.weight > 0 ? [{ slug: tag.slug, vote }] : []),
      ...(vote.weight > 0 && tag.slug.startsWith(FORUM) ? forumVotes(one) : []),
    ]
  })
  return { named: around.inFull, votes }
}

function foundIn(patterns: Patterns, sentences: readonly Sentence[]): Found[] {
  return sentences.flatMap((sentence) => {
    const mentions = mentionsIn(patterns, sentence.words)
    const areas = new Set(mentions.flatMap((one) => one.patterns.filter(({ tag }) => tag.type === 'area').map(({ tag }) => tag.slug))).size
    return mentions.flatMap((mention) =>
      mention.patterns.map((pattern): Found => {
        const place = placeOf(sentence, mention, pattern)
        const former = (pattern.tag.type === 'organisation' || place !== 'none') && isFormer(sentence, mention)
        return { sentence, mention, pattern, areas, place, former }
      }),
    )
  })
}

function placeOf(sentence: Sentence, mention: Mention, { tag, alias, strength }: Pattern): PlaceEvidence {
  if (tag.type !== 'area' || strength === 'initials') return 'none'
  return strength === 'full' ? 'place' : areaEvidence(sentence, mention, alias, strength === 'short')
}

/** Areas that the story is surely about somewhere: then their name means them elsewhere too, unless a person has it. */
function settledAreas(found: readonly Found[], sentences: readonly Sentence[]): Areas {
  const areas = found.filter(({ pattern }) => pattern.tag.type === 'area')
  const people = new Set(areas.filter(({ place }) => place === 'person').map(({ pattern }) => pattern.tag))
  const isSettled = ({ place, pattern }: Found): boolean =>
    place === 'place' || (!people.has(pattern.tag) && (place === 'bare' || (place === 'maybe' && isPlaceTold(pattern.alias, sentences))))
  return new Set(areas.filter(isSettled).map(({ pattern }) => pattern.tag))
}

/** Areas that the text below the headline names only as where somebody was: the headline’s "from Salford" is no more. */
function leftBehind(found: readonly Found[]): Areas {
  const below = found.filter(
    ({ sentence, place, pattern }) => pattern.tag.type === 'area' && sentence.zone !== 'headline' && place !== 'none',
  )
  const still = new Set(below.filter(({ former }) => !former).map(({ pattern }) => pattern.tag))
  return new Set(below.map(({ pattern }) => pattern.tag).filter((tag) => !still.has(tag)))
}

/** A forum that is named speaks a little for its area, and where it speaks for itself, for what parents say. */
function forumVotes({ sentence, mention, pattern }: Found): Named[] {
  const zone = ZONE_WEIGHT[sentence.zone]
  const last = sentence.words[mention.to - 1]
  const after = last ? sentence.text.slice(last.end - sentence.start) : ''
  const before = sentence.text.slice(0, (sentence.words[mention.from]?.start ?? 0) - sentence.start)
  const speaks = SPEAKS.test(after) || /\b(?:said|says|according to|by|told|survey by) (?:the )?$/i.test(before)
  return [
    { slug: pattern.tag.slug.replace(FORUM, 'area-'), vote: { weight: zone * 0.4, sure: false, sentence } },
    ...(speaks ? [{ slug: 'parent-carer-voice', vote: { weight: zone * 0.8, sure: false, sentence } }] : []),
  ]
}

function voteOf(found: Found, { inFull, settled, left }: Around): Vote {
  const { sentence, mention, pattern, former } = found
  const { tag, strength } = pattern
  const zone = ZONE_WEIGHT[sentence.zone]
  if (isGoverned(pattern)) return { weight: 0, sure: false, sentence }
  if (strength === 'initials') return { weight: inFull.has(tag) ? zone : 0, sure: false, sentence }
  if (strength === 'weak') return { weight: isCharity(sentence, mention, tag) ? zone : 0, sure: true, sentence }
  if (tag.type === 'area') return { weight: zone * areaShare(found, settled, left), sure: false, sentence }
  if (tag.type === 'person-role' || tag.type === 'region') return { weight: zone * 0.6, sure: false, sentence }
  if (tag.type === 'organisation' && former) return { weight: zone * 0.2, sure: false, sentence }
  if (OMBUDSMAN.test(pattern.alias) && isOtherOmbudsman(sentence, mention)) return { weight: 0, sure: false, sentence }
  return { weight: zone, sure: true, sentence }
}

function areaShare({ sentence, mention, pattern, areas, place, former }: Found, settled: Areas, left: Areas): number {
  if (place !== 'place' && !settled.has(pattern.tag)) return 0
  if (place === 'none' || place === 'person') return 0
  const passing = left.has(pattern.tag) || former ? 0.1 : isCompared(sentence, mention) ? 0.2 : 1
  return passing * shareOfList(areas)
}

const OMBUDSMAN = /^ombudsman$/i
/** Of the health service, of housing: not the one for councils. */
const isOtherOmbudsman = ({ words }: Sentence, { from }: Mention): boolean =>
  /^(?:health|service|housing|prisons?|probation|pensions?|financial|legal|police)$/.test(words[from - 1]?.key ?? '')

/** Charities and forums whose name is a word: "the charity Sense", "Contact, the charity", "the county’s parent carer forum". */
function isCharity({ words, text, start }: Sentence, { from, to }: Mention, tag: VocabularyTag): boolean {
  if (tag.type !== 'organisation') return false
  const [first, last] = [words[from], words[to - 1]]
  if (!first || !last) return false
  const before = text.slice(Math.max(0, first.start - start - 30), first.start - start)
  const after = text.slice(last.end - start, last.end - start + 60)
  return /\b(?:charit(?:y|ies)|campaigners at|chief executive of|forum|from|at)\s*$/i.test(before) && /^\p{Lu}/u.test(first.raw)
    ? /charit|forum/i.test(before) || /^[’']?s?,?\s*(?:said|says|which|who|a charity|the (?:\w+ )?charity)/i.test(after)
    : /^ (?:said|says|welcomed|warned|warns|called for|wants|argued|criticised|backed)\b/.test(after) ||
        /^,?\s*(?:the|a|its|their) (?:[\w’'-]+ ){0,4}(?:charity|forum)\b/i.test(after)
}
