import type { LinkState } from './link-state'

/** Where in a story a link stands. */
export type LinkPlace = 'text' | 'source' | 'related'

export type LinkHolder = { id: string; number: number; slug: string; headline: string; places: LinkPlace[] }

/** One link of the report. `own`: a page of this site. */
export type ReportedLink = {
  url: string
  own: boolean
  state: LinkState
  httpStatus: number | null
  movedTo: string | null
  detail: string
  checkedAt: Date | null
  okAt: Date | null
  since: Date | null
  leftBy: string | null
  leftAt: Date | null
  /** Live stories that hold it now, newest first; at most HOLDERS_SHOWN. */
  holders: LinkHolder[]
  holdersTotal: number
}

/** The report's lists: a state, or what somebody decided to leave. */
export const LINK_LISTS = ['broken', 'moved', 'unreachable', 'refused', 'left'] as const
export type LinkList = (typeof LINK_LISTS)[number]

export type LinkReport = {
  list: LinkList
  items: ReportedLink[]
  total: number
  page: number
  pages: number
  counts: Record<LinkList, number>
  /** Links that live stories hold, those that answer well among them, and those that no check has seen. */
  all: number
  good: number
  unchecked: number
}

/** The check that is under way, or the last one. */
export type LinkProgress = {
  running: boolean
  startedAt: Date | null
  finishedAt: Date | null
  startedBy: string
  due: number
  checked: number
  /** '' before the first check and after one that was cut off. */
  outcome: '' | 'done' | 'no network' | 'not all'
}
