/** The newsroom list's filter as it stands in the address. Pure. */
import { cleanLine } from '@/lib/text'
import { STATES, type State } from '@/modules/workflow/states'

/** Lists the desk leads to. */
export const SHOWS = ['mine', 'others', 'changed', 'alone'] as const
export type StoryShow = (typeof SHOWS)[number]
export const SORTS = ['changed', 'published', 'headline'] as const
export type StorySort = (typeof SORTS)[number]

export type StoryFilter = { state: State | null; show: StoryShow | null; q: string; sort: StorySort; page: number }

const QUERY_MAX_CHARACTERS = 200

type Asked = Record<string, string | string[] | undefined>
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const among = <T extends string>(values: readonly T[], value: string): T | null => values.find((each) => each === value) ?? null

/** Reads the filter from the address; what it does not know it leaves out. */
export function readStoryFilter(asked: Asked): StoryFilter {
  const page = Number(one(asked.page))
  return {
    state: among(STATES, one(asked.state)),
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

/** The address of the list with `change` applied; page 1 unless it says otherwise. */
export function storyFilterPath(filter: StoryFilter, change: Partial<StoryFilter> = {}): string {
  const { state, show, q, sort, page } = { ...filter, page: 1, ...change }
  const query = new URLSearchParams()
  if (state) query.set('state', state)
  if (show) query.set('show', show)
  if (q) query.set('q', q)
  if (sort !== 'changed') query.set('sort', sort)
  if (page > 1) query.set('page', String(page))
  return query.size === 0 ? '/admin/articles' : `/admin/articles?${query}`
}
