/** A changed list in words: “… now lists … (2nd) instead of …, because …”. Pure; every name is handed in. */
import { londonDay, londonTime } from '@/lib/dates'
import type { Cause, OutsideLink } from './change-causes'

/** Names by number; a story or tag that is gone has none. */
export type Names = { stories: ReadonlyMap<number, string>; tags: ReadonlyMap<number, string> }

export type ChangeWords = {
  /** What follows the story's headline: "now lists “B” (2nd) instead of “C”". */
  what: string
  /** Each begins small and says a cause: "“B” was published by Sam, 21 November 2026, 2.02pm". */
  because: string[]
}

const quoted = (name: string): string => `“${name}”`
const ordinal = (place: number): string => ['1st', '2nd', '3rd'][place - 1] ?? `${place}th`
const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

type Change = {
  before: readonly number[]
  after: readonly number[]
  causes: readonly Cause[]
  /** Links to other sites; null or absent: not known. */
  outsideBefore?: readonly OutsideLink[] | null
  outsideAfter?: readonly OutsideLink[] | null
}

/** The change and its causes; `before` and `after` are numbers of stories in the order readers saw. */
export function changeWords(change: Change, names: Names): ChangeWords {
  const { after, causes } = change
  const isFirst = causes.some(({ kind }) => kind === 'first')
  return {
    what: isFirst ? firstWords(after, names, change.outsideAfter ?? []) : whatChanged(change, names),
    // Nothing changed yet: what was published until then is not why.
    because: isFirst ? [] : [...new Set(causes.map((cause) => causeWords(cause, names)).filter(Boolean))],
  }
}

const nameOf = (number: number, { stories }: Names): string => {
  const name = stories.get(number)
  return name ? quoted(name) : 'a story that is gone'
}

/** “A plan from the council” on council.example */
export const outsideName = ({ url, headline }: OutsideLink): string => {
  const site = URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url
  return `${quoted(headline)} on ${site}`
}

function whatChanged({ before, after, outsideBefore, outsideAfter }: Change, names: Names): string {
  const stories = before.join() === after.join() ? '' : differenceWords(before, after, names)
  const elsewhere = outsideBefore && outsideAfter ? outsideWords(outsideBefore, outsideAfter) : ''
  return [stories, elsewhere].filter(Boolean).join(', and ') || 'is as it was'
}

function outsideWords(before: readonly OutsideLink[], after: readonly OutsideLink[]): string {
  const had = (links: readonly OutsideLink[], one: OutsideLink) =>
    links.some(({ url, headline }) => url === one.url && headline === one.headline)
  const gained = after.filter((one) => !had(before, one))
  const lost = before.filter((one) => !had(after, one))
  if (gained.length > 0 && lost.length > 0)
    return `now links to ${listed(gained.map(outsideName))} instead of ${listed(lost.map(outsideName))}`
  if (gained.length > 0) return `now links to ${listed(gained.map(outsideName))}`
  if (lost.length > 0) return `no longer links to ${listed(lost.map(outsideName))}`
  const order = after.some(({ url }, at) => url !== before[at]?.url)
  return order ? `links to other sites in another order: ${listed(after.map(outsideName))}` : ''
}

function firstWords(after: readonly number[], names: Names, outside: readonly OutsideLink[]): string {
  if (after.length === 0 && outside.length > 0) return `linked to ${listed(outside.map(outsideName))} when its list was first written down`
  if (after.length === 0) return 'listed no story when its list was first written down'
  return `listed ${listed([...after.map((number) => nameOf(number, names)), ...outside.map(outsideName)])} when its list was first written down`
}

function differenceWords(before: readonly number[], after: readonly number[], names: Names): string {
  const gained = after.filter((number) => !before.includes(number))
  const lost = before.filter((number) => !after.includes(number))
  const gains = listed(gained.map((number) => `${nameOf(number, names)} (${ordinal(after.indexOf(number) + 1)})`))
  const losses = listed(lost.map((number) => nameOf(number, names)))
  if (gained.length > 0) return `now lists ${gains}${lost.length > 0 ? ` instead of ${losses}` : ''}`
  if (lost.length > 0) return after.length === 0 ? `lists no story any more; it listed ${losses}` : `no longer lists ${losses}`
  return `lists the same stories in another order: ${listed(after.map((number) => nameOf(number, names)))}`
}

const DEEDS: Record<string, string> = {
  'article.published': 'was published',
  'article.republished': 'was published again',
  'article.withdrawn': 'was withdrawn',
  'article.made-live-again': 'was made live again',
  'article.curated': 'had its list changed by hand',
  'article.link-changed': 'had a link changed',
  'article.link-checked': 'had a link to another site looked at',
  'article.deleted': 'was deleted',
}

/** Of the whole engine, where no one story or tag is the cause. */
const ENGINE: Record<string, string> = {
  'related.recounted': 'the points of the tags were counted again',
  'related.test-started': 'a fair test of other numbers began',
  'related.test-ended': 'a fair test of other numbers ended',
  'related.mended': 'postings were mended',
  'related.rebuilt': 'the postings were built again',
  'data.seeded': 'stories were loaded',
}

function causeWords(cause: Cause, names: Names): string {
  const { kind, articleNumber, tagId, by, at } = cause
  if (kind === 'first') return ''
  if (kind === 'age') return 'the day turned: how old a story is counts in days'
  if (kind === 'expired') return 'a link chosen by hand had its last day'
  if (kind === 'unknown') return 'of a cause that was not written down'
  const who = `${by ? ` by ${by}` : ''}${at ? `, ${londonDay(new Date(at))}, ${londonTime(new Date(at))}` : ''}`
  if (articleNumber !== undefined) return `${nameOf(articleNumber, names)} ${DEEDS[kind] ?? 'was changed'}${who}`
  if (tagId !== undefined) return `the tag ${quoted(names.tags.get(tagId) ?? 'that is gone')} was changed${who}`
  return `${ENGINE[kind] ?? (kind.startsWith('related.settings') ? 'the weights were changed' : 'something else was changed')}${who}`
}
