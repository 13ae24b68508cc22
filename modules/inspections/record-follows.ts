/** What follows an outcome, as a story tells it: the next inspection, monitoring, the plan; against the record. Pure. */
import { speaksOfOther } from './named-areas'
import { type Check, type CheckedRecord, finding, isNews, type RecordQuestion, type Said } from './record-question'

/** The record, where the story is news of it and it has an outcome. */
const newsOf = (subject: CheckedRecord | null, { at }: RecordQuestion, now: Date): CheckedRecord | null =>
  subject && subject.outcome !== null && isNews(subject, at ?? now, at === null) ? subject : null

const LOWEST = 3
/** "next full inspection within approximately 5 years": the years of it. */
const yearsOf = ({ whatFollows }: CheckedRecord): number | null =>
  Number(/(\d) years/.exec(whatFollows.replace(/^.*monitoring[^;]*;/, ''))?.[1] ?? 0) || null
const MONITORING_MONTHS = 18
/** Press reports have a plan handed in after 30 or 35 working days, and published after 70. */
const PLAN_WEEKS_MAX = 16

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen'.split(
  ' ',
)
const COUNT = `an?|${NUMBERS.join('|')}|\\d{1,3}`
const INTERVAL = new RegExp(
  `\\b(?<how>within|in|after|at least|for|until|has|have|had|given|gets?|got|every|once)?(?: (?:another|the (?:next|coming)|up to|at least|a further))?(?: (?:approximately|about|around|roughly|some|nearly|almost|just over))? ?\\b(?<count>${COUNT})(?: (?:and a half|to \\w+))?[- ](?:(?:full|clear|working|calendar) )?(?<unit>year|month|week|day)s?(?<half> and a half)?\\b`,
  'gi',
)
const WEEKS: Record<string, number> = { year: 52, month: 4.345, week: 1, day: 1 / 5 }

