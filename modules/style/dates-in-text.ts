/** Dates that the calendar does not have: the wrong day of the week, 31 June. Pure. */
import type { Slip } from './slips'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const DATE = new RegExp(
  `\\b(?:(${WEEKDAYS.join('|')}),? (?:the |\\()?)?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTHS.join('|')})(?:,? (\\d{4}))?\\b`,
  'g',
)
const FIRST_OF_ALL = 1900

const dayOf = (year: number, month: number, day: number): Date | null => {
  const date = new Date(Date.UTC(year, month, day))
  return date.getUTCMonth() === month ? date : null
}

/** The year that is meant where none is given: that in which the day is nearest to the story. */
function nearestYear(month: number, day: number, at: Date): number {
  const years = [at.getUTCFullYear() - 1, at.getUTCFullYear(), at.getUTCFullYear() + 1]
  const distance = (year: number) => Math.abs(Date.UTC(year, month, day) - at.getTime())
  return years.sort((a, b) => distance(a) - distance(b))[0] ?? at.getUTCFullYear()
}

/** `at`: the day of the story, for dates without a year; null: those are left alone. */
export function wrongDates(text: string, at: Date | null): Slip[] {
  return [...text.matchAll(DATE)].flatMap((match): Slip[] => {
    const [words, weekday, number, name, given] = match
    const [day, month] = [Number(number), MONTHS.indexOf(name ?? '')]
    const place = { start: match.index, end: match.index + words.length, text: words }
    if (given === undefined && at === null) return []
    const year = given === undefined ? nearestYear(month, day, at ?? new Date(0)) : Number(given)
    if (year < FIRST_OF_ALL || day === 0) return []
    const date = dayOf(year, month, day)
    // Without a year, 29 February is a day of some year.
    if (!date) return given === undefined && month === 1 && day === 29 ? [] : [{ ...place, ...noSuchDay(day, name ?? '', given) }]
    const right = WEEKDAYS[date.getUTCDay()]
    if (!weekday || weekday === right) return []
    const suggestion = `${day} ${name} ${year} was a ${right}`
    return [
      {
        ...place,
        rule: 'CP-WEEKDAY',
        severity: 'error',
        suggestion,
        reason: 'The calendar. One of the two is wrong: look up which.',
        fix: null,
      },
    ]
  })
}

const noSuchDay = (day: number, month: string, year: string | undefined) => ({
  rule: 'CP-WEEKDAY',
  severity: 'error' as const,
  suggestion: `${month}${year ? ` ${year}` : ''} has no day ${day}`,
  reason: 'The calendar. Look up the date.',
  fix: null,
})
