/** "The first unitary authority to …", "the third area to …", "one of only twelve areas …", against the record. Pure. */
import { londonDay } from '@/lib/dates'
import { OUTCOME_WORDS, type OutcomeKind, outcomeOfNumber } from './outcome'
import { type Check, DAY_MS, finding, ownArea, type RecordedArea, type RecordQuestion } from './record-question'

const ORDINALS = 'second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')
const AREA_WORD =
  'unitary(?: authority| council)?|county(?: council)?|London borough|metropolitan (?:borough|district|council|authority)|local authority|council|area partnership|local area partnership|local area|area|authority|partnership|place'
const BETWEEN = '(?:(?!full|time|inspection|report|area SEND inspection)[\\w-]+\\s+){0,3}?'
const PLACE =
  '(?:the )?(?:South West|South East|North West|North East|East Midlands|West Midlands|East of England|Yorkshire|London|region|country|England)'
const CLAIM = new RegExp(
  `\\b(first|only)\\s+(?:${BETWEEN}(${AREA_WORD})\\b|(?:one )?in ${PLACE}\\b(?= to\\b| with\\b| that\\b| which\\b| so\\b))`,
  'i',
)
const OF_OUTCOME =
  /\b(?:result|outcome|rating|judge?ment|grade|framework|inspection|inspected|positive|inconsistent|highest|top|best|achieve|achieved|awarded|receive[d]?)\b/i
/** "the first to be inspected" says nothing of an outcome. */
const OF_INSPECTION = /\bto (?:be|have been) inspected\b/i
const TYPES: readonly [RegExp, string][] = [
  [/^unitary/i, 'unitary authority'],
  [/^county/i, 'county council'],
  [/^london borough/i, 'London borough'],
  [/^metropolitan/i, 'metropolitan district'],
]
const REGION =
  'South West|South East|North West|North East|East Midlands|West Midlands|East of England|Yorkshire(?: and the Humber)?|London(?! borough)'
const REGIONS = new RegExp(`\\b(?:in|of|across) (?:the )?(${REGION}|region)\\b|\\b(?:first|only|${ORDINALS.join('|')}) (${REGION})\\b`, 'i')
const NAMED_MAX = 5

/** Of which areas a claim speaks: of one type of council, of one region, or of all. The next clause speaks for itself. */
function scopeOf(sentence: string, match: RegExpExecArray, own: RecordedArea | undefined) {
  const noun = match[2] ?? ''
  const end = match.index + match[0].length
  const text = sentence.slice(0, end + (/[,;:]/.exec(sentence.slice(end))?.index ?? sentence.length))
  return { type: TYPES.find(([pattern]) => pattern.test(noun))?.[1] ?? null, region: regionOf(text, own) }
}

export const claimOfFirst: Check = (sentence, question, subject, now) => {
  const match = CLAIM.exec(sentence.text)
  const kind = OF_INSPECTION.test(sentence.text) ? null : question.outcome?.kind
  if (!match || kind === undefined || !OF_OUTCOME.test(sentence.text)) return null
  const { type, region } = scopeOf(sentence.text, match, ownArea(question))
  const before = match[1]?.toLowerCase() === 'first'
  const cutoff = (before ? subject?.reportPublished : null) ?? question.at ?? now
  const others = reportsOf(question, { kind, type, region, cutoff, except: question.areaSlugs[0] ?? '' })
  if (others.length === 0) return null
  const who = others.slice(0, NAMED_MAX).map((one) => `${one.name} (${one.when})`)
  const more = others.length > who.length ? ` and ${others.length - who.length} more` : ''
  const has = kind ? `the outcome “${OUTCOME_WORDS[kind]}”` : 'an inspection'
  return finding(sentence, match, {
    rule: before ? 'REC-FIRST' : 'REC-ONLY',
    severity: 'error',
    suggestion: `Not the ${match[1]?.toLowerCase()}: the record has ${who.join(', ')}${more}${before ? ' before' : ''}`,
    reason: `${others.length} ${type ?? 'area'}${others.length === 1 ? ' has' : 's have'} ${has} ${before ? `in reports before ${londonDay(cutoff)}` : `by ${londonDay(cutoff)}`}${region ? ` in ${region}` : ''}: ${others[0]?.sourceUrl ?? ''}`,
  })
}

function regionOf(text: string, own: RecordedArea | undefined): string | null {
  const found = REGIONS.exec(text)
  const named = found?.[1] ?? found?.[2]
  if (!named) return null
  if (/^region$/i.test(named)) return own?.region ?? null
  return /^yorkshire/i.test(named) ? 'Yorkshire and the Humber' : named
}

