/** The day a pasted text is of, where it says so. Pure. */

export type FoundDay = { iso: string; words: string; source: string; sure: boolean }

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const WEEKDAY = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thu(?:rs)?|fri|sat|sun)\\.?,?\\s+'
const DAY = `(?:${WEEKDAY})?(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?([a-z]{3,9})\\.?,?\\s+(20\\d{2})`
/** A line that is nothing but a day. */
const DATELINE = new RegExp(
  `^(?:(?:date(?: of publication)?|publication date|report published|published|posted|press release|news release|release date)(?:\\s+on)?\\s*[:–-]?\\s*)?${DAY}\\.?$`,
  'i',
)
const PUBLISHED = new RegExp(
  `\\b(?:published|released|issued|came out)(?:\\s+(?:its|their|the|a|an)(?:\\s+[a-z]+){1,4}?)?(?:\\s+(?:today|yesterday|this week))?,?\\s+(?:on\\s+)?\\(?${DAY}`,
  'i',
)
/** Whether a line is nothing but a day. */
export const isDateline = (line: string): boolean => line.length <= 100 && DATELINE.test(line.trim())

/** Lines at the head of a text among which a dateline may stand, and at its foot. */
const HEAD_LINES = 4
const LOOKED_AT_MAX = 4_000

/**
 * The day in a line of its own at the head or the foot of a text (certain), or the one a report was published on, as a
 * sentence says; null where there is none, or only one that is still to come. `today`: "2026-11-22".
 */
export function findDay(lines: readonly (string | null)[], today: string): FoundDay | null {
  const heads = [...lines.slice(0, HEAD_LINES), ...lines.slice(HEAD_LINES).slice(-1)]
  return first(heads, DATELINE, today, true) ?? first(lines, PUBLISHED, today, false)
}

function first(lines: readonly (string | null)[], pattern: RegExp, today: string, sure: boolean): FoundDay | null {
  for (const line of lines) {
    const match = line === null || line.length > LOOKED_AT_MAX ? null : pattern.exec(line.trim())
    const iso = match && isoOf(match)
    if (match && iso && iso < today) return { iso, words: `${Number(match[1])} ${monthOf(match[2])} ${match[3]}`, source: line ?? '', sure }
  }
  return null
}

const monthAt = (word = ''): number => MONTHS.findIndex((month) => word.length > 2 && month.startsWith(word.toLowerCase()))

function monthOf(word = ''): string {
  const name = MONTHS[monthAt(word)] ?? word
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Null for 31 June. */
function isoOf([, day = '', month, year = '']: RegExpExecArray): string | null {
  const at = monthAt(month)
  const iso = `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T12:00:00Z`)
  return at >= 0 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}
