/** The vocabulary's labels and aliases, ready to be looked for word by word, with rules of case. Pure. */

import { type Word, wordsOf } from './suggest-words'
import type { TagType } from './tag-types'

export type VocabularyTag = {
  slug: string
  label: string
  type: TagType
  aliases: readonly string[]
  /** Slugs it had before, and those of tags merged into it: what is known of their wordings is now said of it. */
  formerly?: readonly string[]
}

/**
 * How letters are compared: `any`; `proper`, where each word that has a capital in the name has one in the text; `exact`
 * for acronyms, so that "send" is never SEND.
 */
export type Case = 'any' | 'proper' | 'exact'

/**
 * `full` names the thing beyond doubt ("Bury Council"); `name` is its bare name ("Bury"), which may be a word or a
 * person; `short` is short for it ("Stoke") and of other places too; `weak` is a general word that needs company
 * ("training"); `initials` mean something only where the full name stands in the same text ("SY").
 */
export type Strength = 'full' | 'name' | 'short' | 'weak' | 'initials'

export type Pattern = {
  tag: VocabularyTag
  alias: string
  keys: readonly string[]
  raws: readonly string[]
  mode: Case
  strength: Strength
}

type Node = { next: Map<string, Node>; patterns: Pattern[] }
export type Patterns = Node

const PROPER: ReadonlySet<TagType> = new Set<TagType>(['area', 'organisation', 'region', 'person', 'storyline'])

/** General words of the vocabulary: in passing they say nothing of what a story is about. */
const WEAK: ReadonlySet<string> = new Set([
  'accountability',
  'adult services',
  'asc',
  'blame',
  'campaigner',
  'chief executive officer',
  'commissioner',
  'commissioning',
  'contact',
  'devolution',
  'early years',
  'families in partnership',
  'family',
  'family hubs',
  'fault',
  'green paper',
  'improvement plan',
  'inspection report',
  'just say',
  'main findings',
  'making changes together',
  'mediation',
  'minister',
  'national',
  'new framework',
  'nursery',
  'outcome letter',
  'parents opening doors',
  'participation',
  'partnership working',
  'quality assurance',
  're-inspection',
  'recruitment',
  'sense',
  'significant concerns',
  'statement of action',
  'strategic director',
  'strategic leadership',
  'sufficiency',
  'training',
  'transitions',
  'unitary',
  'use of data',
  'waits',
  'workforce',
])

/** Acronyms that mean something else as often: only beside the full name. */
const AMBIGUOUS = new Set(['AP', 'APP', 'PAP', 'PCC', 'ISP', 'CDC', 'LGO', 'SLT', 'ASC', 'CCG', 'PRU', 'FIP', 'NAO', 'HMI', 'DCS'])
/** Names that are read as something else more often than as an area: only in full. */
const FULL_ONLY = new Set(['westminster', 'city of london', 'york and humber', 'bcp', 'gm'])
/** The first word of an area's name, which other places have too. */
const SHORT = new Set(['christchurch', 'richmond', 'kingston', 'blackburn', 'newcastle', 'stoke', 'southend', 'telford'])

/** Capitals and digits without a space, two capitals or more: CQC, DfE, B&NES, SEN2. */
const isAcronym = (alias: string): boolean => /^[\p{Lu}][\p{L}\p{N}&]*$/u.test(alias) && (alias.match(/\p{Lu}/gu)?.length ?? 0) >= 2

const COUNCIL_ACRONYM = /^\p{Lu}{1,3}(?:CC|BC)$/u

/** Words that make a name of an area that of its council or its partnership. */
const AREA_BODY = /\b(council|borough|corporation|mbc|partnership|county of|city of|unitary authority)\b/i

function strengthOf(tag: VocabularyTag, alias: string): Strength {
  // HCC is Hampshire, Hertfordshire and Hull: a council's acronym needs its name, RBWM is one of a kind.
  if (tag.type === 'area' && COUNCIL_ACRONYM.test(alias)) return 'initials'
  if (isAcronym(alias)) return alias.length <= 2 || AMBIGUOUS.has(alias.toUpperCase()) ? 'initials' : 'full'
  if (WEAK.has(alias.toLowerCase())) return 'weak'
  if (tag.type === 'region') return 'name'
  if (tag.type !== 'area') return 'full'
  if (FULL_ONLY.has(alias.toLowerCase())) return 'initials'
  if (SHORT.has(alias.toLowerCase())) return 'short'
  return AREA_BODY.test(alias) ? 'full' : 'name'
}

const modeOf = (tag: VocabularyTag, alias: string): Case =>
  isAcronym(alias) ? 'exact' : PROPER.has(tag.type) && /\p{Lu}/u.test(alias) ? 'proper' : 'any'

