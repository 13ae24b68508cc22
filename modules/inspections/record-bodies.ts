/** The health bodies a story names with its area, against the record: whose board, and what a board is called. Pure. */
import { escaped } from './named-areas'
import { type Check, finding, ownArea, type RecordedBoard, type RecordQuestion } from './record-question'

/** The names of a board that are nothing else’s: "South Yorkshire ICB", "NHS South Yorkshire", not "South Yorkshire". */
export const boardNames = ({ label, aliases }: { label: string; aliases: readonly string[] }): string[] =>
  [label, ...aliases].filter((name) => /\bNHS\b|\bICB\b|Integrated Care Board/.test(name))

const patterns = new Map<string, RegExp>()
const PATTERNS_MAX = 2_000
/** The name by itself; made once. */
function whole(name: string): RegExp {
  const kept = patterns.get(name) ?? new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu')
  if (patterns.size < PATTERNS_MAX) patterns.set(name, kept)
  return kept
}

type Named = { board: RecordedBoard; index: number; 0: string }

/** The boards a sentence names, by the longest of their names; a name inside another one's is not meant. */
function boardsIn(text: string, boards: readonly RecordedBoard[]): Named[] {
  const lower = text.toLowerCase()
  const found = boards.flatMap((board): Named[] => {
    const match = board.names
      .filter((name) => lower.includes(name.toLowerCase()))
      .sort((a, b) => b.length - a.length)
      .map((name) => whole(name).exec(text))
      .find((one) => one !== null)
    return match ? [{ board, index: match.index, 0: match[0] }] : []
  })
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one &&
          other.index <= one.index &&
          other.index + other[0].length >= one.index + one[0].length &&
          other[0].length > one[0].length,
      ),
  )
}

const textOf = ({ story }: RecordQuestion): string => [story.headline, story.standfirst, ...story.paragraphs].join('\n')

/** Of a story about one area: a board that does not cover it, while none is named that does. */
export const board: Check = (sentence, question, subject) => {
  const own = ownArea(question)
  if (!own || !/\b(?:NHS|ICB|Board)\b/i.test(sentence.text)) return []
  const theirs = question.boards.filter(
    ({ areas, names }) => areas.includes(own.slug) || names.some((name) => subject?.boards.includes(name)),
  )
  const text = textOf(question)
  if (theirs.length === 0 || boardsIn(text, theirs).length > 0) return []
  const [wrong] = boardsIn(
    sentence.text,
    question.boards.filter((one) => !theirs.includes(one)),
  )
  // The story tells of a place of theirs, too: the board may belong to that.
  if (!wrong || wrong.board.areas.some((slug) => namesArea(text, question, slug, wrong[0]))) return []
  const right = theirs.map(({ names }) => names[0]).join(' and ')
  return [
    finding(sentence, wrong, {
      rule: 'REC-BOARD',
      severity: 'warning',
      suggestion: `The record has ${right} for ${own.name}`,
      reason: `The health board of an area is in the record of its inspections${subject ? `: ${subject.sourceUrl}` : '.'}`,
    }),
  ]
}

/** Whether the text names an area elsewhere than in the name of the board. */
function namesArea(text: string, { areas }: RecordQuestion, slug: string, boardName: string): boolean {
  const name = areas.find((area) => area.slug === slug)?.name
  return name !== undefined && whole(name).test(text.replaceAll(boardName, ''))
}

/** NHS trusts whose names are those of a board’s places: providers of care, and rightly named. */
const TRUSTS = [
  'Somerset',
  'North East London',
  'Lancashire and South Cumbria',
  'Cambridgeshire and Peterborough',
  'Norfolk and Suffolk',
  'Mid and South Essex',
  'Isle of Wight',
]
const NOT_BOARDS = 'NHS (?:Foundation )?Trust|NHS Commissioning Trust|(?:NHS )?Health (?:Board|Authority|Trust)|Primary Care Trust|PCT'

/** "The Northtown NHS Trust" where the integrated care board of these places is meant: there is no such body. */
export const notBoard: Check = (sentence, { boards, areaSlugs }, subject) => {
  if (!/\b(?:NHS|Health|PCT|Trust)\b/.test(sentence.text)) return []
  return boards.flatMap(({ names, areas }) => {
    if (!areas.some((slug) => areaSlugs.includes(slug))) return []
    const places = [...new Set(names.map((name) => name.replace(/^NHS /, '').replace(/ (?:ICB|Integrated Care Board)$/, '')))]
    const known = places.filter((one) => /^\p{Lu}\p{Ll}/u.test(one) && !TRUSTS.includes(one)).map(escaped)
    if (known.length === 0) return []
    const match = new RegExp(
      `(?<!\\b(?:and|&|of|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral) )\\b(?:NHS )?(?:${known.join('|')}) (?:${NOT_BOARDS})\\b`,
    ).exec(sentence.text)
    if (!match) return []
    return [
      finding(sentence, match, {
        rule: 'REC-TRUST',
        severity: 'warning',
        suggestion: `The record has ${names[0] ?? ''}, an integrated care board: no trust. If a trust is meant, give its own name`,
        reason: `Boards plan and pay for care, trusts give it${subject ? `. The board is in the report: ${subject.sourceUrl}` : '.'}`,
      }),
    ]
  })
}
