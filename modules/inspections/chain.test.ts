import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { londonIsoDay } from '@/lib/dates'
import { chainOf, dayOfRecord, mayHavePlace, recordOfStory, recordsInOrder, recordWords, whenOfRecord } from './chain'
import { outcomeOfInspection } from './outcome'
import type { CaseRecord, CaseStory } from './views'

const at = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`))

function record(id: string, given: { published?: string; onsiteEnd?: string; outcome?: number; monitoring?: string } = {}): CaseRecord {
  const { published = null, onsiteEnd = null, outcome = null, monitoring } = given
  return {
    id,
    kind: monitoring === undefined ? 'full' : 'monitoring',
    onsiteStart: null,
    onsiteEnd: at(onsiteEnd),
    reportPublished: at(published),
    outcome,
    outcomeShort: monitoring ?? '',
  }
}

let numbers = 0
function story(day: string, slugs: string[], areas = 1): CaseStory {
  numbers += 1
  const tags = [...Array(areas).keys()].map((of) => ({ slug: `area-${of}`, type: 'area' }))
  return {
    number: numbers,
    slug: `story-${numbers}`,
    headline: `Story ${numbers}`,
    firstPublishedAt: new Date(`${day}T12:00:00Z`),
    tags: [...tags, ...slugs.map((slug) => ({ slug, type: slug.startsWith('outcome') ? 'outcome' : 'stage' }))],
  }
}

const failed = record('herts-2023-11', { published: '2023-11-10', outcome: 3 })
const back = record('herts-monitoring-2025-10', { monitoring: 'effective action' })
const again = record('herts-2026-10', { published: '2026-10-01', outcome: 2 })

describe('The day of a record', () => {
  it('is that of the report, else the last on site, else the end of the month its id names', () => {
    expect(dayOfRecord(record('a', { published: '2024-05-15', onsiteEnd: '2024-03-15' }))).toBe('2024-05-15')
    expect(dayOfRecord(record('a', { onsiteEnd: '2024-03-15' }))).toBe('2024-03-15')
    expect([dayOfRecord(back), dayOfRecord(record('a-2024-02'))]).toEqual(['2025-10-31', '2024-02-29'])
    expect([dayOfRecord(record('a')), dayOfRecord(record('a-2024-13'))]).toEqual([null, null])
    expect(whenOfRecord(back)).toEqual({ iso: '2025-10', words: 'October 2025' })
    expect(whenOfRecord(failed)).toEqual({ iso: '2023-11-10', words: '10 November 2023' })
  })

  it('orders them, without those that have none or no result yet', () => {
    const undated = record('a', { outcome: 1 })
    const running = record('herts-2027-01', { onsiteEnd: '2027-01-15' })
    expect(recordsInOrder([again, running, undated, back, failed])).toEqual([failed, back, again])
  })

  it('has the kind in words beside it, also of a second full inspection', () => {
    const all = [again, back, failed]
    expect(all.map((one) => recordWords(one, all))).toEqual([
      'Full reinspection: inconsistent',
      'Monitoring inspection: effective action',
      'Full inspection: widespread and/or systemic failings',
    ])
  })
})

describe('The record a story is about', () => {
  const records = [again, back, failed]

  it('is the newest that ended as the story says and was out on its day', () => {
    expect(recordOfStory(records, story('2023-11-10', ['outcome-systemic-failings']))).toBe(failed)
    expect(recordOfStory(records, story('2026-01-05', ['monitoring-effective-action']))).toBe(back)
    const earlier = record('herts-2020-01', { published: '2020-01-01', outcome: 3 })
    expect(recordOfStory([earlier, ...records], story('2023-11-09', ['outcome-systemic-failings']))).toBe(earlier)
    expect(recordOfStory([earlier, ...records], story('2024-01-01', ['outcome-systemic-failings']))).toBe(failed)
  })

  it('is that of the monitoring inspection where it names no outcome, while nothing is newer', () => {
    expect(recordOfStory(records, story('2025-12-01', ['monitoring-inspection']))).toBe(back)
    expect(recordOfStory(records, story('2026-12-01', ['monitoring-inspection']))).toBeNull()
  })

  it('is none before the first, of another outcome, of two outcomes, of two areas, or of one still to come', () => {
    expect(recordOfStory(records, story('2023-11-09', ['outcome-systemic-failings']))).toBeNull()
    expect(recordOfStory(records, story('2024-01-01', ['outcome-positive']))).toBeNull()
    expect(recordOfStory(records, story('2027-01-01', ['outcome-inconsistent', 'outcome-systemic-failings']))).toBeNull()
    expect(recordOfStory(records, story('2024-01-01', ['outcome-systemic-failings'], 2))).toBeNull()
    expect(recordOfStory(records, story('2024-01-01', ['outcome-systemic-failings', 'notification']))).toBeNull()
    expect(recordOfStory(records, story('2024-01-01', ['report-published']))).toBeNull()
  })

  it('is none where two records fit alike', () => {
    const twin = record('herts-2023-11-b', { published: '2023-11-10', outcome: 3 })
    expect(recordOfStory([failed, twin], story('2024-01-01', ['outcome-systemic-failings']))).toBeNull()
  })
})

describe('The chain', () => {
  const announced = story('2023-07-03', ['notification'])
  const result = story('2023-11-10', ['outcome-systemic-failings', 'report-published', 'priority-action-plan'])
  const look = story('2024-02-01', ['outcome-systemic-failings'])
  const plan = story('2024-03-01', ['priority-action-plan'])
  const return_ = story('2025-10-07', ['monitoring-inspection', 'notification'])
  const effective = story('2026-01-05', ['monitoring-inspection', 'monitoring-effective-action'])
  const other = story('2024-06-01', ['response-apology'])
  const stories = [effective, look, other, result, plan, return_, announced]
  const told = (current: CaseStory, records: CaseRecord[] = [failed, back]) => {
    const chain = chainOf(records, stories, current)
    return { ...chain, next: chain.next.map((entry) => entry.story), before: chain.before.map((entry) => entry.story) }
  }

  it('tells from announcement to monitoring, nearest first, one story for a result', () => {
    expect(told(announced)).toMatchObject({ next: [result, plan, return_, effective], before: [], record: null, notice: null })
    expect(told(plan)).toMatchObject({ next: [return_, effective], before: [result, announced] })
    expect(told(effective)).toMatchObject({ next: [], before: [return_, plan, result, announced], record: back })
  })

  it('does not tell a result again beside another story of it', () => {
    expect(told(look)).toMatchObject({ next: [plan, return_, effective], before: [announced], record: failed })
  })

  it('gives each entry its day, its words and its record', () => {
    const { next } = chainOf([failed, back], stories, result)
    expect(next.map(({ when, words, recordId }) => [when.words, words, recordId])).toEqual([
      ['1 March 2024', 'Priority action plan', null],
      ['7 October 2025', 'Monitoring inspection announced', null],
      ['October 2025', 'Monitoring inspection: effective action', back.id],
    ])
  })

  it('is empty for a story without a place', () => {
    expect(mayHavePlace(other)).toBe(false)
    expect(told(other)).toEqual({ record: null, before: [], next: [], notice: null })
  })

  it('says that inspectors have been back, which replaces no outcome', () => {
    expect(told(result).notice).toMatchObject({ kind: 'seen-since', about: failed, by: back, story: effective })
    expect(told(effective).notice).toBeNull()
  })

  it('says that a later full inspection replaces what a story says, also one about monitoring', () => {
    const records = [failed, back, again]
    expect(told(result, records).notice).toMatchObject({ kind: 'replaced', about: failed, by: again, story: null })
    expect(told(effective, records).notice).toMatchObject({ kind: 'replaced', about: back, by: again })
    const newest = story('2026-10-01', ['outcome-inconsistent'])
    expect(chainOf(records, [newest, ...stories], result).notice?.story).toBe(newest)
    expect(chainOf(records, stories, newest).notice).toBeNull()
  })

  it('shows no more than five before and after', () => {
    const many = [...Array(9).keys()].map((of) => story(`2024-04-0${of + 1}`, ['strategic-plan']))
    expect(chainOf([failed], many, result).next.map((entry) => entry.story)).toEqual(many.slice(0, 5))
    expect(chainOf([failed], many, many[8] ?? result).before).toHaveLength(5)
  })
})

const day = fc.integer({ min: 0, max: 1500 }).map((days) => new Date(Date.UTC(2023, 0, 1 + days)))
const someRecord = fc
  .record({
    day: fc.option(day),
    seen: fc.option(day),
    full: fc.boolean(),
    outcome: fc.integer({ min: 1, max: 3 }),
    effective: fc.boolean(),
  })
  .map(({ day: published, seen, full, outcome, effective }) => ({
    ...record('', full ? { outcome } : { monitoring: effective ? 'effective action' : 'not effective' }),
    reportPublished: published,
    onsiteEnd: seen,
  }))
const someRecords = fc.array(someRecord, { maxLength: 6 }).map((all) => all.map((one, of) => ({ ...one, id: `kent-${of}` })))
const slugs = fc.subarray([
  'outcome-positive',
  'outcome-inconsistent',
  'outcome-systemic-failings',
  'monitoring-effective-action',
  'monitoring-not-effective',
  'monitoring-inspection',
  'notification',
  'priority-action-plan',
  'report-published',
])
const someStory = fc
  .record({ day, slugs, areas: fc.constantFrom(1, 1, 1, 0, 2) })
  .map(({ day: when, slugs: named, areas }) => story(when.toISOString().slice(0, 10), named, areas))

describe('Of any records and stories', () => {
  it('a story is about a record that was out on its day and ended as it says, or about none; never by their order', () => {
    fc.assert(
      fc.property(someRecords, someStory, (records, one) => {
        const found = recordOfStory(records, one)
        expect(recordOfStory(records.toReversed(), one)).toEqual(found)
        if (!found) return
        expect((dayOfRecord(found) ?? '9') <= londonIsoDay(one.firstPublishedAt)).toBe(true)
        const named = one.tags.filter((tag) => /^(outcome|monitoring-(effective|not))/.test(tag.slug))
        expect(named.length).toBeLessThanOrEqual(1)
        if (named.length === 0) expect(found.kind).toBe('monitoring')
        const alike = records.filter(
          (other) => outcomeOfInspection(other) === outcomeOfInspection(found) && dayOfRecord(other) === dayOfRecord(found),
        )
        expect(alike).toEqual([found])
      }),
    )
  })

  it('a story before any record is about none', () => {
    fc.assert(
      fc.property(someRecords, someStory, (records, one) => {
        const early = { ...one, firstPublishedAt: new Date('2022-12-31T12:00:00Z') }
        expect(recordOfStory(records, early)).toBeNull()
        expect(chainOf(records, [], early).notice).toBeNull()
      }),
    )
  })

  it('no chain holds the story itself, a story twice, a record twice, or the record of a story of a result', () => {
    fc.assert(
      fc.property(someRecords, fc.array(someStory, { minLength: 1, maxLength: 12 }), (records, stories) => {
        for (const current of stories) {
          const { before, next, record: own, notice } = chainOf(records, stories, current)
          const entries = [...before, ...next]
          const shown = entries.map((entry) => entry.story.number)
          expect(new Set([...shown, current.number]).size).toBe(shown.length + 1)
          const ids = entries.flatMap((entry) => entry.recordId ?? [])
          expect(new Set(ids).size).toBe(ids.length)
          if (own && !current.tags.some((tag) => tag.slug === 'priority-action-plan')) expect(ids).not.toContain(own.id)
          if (notice) {
            expect(notice.about).toEqual(own)
            expect((dayOfRecord(notice.by) ?? '') > (dayOfRecord(notice.about) ?? '')).toBe(true)
            expect(notice.kind === 'replaced').toBe(notice.by.kind === 'full')
          }
        }
      }),
    )
  })
})