const FORUM = /\bParents?’?(?: and)? Carers?’?(?= |$)/i

const ICB_NAME = /^NHS (.*) (?:ICB|Integrated Care Board)$/

/** A name as it is written elsewhere: without its acronym in brackets, ICB in full, a forum's plural and possessive. */
function spellings(tag: VocabularyTag): string[] {
  const given = [tag.label, ...tag.aliases].flatMap((name) => [name, name.replace(/\s*\([^)]*\)\s*$/, '')])
  const icb = given.flatMap((name) =>
    /\bICB$|Integrated Care Board$/.test(name)
      ? ['ICB', 'Integrated Care Board'].flatMap((end) => {
          const place = name.replace(/^NHS\s+/, '').replace(/\s*(ICB|Integrated Care Board)$/, '')
          return [`${place} ${end}`, `NHS ${place} ${end}`, `NHS ${place}`, `${place} health board`, `${place} board`]
        })
      : [],
  )
  const forums = [...given, ...icb].flatMap((name) =>
    FORUM.test(name)
      ? ['Parent Carer', 'Parent Carers', 'Parent and Carer', 'Parents and Carers', 'Parent Carers’'].map((words) =>
          name.replace(FORUM, words),
        )
      : [],
  )
  const councils = tag.type === 'area' ? areaSpellings(tag.label) : []
  // "Cambridgeshire and Peterborough" are two areas: a board is named as one.
  const places = new Set(icb.flatMap((name) => (/^NHS .*(?:ICB|Integrated Care Board)$/.test(name) ? [name.replace(ICB_NAME, '$1')] : [])))
  return [...new Set([...given, ...icb, ...forums, ...councils])].filter((name) => name.length > 1 && !places.has(name))
}

/** What an area's council and partnership are called beside the names that are listed. */
function areaSpellings(label: string): string[] {
  const bodies = ['Council', 'City Council', 'County Council', 'Borough Council', 'Metropolitan Borough Council', 'Unitary Council']
  const partnerships = [
    'local area partnership',
    'area partnership',
    'Area Partnership',
    'SEND partnership',
    'SEND Partnership',
    'local area',
  ]
  return [...bodies, ...partnerships].map((end) => `${label} ${end}`).concat(`London Borough of ${label}`, `County of ${label}`)
}

/** All that can be found, as a tree of words. A name of two tags leads to both. */
export function compilePatterns(vocabulary: readonly VocabularyTag[]): Patterns {
  const root: Node = { next: new Map(), patterns: [] }
  for (const tag of vocabulary)
    for (const alias of spellings(tag)) {
      const words = wordsOf(alias)
      let node = root
      for (const { key } of words) {
        const next = node.next.get(key) ?? { next: new Map(), patterns: [] }
        node.next.set(key, next)
        node = next
      }
      if (words.length === 0 || node.patterns.some((one) => one.tag === tag)) continue
      const raws = words.map((word) => word.raw)
      node.patterns.push({
        tag,
        alias,
        keys: words.map((word) => word.key),
        raws,
        mode: modeOf(tag, alias),
        strength: strengthOf(tag, alias),
      })
    }
  return root
}

/** A place in a sentence that one or more tags are named at: words `from` up to, not including, `to`. */
export type Mention = { from: number; to: number; patterns: Pattern[] }

/** The longest names in the words, from left to right, without overlap. */
export function mentionsIn(patterns: Patterns, words: readonly Word[], ignoreCase = false): Mention[] {
  const found: Mention[] = []
  for (let at = 0; at < words.length; ) {
    const best = longestAt(patterns, words, at, ignoreCase)
    if (best) found.push(best)
    at = best ? best.to : at + 1
  }
  return found
}

function longestAt(root: Patterns, words: readonly Word[], from: number, ignoreCase: boolean): Mention | null {
  let [node, best]: [Node | undefined, Mention | null] = [root, null]
  for (let at = from; at < words.length; at += 1) {
    node = node.next.get(words[at]?.key ?? '')
    if (!node) break
    const fitting = node.patterns.filter((pattern) => fits(pattern, words, from, ignoreCase))
    if (fitting.length > 0) best = { from, to: at + 1, patterns: fitting }
  }
  return best
}

const capital = /^\p{Lu}/u

function fits({ mode, raws }: Pattern, words: readonly Word[], from: number, ignoreCase: boolean): boolean {
  if (mode === 'any') return true
  return raws.every((raw, index) => {
    const word = words[from + index]?.raw ?? ''
    // A possessive is no part of an acronym.
    if (mode === 'exact') return word === raw || word.replace(/[’']s?$/, '') === raw
    return ignoreCase || !capital.test(raw) || capital.test(word)
  })
}