/** `kind` null: any outcome. */
type Wanted = { kind: OutcomeKind | null; type: string | null; region: string | null; cutoff: Date; except: string }

/** Other areas with such a report out before `cutoff`, earliest first. */
function reportsOf({ records, areas }: RecordQuestion, { kind, type, region, cutoff, except }: Wanted) {
  const bySlug = new Map(areas.map((area) => [area.slug, area]))
  return records
    .filter((one) => one.kind === 'full' && (kind === null || outcomeOfNumber(one.outcome) === kind) && one.areaSlug !== except)
    .flatMap((one) => {
      const area = bySlug.get(one.areaSlug)
      if (!area || one.reportPublished === null || one.reportPublished >= cutoff) return []
      if ((type && area.councilType.toLowerCase() !== type.toLowerCase()) || (region && area.region !== region)) return []
      return [{ slug: area.slug, name: area.name, when: londonDay(one.reportPublished), at: one.reportPublished, sourceUrl: one.sourceUrl }]
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

// ── "the third council to …" ───────────────────────────────────────────────────────────────────

const ORDINAL = new RegExp(`\\b(${ORDINALS.join('|')})\\s+${BETWEEN}(${AREA_WORD})\\b(?= to\\b| in\\b| with\\b)`, 'i')

export const claimOfOrder: Check = (sentence, question, subject) => {
  const match = ORDINAL.exec(sentence.text)
  const kind = OF_INSPECTION.test(sentence.text) ? null : question.outcome?.kind
  if (!match || kind === undefined || !subject?.reportPublished || !OF_OUTCOME.test(sentence.text)) return null
  const said = ORDINALS.indexOf((match[1] ?? '').toLowerCase()) + 2
  const { type, region } = scopeOf(sentence.text, match, ownArea(question))
  const cutoff = subject.reportPublished
  const others = reportsOf(question, { kind, type, region, cutoff, except: question.areaSlugs[0] ?? '' })
  const before = new Set(others.map(({ slug }) => slug)).size
  // Several reports may come out on one day.
  const sameDay = reportsOf(question, {
    kind,
    type,
    region,
    cutoff: new Date(cutoff.getTime() + 1),
    except: question.areaSlugs[0] ?? '',
  }).length
  if (said > before && said <= 1 + Math.max(before, sameDay)) return null
  return finding(sentence, match, {
    rule: 'REC-ORDER',
    severity: 'error',
    suggestion: `The record has ${before} ${before === 1 ? 'report' : 'reports'} like it before ${londonDay(cutoff)}`,
    reason: `${
      others
        .slice(-NAMED_MAX)
        .map((one) => `${one.name} (${one.when})`)
        .join(', ') || 'None'
    }. The report: ${subject.sourceUrl}`,
  })
}

// ── "one of only twelve areas …" ───────────────────────────────────────────────────────────────

const NUMBERS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const COUNT = new RegExp(
  `\\b(?:one of|just|only)(?: (?:just|only|the))?\\s+(${NUMBERS.slice(1).join('|')}|\\d{1,3})\\s+(?:local )?(?:areas?|authorities|councils|partnerships|area partnerships)\\b[^.;]{0,90}\\b(?:outcome|rating|result|positive|inconsistent|failings|highest|top|best|lowest)`,
  'i',
)

export const claimOfCount: Check = (sentence, question, subject, now) => {
  const match = COUNT.exec(sentence.text)
  const kind = question.outcome?.kind
  if (!match || !kind) return null
  const said = /^\d/.test(match[1] ?? '') ? Number(match[1]) : NUMBERS.indexOf((match[1] ?? '').toLowerCase()) + 1
  const cutoff = new Date((subject?.reportPublished ?? question.at ?? now).getTime() + DAY_MS)
  const region = regionOf(sentence.text, ownArea(question))
  const counted = reportsOf(question, { kind, type: null, region, cutoff, except: '' })
  if (counted.length === said) return null
  return finding(sentence, match, {
    rule: 'REC-COUNT',
    severity: 'warning',
    suggestion: `The record has ${counted.length} reports with this outcome by ${londonDay(cutoff)}${region ? ` in ${region}` : ''}`,
    reason: `Counted in the inspection record. Say which day a count goes by. The newest of them: ${counted.at(-1)?.sourceUrl ?? ''}`,
  })
}
