/** The reports on record that a claim is held against. Pure. */
import { londonDay } from '@/lib/dates'
import type { Scope } from './claim-scope'
import type { FullKind } from './claimed-outcome'
import { OUTCOME_WORDS, outcomeOfNumber } from './outcome'
import type { CheckedRecord, RecordQuestion } from './record-question'

/** `at`: the day that counts; `out`: the day its report came out. */
export type Report = {
  slug: string
  name: string
  at: Date
  out: Date
  when: string
  sourceUrl: string
  boards: readonly string[]
  region: string
}
/** `kind` null: any outcome. `by`: which day counts. */
export type Wanted = { kind: FullKind | null; scope: Scope | null; by: 'report' | 'visit' }

const dayOf = ({ reportPublished, onsiteStart }: CheckedRecord, by: Wanted['by']): Date | null =>
  by === 'report' ? reportPublished : reportPublished && (onsiteStart ?? reportPublished)

/** Full inspections of the areas in scope with such an outcome, earliest first. */
export function reportsOf({ records, areas }: RecordQuestion, { kind, scope, by }: Wanted): Report[] {
  const bySlug = new Map(areas.map((area) => [area.slug, area]))
  return records
    .filter((one) => one.kind === 'full' && (kind === null || outcomeOfNumber(one.outcome) === kind))
    .flatMap((one): Report[] => {
      const [area, at] = [bySlug.get(one.areaSlug), dayOf(one, by)]
      if (!area || at === null || one.reportPublished === null) return []
      if (scope?.type && area.councilType.toLowerCase() !== scope.type.toLowerCase()) return []
      if (scope?.region && area.region !== scope.region) return []
      if (scope?.board && !(one.boards.includes(scope.board) && !(scope.whole && one.boards.length > 1))) return []
      if ((scope?.from && one.reportPublished < scope.from) || (scope?.to && one.reportPublished >= scope.to)) return []
      const { slug, name, region } = area
      return [
        {
          slug,
          name,
          region,
          at,
          out: one.reportPublished,
          when: londonDay(one.reportPublished),
          sourceUrl: one.sourceUrl,
          boards: one.boards,
        },
      ]
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Each area once, by its first such report. */
export const areasOnce = (reports: readonly Report[]): Report[] =>
  [...new Map([...reports].reverse().map((one) => [one.slug, one])).values()].reverse()

const NAMED_MAX = 5
/** "Halton (26 January 2024), Suffolk (30 January 2024) and 3 more" */
export function namesOf(reports: readonly Report[]): string {
  const named = reports.slice(0, NAMED_MAX).map((one) => `${one.name} (${one.when})`)
  return `${named.join(', ')}${reports.length > NAMED_MAX ? ` and ${reports.length - NAMED_MAX} more` : ''}`
}

export const hasWords = (kind: FullKind | null): string => (kind ? `the outcome “${OUTCOME_WORDS[kind]}”` : 'an inspection')
