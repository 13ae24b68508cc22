/** The sections of the map of related news: their names, their words, and what makes a story stand in one. Pure. */
import { z } from 'zod'

export const MAP_SECTIONS = ['orphans', 'dead-ends', 'hubs', 'weakest', 'gone-pins', 'expired-pins', 'dead-links', 'thin-tags'] as const
export type MapSection = (typeof MAP_SECTIONS)[number]

/** Rows on one page of a section. */
export const MAP_ROWS = 10
/** A hub stands under at least so many stories … */
export const HUB_LISTS_MIN = 10
/** … and under so many times as many as a story does on average. */
export const HUB_TIMES_AVERAGE = 2.5
/** The newest stories whose lists are asked for anew, for the weakest links. */
export const WEAKEST_LISTS = 100
/** Weakest links that are shown at all. */
export const WEAKEST_LINKS_MAX = 50
/** A story needs so many tags that can relate. */
export const RELATING_TAGS_MIN = 2
/** A tag is broad when it is on at least this part of the live stories, and on so many of them. */
export const BROAD_SHARE = 0.1
export const BROAD_STORIES_MIN = 20

/** `count`: what the summary says; `lead`: what stands above the table, and what a press in it does. */
type Words = { title: string; count: (count: number) => string; none: string; lead: string }

const counted = (one: string, many: string) => (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

export const MAP_WORDS: Record<MapSection, Words> = {
  orphans: {
    title: 'Orphans: stories no list shows',
    count: counted('orphan', 'orphans'),
    none: 'Every live story is in the list of another one.',
    lead: 'Readers come to these only by search, a tag or the newest stories. One press pins such a story in the list of one that shares most with it; the last link of a full list makes room.',
  },
  'dead-ends': {
    title: 'Dead ends: lists without a link',
    count: counted('dead end', 'dead ends'),
    none: 'Every live story has a link to go on with.',
    lead: 'Nothing that can relate is shared closely enough. One press pins a story in the list; a tag helps every story that shares it.',
  },
  hubs: {
    title: 'Hubs: stories that many lists show',
    count: counted('hub', 'hubs'),
    none: `No story is in as many as ${HUB_LISTS_MIN} lists and in ${HUB_TIMES_AVERAGE} times as many as others are.`,
    lead: `In at least ${HUB_LISTS_MIN} lists, and in at least ${HUB_TIMES_AVERAGE} times as many as a story is on average. One press keeps the two stories out of each other’s lists, and both lists fill again.`,
  },
  weakest: {
    title: 'Weakest links',
    count: counted('weakest link', 'weakest links'),
    none: 'No link was chosen by its score.',
    lead: `The links worth least after age, of those chosen by score in the lists of the ${WEAKEST_LISTS} newest stories, asked for just now. One press keeps the two stories out of each other’s lists, and both lists fill again.`,
  },
  'gone-pins': {
    title: 'Pins to stories readers do not have',
    count: counted('pin to a story that is gone', 'pins to stories that are gone'),
    none: 'Every pin leads to a live story.',
    lead: 'Withdrawn, not published yet, or deleted: readers see the next link instead. The pin comes back when the story does, unless it is taken off.',
  },
  'expired-pins': {
    title: 'Pins past their day',
    count: counted('expired pin', 'expired pins'),
    none: 'No pin is past its last day.',
    lead: 'Readers no longer see these. Taking one off changes no list and tidies the story.',
  },
  'dead-links': {
    title: 'Dead links to other sites',
    count: counted('dead link', 'dead links'),
    none: 'Every link to another site in a related list answers.',
    lead: 'The nightly check found these dead, and readers no longer see them. One comes back by itself when it answers, unless it is removed.',
  },
  'thin-tags': {
    title: 'Too few tags, or only broad ones',
    count: counted('story with thin tags', 'stories with thin tags'),
    none: 'Every live story has tags enough to be related by.',
    lead: `Fewer than ${RELATING_TAGS_MIN} areas, bodies, people, themes or storylines; or only such as are on a tenth of all live stories.`,
  },
}

/** Pages of the sections as they stand in the address: ?orphans=2. What cannot be read is page 1. */
const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1)
export const mapFilterSchema = z.object(
  Object.fromEntries(MAP_SECTIONS.map((section) => [section, pageNumber])) as Record<MapSection, typeof pageNumber>,
)
/** The page shown of each section, from 1. */
export type MapFilter = z.infer<typeof mapFilterSchema>

/** The map with one section on page n, the others as they are. */
export function mapAddress(filter: MapFilter, section: MapSection, page: number): string {
  const query = new URLSearchParams()
  for (const each of MAP_SECTIONS) {
    const shown = each === section ? page : filter[each]
    if (shown > 1) query.set(each, String(shown))
  }
  return `/admin/related/map${query.size > 0 ? `?${query}` : ''}#${section}`
}