type Event = 'full' | 'back' | 'monitoring' | 'plan' | 'other'
const EVENTS: readonly [Event, string][] = [
  ['monitoring', 'monitor(?:ing)? (?:re-?)?(?:inspections?|visits?|progress)|monitored|inspectors to monitor'],
  [
    'full',
    '(?:next|another|further|new|second|full)(?: (?:full|area SEND|SEND|joint|routine))* (?:re-?)?(?:inspection|visit)s?|re-?inspect(?:ed|ions?)|(?:be|gets?) inspected|inspected (?:again|next)|set foot|full re-?inspections?',
  ],
  // Inspectors may be back for either.
  [
    'back',
    '(?:inspectors|inspectorates|Ofsted|CQC|they)(?: and the (?:CQC|Care Quality Commission))? (?:will |are (?:due|expected|likely) to |should |can be expected to |plan to |may )?(?:return|be back|come back|call again|be in touch)',
  ],
  ['plan', '(?:priority )?action plan|hand (?:in|over) (?:its|their|the) plan'],
  [
    'other',
    'EHC plans?|EHCPs?|care plans?|strategic plan|assessments?|wait(?:s|ed|ing)?|appointments?|therap(?:y|ies|ists?)|annual reviews?|consultation|contracts?|funding|aged?|children|pupils|inspectors’ return|DfE|Department|improvement notice|government',
  ],
]
const EVENT = new RegExp(EVENTS.map(([name, source]) => `(?<${name}>\\b(?:${source})\\b)`).join('|'), 'gi')
/** What was, and what was long ago, is not what follows. */
const PAST =
  /\b(?:had|previous(?:ly)?|ago|later|afterwards|since|has (?:been|not been)|have (?:been|not been)|h[ae]s?n[’']t been|waited|were|was|took|came|spent|earlier framework|older?|fewer than|gap)\b/i
const NEGATED = /\b(?:not|no longer|neither|nor|never|no)\b|n[’']t\b|\bnot required\b/i

type Told = { event: Event; eventAt: number; eventEnd: number; how: string; count: number; unit: string; index: number; 0: string }

/** Each stretch of time in a clause with what it is a stretch to: what stands last before it, or else first after it. */
function intervalsIn(text: string): Told[] {
  if (!/(?:year|month|week|day)s?\b/i.test(text)) return []
  const events = [...text.matchAll(EVENT)].map((match) => ({
    event: (EVENTS.find(([name]) => match.groups?.[name] !== undefined)?.[0] ?? 'other') as Event,
    eventAt: match.index,
    eventEnd: match.index + match[0].length,
  }))
  return [...text.matchAll(INTERVAL)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length]
    const clauseFrom = text.slice(0, start).lastIndexOf(';') + 1
    // "and within three years a full reinspection": what follows it is meant.
    const opens = /(?:^|\band )$/i.test(text.slice(0, start))
    const next = events.find(
      (one) => one.eventAt >= end && !/[;:]/.test(text.slice(end, one.eventAt)) && !text.slice(end, one.eventAt).match(INTERVAL),
    )
    const before = events.findLast((one) => one.eventEnd <= start && one.eventAt >= clauseFrom)
    const event = opens ? (next ?? before) : (before ?? next)
    const { how = '', count = '', unit = '', half = '' } = match.groups ?? {}
    const number = /^an?$/i.test(count) ? 1 : /^\d/.test(count) ? Number(count) : NUMBERS.indexOf(count.toLowerCase()) + 1
    return event
      ? [{ ...event, how: how.toLowerCase(), count: number + (half === '' ? 0 : 0.5), unit: unit.toLowerCase(), index: start, 0: match[0] }]
      : []
  })
}

/** From what is awaited to how long, in either order. */
function spanOf(text: string, told: Told): { index: number; 0: string } {
  const [from, to] = [Math.min(told.index, told.eventAt), Math.max(told.index + told[0].length, told.eventEnd)]
  return { index: from, 0: text.slice(from, to).trimEnd() }
}

export const intervals: Check = (sentence, question, subject, now) => {
  const record = newsOf(subject, question, now)
  const { text } = sentence
  if (!record || speaksOfOther(text, question, record.areaSlug)) return []
  return intervalsIn(text).flatMap((told) => {
    const clause = text.slice(0, told.index).split(/[;:]/).at(-1) ?? ''
    if (
      told.event === 'other' ||
      PAST.test(clause.slice(-80)) ||
      /^,? (?:ago|earlier|later|after|before)\b/i.test(text.slice(told.index + told[0].length))
    )
      return []
    const said =
      told.event === 'plan'
        ? latePlan(told, record, text)
        : told.event === 'monitoring' || (told.event === 'back' && isMonitoring(told, record))
          ? wrongMonitoring(told, record, clause)
          : wrongFull(told, record)
    return said ? [finding(sentence, spanOf(text, told), said)] : []
  })
}

const nextSaid = (record: CheckedRecord): Said => ({
  rule: 'REC-NEXT',
  severity: 'error',
  suggestion: `The report says: ${record.whatFollows}`,
  reason: `The record of this inspection: ${record.sourceUrl}`,
})

function wrongFull({ how, count, unit, 0: words }: Told, record: CheckedRecord): Said | null {
  const recorded = yearsOf(record)
  if (!recorded || /^(?:has|have|had|given|gets?|got|every|once)$/.test(how)) return null
  const years = unit === 'year' ? count : unit === 'month' ? count / 12 : 0
  const held = years === recorded && !/\bat least\b/i.test(words)
  return held || unit === 'day' || (unit === 'week' && how !== 'within') ? null : nextSaid(record)
}

/** Whether it is the time in which a monitoring inspection follows this outcome. */
const isMonitoring = ({ count, unit }: Pick<Told, 'count' | 'unit'>, { outcome }: CheckedRecord): boolean =>
  outcome === LOWEST && Math.abs(count * (WEEKS[unit] ?? 0) - MONITORING_MONTHS * (WEEKS.month ?? 0)) < 1

function wrongMonitoring({ how, count, unit }: Told, record: CheckedRecord, clause: string): Said | null {
  if (!/^(?:within|in|after|until)$/.test(how) || NEGATED.test(clause)) return null
  if (record.outcome === LOWEST && Math.round(count * (WEEKS[unit] ?? 0)) === Math.round(MONITORING_MONTHS * (WEEKS.month ?? 0)))
    return null
  return { ...nextSaid(record), rule: 'REC-MONITORING' }
}

const DEADLINE = /\b(?:submit|hand|write|draw|produce|prepare|send|publish|complete|finish|agree|present|file|deliver|ready|due|must)\w*\b/i

function latePlan({ how, count, unit }: Told, record: CheckedRecord, text: string): Said | null {
  if (!/^(?:within|in|has|have|given|gets?|got|)$/.test(how) || !DEADLINE.test(text)) return null
  if (record.outcome !== LOWEST || count * (WEEKS[unit] ?? 0) <= PLAN_WEEKS_MAX) return null
  return {
    rule: 'REC-PLAN-DUE',
    severity: 'error',
    suggestion:
      'A priority action plan is due within weeks of the report (35 working days, as reported), not months or years. Say who set the deadline',
    reason: `The record says: ${record.whatFollows}. The report: ${record.sourceUrl}`,
  }
}

// ── "won’t be inspected for five years" ────────────────────────────────────────────────────────

const YEARS = `(?:${COUNT})(?: (?:more|full|clear|whole|further))* years?`
const INSPECT = '(?:inspect(?:ed|ions?|ors?)|Ofsted|re-?inspect(?:ed|ion)|set foot|scrutin\\w+)'
const FOR = `(?:for|until|in) (?:at least |another |the next |up to |the coming |a further )*(?:approximately |about |around |some |roughly )?(?:${YEARS}|20\\d\\d)\\b`
const NOT =
  "(?:wo|does|do|need|is|are|ca|should)n[’']t\\b|\\b(?:will|would|does|do|need|is|are|can|should|may) not\\b|\\bcannot\\b|\\bnot (?:need|due|be|expected|face|see|return)\\b|\\bno longer\\b|\\bno (?:more|further|other|new|full|such|need)\\b|\\b(?:safe|free|exempt|spared|immune|excused) from\\b|\\bnever\\b|\\bavoid(?:s|ed)?\\b|\\bescape[sd]?\\b|\\b(?:will|can|should|there) be no\\b"
const CLEAR_YEARS = [
  new RegExp(`(?:${NOT})[^.;]{0,60}?\\b${INSPECT}\\b[^.;]{0,50}?\\b${FOR}`, 'i'),
  new RegExp(
    `\\b${INSPECT}\\b[^.;]{0,40}?(?:${NOT})[^.;]{0,40}?\\b(?:return|returning|be seen|be back|com(?:e|ing) back|call|visit|knock)\\b[^.;]{0,40}?\\b${FOR}`,
    'i',
  ),
  new RegExp(
    `\\b${FOR.replace('(?:for|until|in) ', '')}[- ](?:without|free of|free from|clear of|off|before (?:the |its |their )?(?:next|another|any))\\b[^.;]{0,30}?\\b${INSPECT}`,
    'i',
  ),
  new RegExp(
    `\\b(?:${NUMBERS.join('|')}|\\d)[- ]year (?:break|holiday|gap|rest|respite|reprieve|exemption)\\b[^.;]{0,20}?\\b(?:from|without|between)\\b[^.;]{0,20}?\\b${INSPECT}`,
    'i',
  ),
  new RegExp(
    `\\b(?:next|another|further) (?:full )?(?:re-?)?inspection\\b[^.;]{0,30}?\\b(?:at least|no (?:sooner|earlier) than|not (?:be )?(?:for|until|before))\\b[^.;]{0,20}?(?:${YEARS}|20\\d\\d)\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:next|another|further|full) (?:full )?(?:(?:re-?)?inspection|visit)\\b[^.;]{0,30}?(?:${NOT}|\\bis not\\b)[^.;]{0,20}?\\b${FOR}`,
    'i',
  ),
  new RegExp(`\\b(?:uninspected|inspection-free|without (?:an |another |any )?inspections?)\\b[^.;]{0,20}?\\b${FOR}`, 'i'),
]

export const clearYears: Check = (sentence, question, subject, now) => {
  const record = newsOf(subject, question, now)
  if (!record || !/\byears?\b|\b20\d\d\b/i.test(sentence.text)) return []
  const match = CLEAR_YEARS.map((pattern) => pattern.exec(sentence.text)).find((one) => one !== null)
  if (!yearsOf(record) || !match || speaksOfOther(sentence.text, question, record.areaSlug)) return []
  if (
    /\b(?:h[ae][sd]n[’']t|h[ae][sd] not|have not|was not|were not|had|(?:not|n[’']t) (?:keep|mean|guarantee|promise|stop|rule out|prevent|bar|say|an? promise))\b/i.test(
      match[0],
    )
  )
    return []
  return [finding(sentence, match, nextSaid(record))]
}
