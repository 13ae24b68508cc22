/** How good lists are, measured by hand-made grades. Pure. */
import type { Judgement } from './set'

/** Links that count. */
export const DEPTH = 5

/** `ndcg`: mean, 0 to 1, over stories under which something belongs. `sound`: share of lists whose every link is at least reasonable. */
export type Quality = { lists: number; ndcg: number; sound: number; fill: number; links: number; poor: string[] }

/** What each link is worth: a story told twice, or the story being read told again, is worth nothing. */
export function gradesOf({ story, grades }: Judgement, list: readonly string[], original: (id: string) => string): number[] {
  const told = new Set([original(story)])
  return list.slice(0, DEPTH).map((id) => {
    if (told.has(original(id))) return 0
    told.add(original(id))
    return grades.get(original(id)) ?? grades.get(id) ?? 0
  })
}

/** Gain 2^grade - 1, discounted by the place. */
const dcg = (grades: readonly number[]): number => grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0)

function best({ grades }: Judgement): number[] {
  return [...grades.values()].sort((a, b) => b - a).slice(0, DEPTH)
}

/** nDCG@5 of one list; null where nothing belongs under the story. */
export function ndcgOf(judgement: Judgement, grades: readonly number[]): number | null {
  const ideal = dcg(best(judgement))
  return ideal === 0 ? null : dcg(grades) / ideal
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)

/** An empty list is sound: nothing in it is unreasonable; `fill` and nDCG are what it loses. */
export function qualityOf(
  judgements: readonly Judgement[],
  listOf: (story: string) => readonly string[],
  original: (id: string) => string,
): Quality {
  const judged = judgements.map((judgement) => {
    const list = listOf(judgement.story).slice(0, DEPTH)
    return { judgement, list, grades: gradesOf(judgement, list, original) }
  })
  return {
    lists: judged.length,
    ndcg: mean(judged.flatMap(({ judgement, grades }) => ndcgOf(judgement, grades) ?? [])),
    sound: mean(judged.map(({ grades }) => (grades.every((grade) => grade > 0) ? 1 : 0))),
    fill: mean(judged.map(({ grades }) => grades.length / DEPTH)),
    links: judged.reduce((sum, { grades }) => sum + grades.length, 0),
    poor: judged.flatMap(({ judgement, list, grades }) =>
      list.flatMap((id, at) => (grades[at] === 0 ? [`${judgement.story} ← ${id}`] : [])),
    ),
  }
}
