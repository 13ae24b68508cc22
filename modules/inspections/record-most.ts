/** "More areas with the lowest outcome than any other board", against the record. Pure. */
import { londonDay } from '@/lib/dates'
import { onlyOutcome } from './claimed-outcome'
import { type Check, DAY_MS, finding, ownArea, ownKind, type RecordQuestion } from './record-question'
import { areasOnce, hasWords, type Report, reportsOf } from './recorded-reports'

const MOST =
  /\b(?:more|fewer) (?:areas?|boroughs|councils|authorities|partnerships|places)\b[^.;]{0,80}?\bthan any other\b[^.,;]{0,40}|\bthe most (?:areas|boroughs|councils|authorities|partnerships|places)\b[^.;]{0,80}?\bof any\b[^.,;]{0,40}/i
const OF_BOARD = /\b(?:board|ICB|NHS|integrated care)\b/i
const OF_REGION = /\bregion\b/i

type Counted = { name: string; count: number; newest: Report }

export const claimOfMost: Check = (sentence, question, subject, now) => {
  const match = MOST.exec(sentence.text)
  const own = ownKind(question, subject, now)
  const kind = onlyOutcome(match?.[0] ?? '', own) ?? (/\bon it\b/i.test(match?.[0] ?? '') ? own : null)
  if (!match || kind === null || /^fewer/i.test(match[0])) return []
  const until = (question.at ?? now).getTime() + DAY_MS
  const reports = areasOnce(reportsOf(question, { kind, scope: null, by: 'report' }).filter(({ at }) => at.getTime() <= until))
  const unit = OF_REGION.test(match[0]) ? 'region' : OF_BOARD.test(sentence.text) ? 'board' : null
  const mine =
    unit === 'region' ? ownArea(question)?.region : unit === 'board' ? boardMeant(sentence.text, question, subject?.boards ?? []) : null
  if (!unit || !mine) return []
  const counted = countsOf(reports, (one) => (unit === 'region' ? [one.region] : one.boards))
  const count = counted.find(({ name }) => name === mine)?.count ?? 0
  const rivals = counted.filter((one) => one.name !== mine && one.count >= count)
  if (rivals.length === 0) return []
  const others = rivals.map((one) => `${one.name} ${one.count}`).join(', ')
  return [
    finding(sentence, match, {
      rule: 'REC-MOST',
      severity: 'error',
      suggestion: `Not more than any other: the record has ${count} for ${mine}, and for ${others}`,
      reason: `Areas with ${hasWords(kind)} by ${londonDay(new Date(until - DAY_MS))}. The newest of ${rivals[0]?.name}: ${rivals[0]?.newest.sourceUrl}`,
    }),
  ]
}

/** The board a sentence names, else the only one of the area. */
function boardMeant(text: string, { records }: RecordQuestion, own: readonly string[]): string | null {
  const known = [...new Set(records.flatMap(({ boards }) => boards))].sort((a, b) => b.length - a.length)
  const named = known.find((name) => text.includes(`NHS ${name.replace(/ ICB$/, '')}`) || text.includes(name))
  return named ?? (own.length === 1 ? (own[0] ?? null) : null)
}

function countsOf(reports: readonly Report[], namesOf: (report: Report) => readonly string[]): Counted[] {
  const found = new Map<string, Counted>()
  for (const report of reports)
    for (const name of namesOf(report)) found.set(name, { name, count: (found.get(name)?.count ?? 0) + 1, newest: report })
  return [...found.values()].sort((a, b) => b.count - a.count)
}
