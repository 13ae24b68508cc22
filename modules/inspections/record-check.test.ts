import { describe, expect, it } from 'vitest'
import { checkAgainstRecord } from './record-check'
import type { CheckedRecord, RecordQuestion } from './record-question'

const day = (iso: string) => new Date(`${iso}T00:00:00Z`)
const record = (areaSlug: string, outcome: number, report: string, onsite: string): CheckedRecord => ({
  id: `${areaSlug}-${report}`,
  areaSlug,
  kind: 'full',
  onsiteStart: day(onsite),
  onsiteEnd: new Date(day(onsite).getTime() + 4 * 86_400_000),
  reportPublished: day(report),
  outcome,
  outcomeShort: '',
  whatFollows: outcome === 1 ? 'next full inspection within approximately 5 years' : 'next full inspection within approximately 3 years',
  boards: [],
  sourceUrl: `https://example.org/${areaSlug}`,
})
const areas = [
  { slug: 'northtown', name: 'Northtown', councilType: 'unitary authority', region: 'North East' },
  { slug: 'southshire', name: 'Southshire', councilType: 'county council', region: 'South West' },
  { slug: 'westbay', name: 'Westbay', councilType: 'unitary authority', region: 'South West' },
]
const boards = [
  { names: ['North Sea ICB', 'NHS North Sea'], areas: ['northtown'] },
  { names: ['South Coast ICB', 'NHS South Coast', 'NHS South Coast Integrated Care Board'], areas: ['southshire', 'westbay'] },
]
const records = [
  record('northtown', 1, '2023-09-01', '2023-06-12'),
  record('southshire', 2, '2023-10-01', '2023-07-10'),
  record('westbay', 1, '2024-05-15', '2024-03-11'),
]
const now = day('2026-06-30')
const rules = (area: string, text: string, more: Partial<RecordQuestion> = {}) => {
  const story = { headline: '', standfirst: '', paragraphs: [text] }
  const outcome = { kind: 'positive' as const, start: 2, end: 2 + text.length, text }
  return checkAgainstRecord({ story, at: day('2024-05-16'), areaSlugs: [area], outcome, areas, boards, records, ...more }, now)
}

describe('A story against the record', () => {
  it('is told of others that were first', () => {
    const [found] = rules('westbay', 'Westbay is the first unitary authority to achieve the highest outcome.')
    expect(found).toMatchObject({ rule: 'REC-FIRST', severity: 'error', text: 'first unitary authority' })
    expect(found?.suggestion).toContain('Northtown (1 September 2023)')
    expect(found?.reason).toContain('https://example.org/northtown')
  })

  it.each([
    ['westbay', 'Westbay is the first unitary authority in the South West to achieve this outcome.'],
    ['northtown', 'Northtown is the first in the region to be inspected under the framework.'],
    ['northtown', 'Northtown is the first council to receive this outcome.'],
    ['westbay', 'It was the first full inspection of the area since 2017.'],
    ['westbay', 'The inspection took place in March 2024.'],
    ['westbay', 'The inspection began in February, with planning.'],
    ['westbay', 'The next full inspection will be within approximately five years.'],
    ['westbay', 'Westbay is one of only two areas with the highest outcome so far.'],
    ['westbay', 'Westbay is the second unitary authority to achieve the highest outcome.'],
    ['westbay', 'Westbay is the first in the South West to achieve the highest outcome.'],
    ['westbay', 'Westbay is the second area with the highest outcome, and the first in the South West.'],
    ['westbay', 'Westbay is the first South West council to achieve the highest outcome.'],
    ['northtown', 'Northtown was the first council to be inspected under the framework.'],
    ['westbay', 'Inspectors were on site from 11 to 15 March 2024.'],
    ['westbay', 'The inspection ran between 26 February and 15 March.'],
    ['westbay', 'The report was published on 15 May 2024.'],
    ['westbay', 'The survey for the inspection was open from 1 to 9 March.'],
    ['westbay', 'The partnership is not required to submit a priority action plan.'],
    ['westbay', 'Westbay Council and NHS South Coast Integrated Care Board welcomed it.'],
    ['westbay', 'Leaders of NHS South Coast met those of NHS North Sea.'],
    ['westbay', 'NHS North Sea, which serves Northtown, has sent its good wishes.'],
    ['southshire', 'Southshire County Council said so.'],
  ])('says nothing of what the record bears out (%s): %s', (area, text) => {
    const at = area === 'southshire' ? day('2023-10-02') : day('2024-05-16')
    const outcome = { kind: area === 'southshire' ? ('inconsistent' as const) : ('positive' as const), start: 2, end: 2, text }
    expect(rules(area, text, { at, outcome })).toEqual([])
  })

  it.each([
    ['westbay', 'Northtown aside, Westbay is the only unitary authority with this outcome.', 'REC-ONLY'],
    ['westbay', 'The inspection took place in June.', 'REC-DATES'],
    ['westbay', 'The inspection was in March 2025.', 'REC-DATES'],
    ['westbay', 'The next full inspection will be within three years.', 'REC-NEXT'],
    ['westbay', 'Services will not be inspected again for five years.', 'REC-NEXT'],
    ['westbay', 'Westbay is one of only nine areas with the highest outcome.', 'REC-COUNT'],
    ['southshire', 'Arrangements typically lead to positive experiences and outcomes.', 'REC-OUTCOME'],
    ['westbay', 'Westbay is the third unitary authority to achieve the highest outcome.', 'REC-ORDER'],
    ['westbay', 'Westbay is the second council in the South West to achieve the highest outcome.', 'REC-ORDER'],
    ['westbay', 'Westbay, the first area to achieve the highest outcome, is in the South West.', 'REC-FIRST'],
    ['westbay', 'Westbay is the first in England to achieve the highest outcome.', 'REC-FIRST'],
    ['westbay', 'It is the first council to be inspected under the new framework.', 'REC-FIRST'],
    ['southshire', 'Southshire is the first council to be inspected under the framework.', 'REC-FIRST'],
    ['westbay', 'Inspectors were on site from 18 to 22 March 2024.', 'REC-DATES'],
    ['westbay', 'The inspection took place between 11 and 15 April.', 'REC-DATES'],
    ['westbay', 'The inspection report was published on 16 May 2024.', 'REC-REPORT'],
    ['westbay', 'The partnership will not be inspected for five years.', 'REC-NEXT'],
    ['southshire', 'The council does not need to be inspected again within five years.', 'REC-NEXT'],
    ['westbay', 'It must now submit a priority action plan.', 'REC-PLAN'],
    ['westbay', 'The council and NHS North Sea welcomed the report.', 'REC-BOARD'],
    ['westbay', 'Westbay County Council welcomed the report.', 'REC-COUNCIL'],
  ])('says so (%s): %s → %s', (area, text, rule) => {
    const at = area === 'southshire' ? day('2023-10-02') : day('2024-05-16')
    const kind = area === 'southshire' && rule !== 'REC-OUTCOME' ? 'inconsistent' : 'positive'
    const found = rules(area, text, { at, outcome: { kind, start: 2, end: 2 + text.length, text } })
    expect(found.map((one) => one.rule)).toEqual([rule])
    // What the record says, and where that is from.
    expect(found[0]?.suggestion).not.toBe('')
    expect(found[0]?.reason).toContain('https://example.org/')
  })

  it('does not hold an old record against a new story', () => {
    expect(rules('westbay', 'The inspection took place in June.', { at: day('2026-06-01') })).toEqual([])
  })
})
