/** The bodies a story names with its area, against the record: whose health board, and what kind of council. Pure. */
import { type Check, finding, ownArea, type RecordedBoard, type RecordQuestion } from './record-question'

/** The names of a board that are nothing else’s: "South Yorkshire ICB", "NHS South Yorkshire", not "South Yorkshire". */
export const boardNames = ({ label, aliases }: { label: string; aliases: readonly string[] }): string[] =>
  [label, ...aliases].filter((name) => /\bNHS\b|\bICB\b|Integrated Care Board/.test(name))

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const whole = (name: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu')

type Named = { board: RecordedBoard; index: number; 0: string }

/** The boards a sentence names, by the longest of their names; a name inside another one's is not meant. */
function boardsIn(text: string, boards: readonly RecordedBoard[]): Named[] {
  const found = boards.flatMap((board): Named[] => {
    const match = [...board.names]
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
  if (!own || question.areaSlugs.length !== 1) return null
  const theirs = question.boards.filter(
    ({ areas, names }) => areas.includes(own.slug) || names.some((name) => subject?.boards.includes(name)),
  )
  const text = textOf(question)
  if (theirs.length === 0 || boardsIn(text, theirs).length > 0) return null
  const [wrong] = boardsIn(
    sentence.text,
    question.boards.filter((one) => !theirs.includes(one)),
  )
  // The story tells of a place of theirs, too: the board may belong to that.
  if (!wrong || wrong.board.areas.some((slug) => namesArea(text, question, slug, wrong[0]))) return null
  const right = theirs.map(({ names }) => names[0]).join(' and ')
  return finding(sentence, wrong, {
    rule: 'REC-BOARD',
    severity: 'warning',
    suggestion: `The record has ${right} for ${own.name}`,
    reason: `The health board of an area is in the record of its inspections${subject ? `: ${subject.sourceUrl}` : '.'}`,
  })
}

/** Whether the text names an area elsewhere than in the name of the board. */
function namesArea(text: string, { areas }: RecordQuestion, slug: string, boardName: string): boolean {
  const name = areas.find((area) => area.slug === slug)?.name
  return name !== undefined && whole(name).test(text.replaceAll(boardName, ''))
}

/** "Rotherham County Council" of what is no county council. */
export const council: Check = (sentence, question, subject) => {
  for (const { name, slug, councilType } of question.areas) {
    if (councilType === 'county council' || !question.areaSlugs.includes(slug)) continue
    const match = new RegExp(`(?<![\\p{L}])${escaped(name)} County Council\\b`, 'u').exec(sentence.text)
    if (!match) continue
    return finding(sentence, match, {
      rule: 'REC-COUNCIL',
      severity: 'warning',
      suggestion: `${name} is a ${councilType}, says the record`,
      reason: `Counties share their tasks with districts; this council has them all${subject ? `. The report: ${subject.sourceUrl}` : '.'}`,
    })
  }
  return null
}
