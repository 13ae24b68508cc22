/** The counts, firsts and intervals in the demo stories, worked out again from the record. */
import { describe, expect, it } from 'vitest'
import { plainText } from '@/modules/articles/body'
import { areas, daysBetween, forums, type InspectionRow, inspections, median, type Outcome, reportedBy } from './record'
import { readStoryFiles, storyBody } from './story-file'

const stories = new Map(readStoryFiles().map((story) => [story.slug, story]))
const END = '2026-06-26'
const POSITIVE: Outcome = 'Typically positive'
const MIDDLE: Outcome = 'Inconsistent'
const FAILINGS: Outcome = 'Widespread and/or systemic failings'

/** Headline, standfirst and body as one text, table cells divided by bars. */
function words(slug: string): string {
  const story = stories.get(slug)
  if (!story) throw new Error(`There is no story ${slug}`)
  const tables = story.body.flatMap((part) => (typeof part !== 'string' && 'table' in part ? part.table.map((row) => row.join(' | ')) : []))
  return [story.headline, story.standfirst, plainText(storyBody(story)), ...tables].join('\n')
}

const says = (slug: string, ...phrases: string[]): void => {
  for (const phrase of phrases) expect(words(slug)).toContain(phrase)
}

const row = (id: string): InspectionRow => {
  const found = inspections.find((inspection) => inspection.id === id)
  if (!found) throw new Error(`There is no inspection ${id}`)
  return found
}
const wait = (inspection: InspectionRow): number => daysBetween(inspection.onsiteEnd, inspection.published)
const having = (rows: InspectionRow[], outcome: Outcome): number => rows.filter((inspection) => inspection.outcome === outcome).length
/** The how-manieth with its outcome a report was on its day. */
const rank = (id: string, within: (inspection: InspectionRow) => boolean = () => true): number => {
  const at = row(id)
  return (
    reportedBy(at.published)
      .filter((inspection) => inspection.outcome === at.outcome && within(inspection))
      .findIndex((inspection) => inspection.id === id) + 1
  )
}
const sameRegion =
  (id: string) =>
  (inspection: InspectionRow): boolean =>
    inspection.region === row(id).region
