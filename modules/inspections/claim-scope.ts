/** Of which areas a claim speaks: of one type of council, one region, one board, or of all. Pure. */
import type { RecordedArea, RecordQuestion } from './record-question'

/** `from`, `to`: only reports published from then and before then are meant. `label`: "unitary authorities in London". */
export type Scope = {
  type: string | null
  region: string | null
  board: string | null
  /** Only areas that this board serves as a whole. */
  whole?: boolean
  from: Date | null
  to: Date | null
  label: string
}

export const TYPES: readonly [RegExp, string][] = [
  [/^(?:english )?unitary/i, 'unitary authority'],
  [/^(?:shire )?county/i, 'county council'],
  [/^london borough/i, 'London borough'],
  [/^met(?:ropolitan)?\b/i, 'metropolitan district'],
]
const PLURAL: Record<string, string> = {
  'unitary authority': 'unitary authorities',
  'county council': 'county councils',
  'London borough': 'London boroughs',
  'metropolitan district': 'metropolitan districts',
}

const REGION_NAMES = ['South West', 'South East', 'North West', 'North East', 'East Midlands', 'West Midlands', 'East of England']
const LONDON = /^(?:Greater London|London|the capital|capital)$/i
/** Not of the record: a claim about them cannot be held against it. */
const COUNTRY = /^(?:England|the country|country|the nation|nation|the land)$/i
const REGION = `South[ -]West|South[ -]East|North[ -]West|North[ -]East|East Midlands|West Midlands|East of England|Yorkshire(?: and (?:the )?Humber(?:side)?)?|(?:Greater )?London(?! borough)|capital|region|England|country|nation|land`

/** The places a board serves, as people call them: "South Yorkshire", "Greater Manchester". */
const placesOf = (boards: readonly string[]): string[] => [...new Set(boards.map((name) => name.replace(/ ICB$/, '')))]

type Place = { region: string | null; board: string | null }

function placeOf(name: string, question: RecordQuestion, own: RecordedArea | undefined): Place | null {
  const said = name.replace(/^the /i, '').replace(/-/g, ' ')
  if (COUNTRY.test(said)) return { region: null, board: null }
  if (/^region$/i.test(said)) return own ? { region: own.region, board: null } : null
  if (LONDON.test(said)) return { region: 'London', board: null }
  if (/^yorkshire/i.test(said)) return { region: 'Yorkshire and the Humber', board: null }
  const board = boardsOnRecord(question).find((one) => one.toLowerCase() === said.replace(/^NHS /i, '').toLowerCase())
  if (board) return { region: null, board: `${board} ICB` }
  const region = REGION_NAMES.find((one) => one.toLowerCase() === said.toLowerCase())
  return region ? { region, board: null } : null
}

const kept = new WeakMap<RecordQuestion['records'], string[]>()
const patterns = new WeakMap<RecordQuestion['records'], string>()
function boardsOnRecord({ records }: RecordQuestion): string[] {
  const found = kept.get(records) ?? placesOf(records.flatMap((one) => one.boards))
  kept.set(records, found)
  return found
}

/** Places a claim may be about, the longest first: boards before regions, as "North East London" is not the North East. */
export function placePattern(question: RecordQuestion): string {
  const known = patterns.get(question.records)
  if (known) return known
  const boards = [...boardsOnRecord(question)].sort((a, b) => b.length - a.length).map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = [...boards.map((one) => `(?:NHS )?${one}(?! (?:and|&) )`), REGION].join('|')
  patterns.set(question.records, pattern)
  return pattern
}

const YEAR = /\b(in|during|of|since) (?:the year |(?:January|early) )?(20\d\d)\b/
/** "today", "for a year": of a time the record does not part into. */
const OTHER_TIME =
  /\b(?:today|same day|this (?:week|month|year|summer|autumn|spring|winter)|(?:in|for) (?:a|two|three|several|many|\d+) (?:years|months|weeks)|since (?:last|the summer|the autumn))\b/i
const FRAMEWORK_BEGAN = 2023

/**
 * The scope of a claim out of its words: `noun` ("unitary authority"), what stands before it ("South West") and the places
 * named after it. Null when it speaks of something the record cannot tell: a county, a city, a week.
 */
export function scopeOf(
  { noun, before, after }: { noun: string; before: string; after: string },
  question: RecordQuestion,
  own: RecordedArea | undefined,
): Scope | null {
  const type = typeOf(noun, own)
  if (type === undefined || OTHER_TIME.test(after)) return null
  const places = `(?:${placePattern(question)})`
  const named = new RegExp(
    `(?:^|\\b(?:in|of|across|within|from|for|served by|covered by|under|anywhere in)(?: all(?: of)?)? )(?:the |its )?(${places})(?![\\p{L}-])`,
    'iu',
  ).exec(after)
  const ahead = new RegExp(`^(?:the )?(${places})$`, 'i').exec(before.trim())
  // "in Sussex", "in the Thames Valley": a place that is neither.
  const elsewhere =
    /\b(?:in|across|within|served by|anywhere in) (?:the )?(?!\d|January|February|March|April|May|June|July|August|September|October|November|December|SEND\b|England|EHC|Ofsted)(?:\p{Lu}|county\b|city\b|north\b|south\b|area\b)/u.exec(
      after,
    )
  if (before.trim() !== '' && !ahead && !/^(?:other|new|single|such|english|local|whole|entire|sole|one|of)$/i.test(before.trim()))
    return null
  if (elsewhere && (!named || elsewhere.index < named.index)) return null
  const place = named?.[1] ?? ahead?.[1]
  const where = place ? placeOf(place, question, own) : { region: null, board: null }
  if (where === null) return null
  const [, how, year] = YEAR.exec(after) ?? []
  // "since the framework of January 2023" leaves nothing out; two years in one claim are more than is read here.
  if ((after.match(/\b20\d\d\b/g) ?? []).some((one) => one !== year && Number(one) > FRAMEWORK_BEGAN)) return null
  const within = Number(year ?? FRAMEWORK_BEGAN) > FRAMEWORK_BEGAN ? Number(year) : null
  const from = within === null ? null : new Date(Date.UTC(within, 0, 1))
  const to = within === null || how === 'since' ? null : new Date(Date.UTC(within + 1, 0, 1))
  return { type, ...where, from, to, label: labelOf(type, where, from ? `${how} ${within}` : '') }
}

/** Undefined: a noun that is no type of the record and not "area" either. */
function typeOf(noun: string, own: RecordedArea | undefined): string | null | undefined {
  const found = TYPES.find(([pattern]) => pattern.test(noun))?.[1]
  if (found) return found
  if (!/^boroughs?$/i.test(noun)) return null
  return own?.councilType === 'London borough' || own?.councilType === 'metropolitan district' ? own.councilType : undefined
}

const labelOf = (type: string | null, { region, board }: Place, time: string): string =>
  [type ? (PLURAL[type] ?? type) : 'areas', region ? `in ${region}` : board ? `served by ${board}` : 'in England', time]
    .filter((part) => part !== '')
    .join(' ')
