/** What a story says a monitoring inspection found, against the record. Pure. */
import { namedAreas } from './named-areas'
import { outcomeOfInspection } from './outcome'
import { type Check, type CheckedRecord, finding, type RecordQuestion } from './record-question'

const NOT_TAKEN =
  /\b(?:ha(?:s|ve|d) not|h[ae](?:s|ve|d)?n[’']t|did not|didn[’']t|is not|are not|isn[’']t|aren[’']t|fail(?:s|ed) to|yet to|was not|were not|ha(?:s|ve) still not)(?: yet| been)? (?:tak(?:e|en|ing)) (?:any |enough |sufficient )?effective action\b|\b(?:insufficient|inadequate|ineffective|too little|no effective|not enough|a lack of effective|without effective) action\b|\beffective action (?:has|had|was) not (?:yet )?(?:been )?taken\b/i
const TAKEN =
  /\b(?:ha(?:s|ve|d)|is|are|was|were) (?:now |already )?(?:tak(?:en|ing)) effective action\b|\btook effective action\b|\beffective action (?:has been|had been|was|is being) taken\b|\btakes effective action\b/i
const NO_CLAIM = /\b(?:whether|if|must|will|need|hop\w+|would|could|should|either|one of (?:the )?two|or not)\b/i

/** "nottinghamshire-monitoring-2025-07": where no day is known, its id says the month. */
const monthOf = ({ id, reportPublished, onsiteStart }: CheckedRecord): number =>
  (reportPublished ?? onsiteStart)?.getTime() ?? Date.parse(`${/(20\d\d-\d\d)$/.exec(id)?.[1] ?? '2023-01'}-01T00:00:00Z`)

export const monitoring: Check = (sentence, question, _subject, now) => {
  const not = NOT_TAKEN.exec(sentence.text)
  const match = not ?? TAKEN.exec(sentence.text)
  if (!match || NO_CLAIM.test(sentence.text)) return []
  const slug = areaMeant(sentence.text, match.index, question)
  const own = question.records.filter(
    (one) => one.areaSlug === slug && one.kind === 'monitoring' && monthOf(one) <= (question.at ?? now).getTime(),
  )
  const newest = [...own].sort((a, b) => monthOf(a) - monthOf(b)).at(-1)
  const said = not ? 'not-effective' : 'effective'
  if (!newest || own.some((one) => outcomeOfInspection(one) === said)) return []
  const name = question.areas.find((one) => one.slug === slug)?.name ?? slug
  return [
    finding(sentence, match, {
      rule: 'REC-OUTCOME',
      severity: 'error',
      suggestion: `The record of the monitoring inspection has “${newest.outcomeShort}” for ${name}`,
      reason: `The source of the record: ${newest.sourceUrl}`,
    }),
  ]
}

/** The area named last before these words, or that of the story. */
const areaMeant = (text: string, at: number, question: RecordQuestion): string | undefined =>
  namedAreas(text.slice(0, at), question).at(-1)?.area.slug ?? question.areaSlugs[0]
