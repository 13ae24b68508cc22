import { describe, expect, it } from 'vitest'
import { areaCoverage, beginningOf, beginStoryPath, outcomeCoverage, type RecordRow } from './coverage'

const record = (areaSlug: string, day: string, outcome: number | null, outcomeShort = ''): RecordRow => ({
  id: `${areaSlug}-${day.slice(0, 7)}`,
  areaSlug,
  kind: outcome === null ? 'monitoring' : 'full',
  onsiteStart: null,
  onsiteEnd: null,
  reportPublished: new Date(day),
  outcome,
  outcomeShort,
})
const area = (slug: string) => ({ slug, name: slug, region: 'North West', hex: null })
const at = (iso: string) => new Date(iso)
const records = [
  record('ada', '2024-03-01', 2),
  record('ada', '2026-03-01', 1),
  record('bly', '2025-05-01', 3),
  record('cod', '2026-06-01', 3),
  record('dun', '2025-01-10', 2),
  record('dun', '2026-05-10', null, 'effective action'),
]
const told = [
  { area: 'ada', tag: 'outcome-inconsistent', newest: at('2024-03-01T09:00:00Z') },
  { area: 'ada', tag: 'outcome-positive', newest: at('2026-02-27T09:00:00Z') },
  { area: 'bly', tag: 'outcome-systemic-failings', newest: at('2025-04-30T23:30:00Z') },
  { area: 'dun', tag: 'monitoring-effective-action', newest: at('2026-06-01T09:00:00Z') },
]
const stories = ['ada', 'bly', 'dun'].map((one) => ({ area: one, stories: 2, newest: at('2026-06-01T09:00:00Z') }))
const all = areaCoverage(['ada', 'bly', 'cod', 'dun', 'elm'].map(area), { records, told, areas: stories })

describe('Coverage', () => {
  it('goes by the newest record with a result: told by a story with its outcome, on its London day or later', () => {
    expect(Object.fromEntries(all.map((one) => [one.slug, one.state]))).toEqual({
      ada: 'behind',
      // 1 May in London already.
      bly: 'told',
      cod: 'none',
      dun: 'told',
      elm: 'no-record',
    })
  })

  it('lists gaps first, the newest record first', () => {
    expect(all.map((one) => one.slug)).toEqual(['cod', 'ada', 'bly', 'dun', 'elm'])
  })

  it('counts for each outcome the records, and those told', () => {
    expect(outcomeCoverage({ records, told })).toMatchObject([
      { kind: 'positive', records: 1, told: 0 },
      { kind: 'inconsistent', records: 2, told: 1 },
      { kind: 'failings', records: 2, told: 1 },
      { kind: 'effective', records: 1, told: 1 },
      { kind: 'not-effective', records: 0, told: 0 },
    ])
  })

  it('begins a story with area, outcome, stage and form', () => {
    expect(beginStoryPath(beginningOf('cod', 'failings'))).toBe(
      '/admin/articles/new?form=result&tag=area-cod&tag=outcome-systemic-failings&tag=full-inspection',
    )
    expect(beginningOf('dun', 'effective')).toMatchObject({ form: 'monitoring' })
  })
})
