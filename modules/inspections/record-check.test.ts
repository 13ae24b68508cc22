import { describe, expect, it } from 'vitest'
import { type CheckedRecord, checkAgainstRecord, type RecordQuestion } from './record-check'

const day = (iso: string) => new Date(`${iso}T00:00:00Z`)
const record = (areaSlug: string, outcome: number, report: string, onsite: string): CheckedRecord => ({
  id: `${areaSlug}-${report}`,
  areaSlug,
  kind: 'full',
  onsiteStart: day(onsite),
  onsiteEnd: new Date(day(onsite).getTime() + 4 * 86_400_000),
  reportPublished: day(report),
  outcome,
  whatFollows: outcome === 1 ? 'next full inspection within approximately 5 years' : 'next full inspection within approximately 3 years',
  boards: [],
  sourceUrl: `https://example.org/${areaSlug}`,
})
const areas = [
  { slug: 'northtown', name: 'Northtown', councilType: 'unitary authority', region: 'North East' },
  { slug: 'southshire', name: 'Southshire', councilType: 'county council', region: 'South West' },
  { slug: 'westbay', name: 'Westbay', councilType: 'unitary authority', region: 'South West' },
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
  return checkAgainstRecord({ story, at: day('2024-05-16'), areaSlugs: [area], outcome, areas, records, ...more }, now)
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
    ['westbay', 'Westbay is the first in the region to be inspected under the framework.'],
    ['northtown', 'Northtown is the first council to receive this outcome.'],
    ['westbay', 'It was the first full inspection of the area since 2017.'],
    ['westbay', 'The inspection took place in March 2024.'],
    ['westbay', 'The inspection began in February, with planning.'],
    ['westbay', 'The next full inspection will be within approximately five years.'],
    ['westbay', 'Westbay is one of only two areas with the highest outcome so far.'],
  ])('says nothing of what the record bears out (%s): %s', (area, text) => expect(rules(area, text)).toEqual([]))

  it.each([
    ['westbay', 'Northtown aside, Westbay is the only unitary authority with this outcome.', 'REC-ONLY'],
    ['westbay', 'The inspection took place in June.', 'REC-DATES'],
    ['westbay', 'The inspection was in March 2025.', 'REC-DATES'],
    ['westbay', 'The next full inspection will be within three years.', 'REC-NEXT'],
    ['westbay', 'Services will not be inspected again for five years.', 'REC-NEXT'],
    ['westbay', 'Westbay is one of only nine areas with the highest outcome.', 'REC-COUNT'],
    ['southshire', 'Arrangements typically lead to positive experiences and outcomes.', 'REC-OUTCOME'],
  ])('says so (%s): %s → %s', (area, text, rule) => {
    const at = area === 'southshire' ? day('2023-10-02') : day('2024-05-16')
    expect(rules(area, text, { at }).map((one) => one.rule)).toEqual([rule])
  })

  it('does not hold an old record against a new story', () => {
    expect(rules('westbay', 'The inspection took place in June.', { at: day('2026-06-01') })).toEqual([])
  })
})
