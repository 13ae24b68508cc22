/** The newsroom list's filter as it stands in the address. Pure. */
import { cleanLine } from '@/lib/text'
import { STAGES, type Stage } from '@/modules/workflow/stages'

/** Lists the desk leads to, most urgent first. */
export const SHOWS = [
  'failed',
  'left-times',
  'asked',
  'review',
  'returned',
  'approved',
  'unreviewed',
  'reminders',
  'changed',
  'no-alt',
  'mine',
  'untagged',
  'alone',
  'others',
] as const
export type StoryShow = (typeof SHOWS)[number]
export const SORTS = ['changed', 'published', 'headline'] as const
export type StorySort = (typeof SORTS)[number]

/** Stages one can ask for: a story that was updated is live. */
export const LISTED_STAGES = STAGES.filter((stage): stage is Exclude<Stage, 'updated'> => stage !== 'updated')
export type ListedStage = (typeof LISTED_STAGES)[number]

export type StoryFilter = { stage: ListedStage | null; show: StoryShow | null; q: string; sort: StorySort; page: number }

const QUERY_MAX_CHARACTERS = 200
const WORDS_MAX = 12

type Asked = Record<string, string | string[] | undefined>
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const among = <T extends string>(values: readonly T[], value: string): T | null => values.find((each) => each === value) ?? null

/** Reads the filter from the address; what it does not know it leaves out. */
export function readStoryFilter(asked: Asked): StoryFilter {
  const page = Number(one(asked.page))
  return {
    stage: among(LISTED_STAGES, one(asked.state)),
    show: among(SHOWS, one(asked.show)),
    q: cleanLine(
      one(asked.q)
        .replace(/\p{Surrogate}/gu, '')
        .slice(0, QUERY_MAX_CHARACTERS),
    ),
    sort: among(SORTS, one(asked.sort)) ?? 'changed',
    page: Number.isInteger(page) && page > 0 && page <= 100_000 ? page : 1,
  }
}

/**
 * What finds headlines with all the words of `q`, each as the beginning of a word, in any order: for to_tsquery('simple').
 * '' where `q` has no word to look for.
 */
export function headlineQuery(q: string): string {
  const words =
    q
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words)]
    .slice(0, WORDS_MAX)
    .map((word) => `${word}:*`)
    .join(' & ')
}

/** The address of the list with `change` applied; page 1 unless it says otherwise. */
export function storyFilterPath(filter: StoryFilter, change: Partial<StoryFilter> = {}): string {
  const { stage, show, q, sort, page } = { ...filter, page: 1, ...change }
  const query = new URLSearchParams()
  if (stage) query.set('state', stage)
  if (show) query.set('show', show)
  if (q) query.set('q', q)
  if (sort !== 'changed') query.set('sort', sort)
  if (page > 1) query.set('page', String(page))
  return query.size === 0 ? '/admin/articles' : `/admin/articles?${query}`
}