function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
const share = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`

describe('the figures in the demo stories', () => {
  it('count all inspections to 26 June 2026', () => {
    const all = reportedBy(END)
    const inspected = new Set(all.map((inspection) => inspection.area)).size
    expect([all.length, inspected, areas.length - inspected]).toEqual([97, 96, 57])
    says('fifty-seven-areas-to-go', 'Fifty-seven areas to go', `${inspected} of England’s ${areas.length}`, 'Ninety-seven full inspections')
    for (const outcome of [POSITIVE, MIDDLE, FAILINGS])
      says('fifty-seven-areas-to-go', `${outcome} | ${having(all, outcome)} | ${share(having(all, outcome), all.length)}`)
    for (const [label, year] of [
      ['2023', '2023'],
      ['2024', '2024'],
      ['2025', '2025'],
      ['2026, to 26 June', '2026'],
    ] as const) {
      const ofYear = all.filter((inspection) => inspection.published.startsWith(year))
      says(
        'fifty-seven-areas-to-go',
        [label, having(ofYear, POSITIVE), having(ofYear, MIDDLE), having(ofYear, FAILINGS), ofYear.length].join(' | '),
      )
    }
  })

  it('agree with the official total for 2023 and 2024', () => {
    const official = inspections.filter((inspection) => inspection.full && /^202[34]/.test(inspection.onsiteStart))
    expect([official.length, having(official, POSITIVE), having(official, MIDDLE), having(official, FAILINGS)]).toEqual([54, 14, 26, 14])
    says('fifty-seven-areas-to-go', '54, of which 14, 26 and 14')
    expect(official.filter((inspection) => inspection.published >= '2025').length).toBe(5)
    says('inspections-to-the-end-of-2025', 'five of their reports came out in 2025')
  })

  it('count to the end of 2025 in the story that was replaced', () => {
    const all = reportedBy('2025-12-31')
    expect(new Set(all.map((inspection) => inspection.area)).size).toBe(76)
    for (const outcome of [POSITIVE, MIDDLE, FAILINGS])
      says('inspections-to-the-end-of-2025', `${outcome} | ${having(all, outcome)} | ${share(having(all, outcome), all.length)}`)
    const shares = ['2023', '2024', '2025'].map((year) => {
      const ofYear = all.filter((inspection) => inspection.published.startsWith(year))
      return share(having(ofYear, FAILINGS), ofYear.length)
    })
    says('inspections-to-the-end-of-2025', `${shares[0]}, ${shares[1]} and ${shares[2]}`, `${areas.length - 76} have still`)
  })

  it('count the latest report of each area by region', () => {
    const latest = [...new Map(reportedBy(END).map((inspection) => [inspection.area, inspection])).values()]
    for (const region of new Set(areas.map((area) => area.region))) {
      const here = latest.filter((inspection) => inspection.region === region)
      const size = areas.filter((area) => area.region === region).length
      says(
        'inspections-by-region',
        [region, size, here.length, having(here, POSITIVE), having(here, MIDDLE), having(here, FAILINGS)].join(' | '),
      )
    }
    expect(
      having(
        latest.filter((inspection) => inspection.region === 'London'),
        POSITIVE,
      ) * 3,
    ).toBeGreaterThan(having(latest, POSITIVE))
  })
})

describe('the waits in the demo stories', () => {
  it('measure the wait for a report', () => {
    const dated = reportedBy(END).filter((inspection) => inspection.onsiteEnd !== '')
    expect(dated.length).toBe(95)
    says('how-long-areas-wait-for-reports', '95 of the 97', `Over all years it is ${median(dated.map(wait))} days`)
    for (const [label, year] of [
      ['2023', '2023'],
      ['2024', '2024'],
      ['2025', '2025'],
      ['2026, to 26 June', '2026'],
    ] as const) {
      const waits = dated.filter((inspection) => inspection.published.startsWith(year)).map(wait)
      says(
        'how-long-areas-wait-for-reports',
        `${label} | ${waits.length} | ${Math.min(...waits)} days | ${median(waits)} days | ${Math.max(...waits)} days`,
      )
    }
    const medians = [POSITIVE, MIDDLE, FAILINGS].map((outcome) =>
      median(dated.filter((inspection) => inspection.outcome === outcome).map(wait)),
    )
    says(
      'how-long-areas-wait-for-reports',
      `${medians[0]} days for typically positive reports, ${medians[1]} for inconsistent ones and ${medians[2]} for`,
    )
    const order = [...dated].sort((a, b) => wait(a) - wait(b)).map((inspection) => inspection.area)
    expect([order[0], order[1], order.at(-1), order.at(-2)]).toEqual(['Rotherham', 'Redbridge', 'Sutton', 'North Yorkshire'])
    says('three-weeks-of-an-inspection', 'within 67 days', 'took 41 days, the slowest 147')
  })

  it.each([
    ['hertfordshire-systemic-failings', 'hertfordshire-2023-11', 119],
    ['rotherham-typically-positive', 'rotherham-2024-11', 41],
    ['sheffield-systemic-failings', 'sheffield-2025-06', 102],
    ['ealing-inconsistent', 'ealing-2025-11', 52],
    ['essex-inconsistent', 'essex-2026-05', 117],
    ['cornwall-and-warrington-first-reports', 'cornwall-2023-05', 84],
    ['four-reports-in-one-day', 'wokingham-2026-05', 108],
    ['four-reports-in-one-day', 'sefton-2026-05', 66],
    ['june-2026-five-reports', 'sutton-2026-06', 147],
    ['june-2026-five-reports', 'st-helens-2026-06', 133],
    ['june-2026-five-reports', 'leeds-2026-06', 48],
  ])('say in %s how long %s took', (slug, id, days) => {
    expect(wait(row(id))).toBe(days)
    expect(words(slug)).toMatch(new RegExp(`\\b${days}\\b`))
  })
})

describe('the claims in the demo stories', () => {
  it('claim no first, fifth or twelfth that the record denies', () => {
    expect(rank('nottinghamshire-2023-05')).toBe(1)
    expect(reportedBy('2023-05-16').length - 1).toBe(3)
    expect(rank('hertfordshire-2023-11')).toBe(5)
    expect(rank('hertfordshire-2023-11', sameRegion('hertfordshire-2023-11'))).toBe(1)
    expect(rank('dorset-2024-05')).toBe(9)
    expect(rank('dorset-2024-05', sameRegion('dorset-2024-05'))).toBe(1)
    expect(rank('derbyshire-2024-11')).toBe(13)
    expect(rank('derbyshire-2024-11', sameRegion('derbyshire-2024-11'))).toBe(4)
    expect(rank('rotherham-2024-11')).toBe(12)
    expect(rank('rotherham-2024-11', sameRegion('rotherham-2024-11'))).toBe(2)
    expect(rank('sheffield-2025-06')).toBe(17)
    expect(rank('sheffield-2025-06', sameRegion('sheffield-2025-06'))).toBe(1)
    const yorkshire = reportedBy('2025-06-23').filter(sameRegion('sheffield-2025-06'))
    expect(yorkshire.map((inspection) => inspection.area)).toEqual(['Hull', 'Wakefield', 'North Yorkshire', 'Rotherham'])
  })

  it('are right that Rotherham’s was the quickest report when it came out', () => {
    const waits = reportedBy('2024-11-14')
      .filter((inspection) => inspection.onsiteEnd !== '')
      .map(wait)
    expect(Math.min(...waits)).toBe(wait(row('rotherham-2024-11')))
  })
})

describe('the comparisons in the demo stories', () => {
  it('name the unitary councils before Dorset', () => {
    const unitary = new Set(areas.filter((area) => area.type === 'unitary authority').map((area) => area.short_name))
    const before = reportedBy('2024-05-14').filter((inspection) => inspection.outcome === POSITIVE && unitary.has(inspection.area))
    const note = stories.get('dorset-typically-positive')?.told?.now ?? ''
    expect(before.map((inspection) => inspection.area)).toEqual([
      'Hartlepool',
      'Brighton and Hove',
      'Telford and Wrekin',
      'Rutland',
      'Middlesbrough',
    ])
    for (const { area } of before) expect(note).toContain(area)
  })

  it('give England’s shares on the day of Tameside’s report', () => {
    const all = reportedBy('2025-07-03')
    const [failings, middle, positive] = [FAILINGS, MIDDLE, POSITIVE].map((outcome) => share(having(all, outcome), all.length))
    says('greater-manchester-five-reports', `${failings}, ${middle} and ${positive} of ${all.length} reports`)
  })

  it('are right about South Yorkshire standing alone', () => {
    const byBoard = groupBy(
      reportedBy('2026-05-20').flatMap((inspection) => inspection.boards.map((board) => ({ board, inspection }))),
      (pair) => pair.board,
    )
    const apart = [...byBoard].filter(([, pairs]) => {
      const outcomes = new Set(pairs.map((pair) => pair.inspection.outcome))
      return outcomes.has(POSITIVE) && outcomes.has(FAILINGS) && !outcomes.has(MIDDLE)
    })
    expect(apart.map(([board]) => board)).toEqual(['South Yorkshire ICB'])
  })

  it('are right about the busiest days and months', () => {
    const days = groupBy(reportedBy(END), (inspection) => inspection.published)
    const most = [...days].sort((a, b) => b[1].length - a[1].length).map(([day, rows]) => [day, rows.length])
    expect(most.slice(0, 2)).toEqual([
      ['2026-05-18', 4],
      ['2025-02-04', 3],
    ])
    const months = groupBy(reportedBy(END), (inspection) => inspection.published.slice(0, 7))
    const mostlyFailing = [...months].filter(([, rows]) => having(rows, FAILINGS) * 2 > rows.length).map(([month]) => month)
    expect(mostlyFailing.slice(-2)).toEqual(['2025-07', '2026-06'])
  })

  it('know how many forums are known', () => says('finding-your-forum', `${forums.length} names`))

  it('list the areas whose three years are up', () => {
    const again = new Set(
      reportedBy(END)
        .filter((_, at, all) => all.slice(0, at).some((earlier) => earlier.area === all[at]?.area))
        .map((inspection) => inspection.area),
    )
    const due = reportedBy('2023-11-30').filter((inspection) => inspection.outcome !== POSITIVE && !again.has(inspection.area))
    expect(stories.get('who-is-due-again')?.records).toEqual(due.map((inspection) => inspection.id))
    expect([...again]).toEqual(['Cornwall'])
  })
})
