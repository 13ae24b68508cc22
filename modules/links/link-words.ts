/** How the report names states, places and what a press did. Pure. */
import { londonDay, londonDaysBetween, londonTime } from '@/lib/dates'
import type { LinkState } from './link-state'
import type { LinkList, LinkPlace, LinkProgress } from './views'

export const LIST_WORDS: Record<LinkList, { label: string; lead: string; none: string }> = {
  broken: {
    label: 'Broken',
    lead: 'The page is gone, or its server has been at fault for three nights. Readers who follow these links find nothing.',
    none: 'No link is broken.',
  },
  moved: {
    label: 'Moved',
    lead: 'These addresses lead on to a new one for good. One press lets the stories lead there directly.',
    none: 'No link has moved.',
  },
  unreachable: {
    label: 'No answer',
    lead: 'There was no usable answer last night. It may pass: nothing here is called broken yet.',
    none: 'Every site answered.',
  },
  refused: {
    label: 'Not checked',
    lead: 'Our checker does not ask these addresses, by its own rules or because the site asks programs to stay away. Look at them yourself.',
    none: 'There is no link that the checker may not ask.',
  },
  left: {
    label: 'Left as they are',
    lead: 'Somebody decided to leave these links. They come back when their state changes.',
    none: 'Nobody has decided to leave a link.',
  },
}

export const STATE_WORDS: Record<LinkState, string> = {
  unchecked: 'not checked yet',
  ok: 'it answers',
  moved: 'it has moved',
  broken: 'it is broken',
  unreachable: 'it gave no usable answer',
  refused: 'it may not be checked',
}

const PLACE_WORDS: Record<LinkPlace, string> = { text: 'in the text', source: 'as the source', related: 'in the related list' }
export const placesSentence = (places: readonly LinkPlace[]): string => places.map((place) => PLACE_WORDS[place]).join(' and ')

/** "since 20 November 2026, 3 days"; '' when it is not known. */
export function sinceSentence(since: Date | null, now: Date): string {
  if (since === null) return ''
  const days = londonDaysBetween(since, now)
  return `since ${londonDay(since)}${days > 0 ? `, ${days} ${days === 1 ? 'day' : 'days'}` : ''}`
}

/** What a fix did, for the person who pressed. */
export function fixedSentence({ stories, left }: { stories: number; left: number }, done: string): string {
  const changed =
    stories === 0 ? 'No live story holds this link any more.' : `${done} in ${stories} ${stories === 1 ? 'story' : 'stories'}.`
  return left > 0 ? `${changed} ${left} more hold it: press again.` : changed
}

/** One line on the check that is under way, or on the last one. */
export function progressSentence({ running, startedAt, finishedAt, startedBy, due, checked, outcome }: LinkProgress): string {
  if (running)
    return due === 0 ? 'A check is under way: it is reading the stories.' : `A check is under way: ${checked} of ${due} addresses.`
  if (startedAt === null) return 'No check has run yet. The first one runs tonight.'
  const when = `${londonDay(finishedAt ?? startedAt)}, ${londonTime(finishedAt ?? startedAt)}`
  if (outcome === 'no network') return `The last check (${when}) found no network: most sites could not be reached, so nothing was changed.`
  if (outcome === '') return `The last check, begun ${when}, was cut off. It goes on by itself.`
  return `Last checked ${when}, by ${startedBy}: ${checked} ${checked === 1 ? 'address' : 'addresses'} on other sites.${outcome === 'not all' ? ' More wait for the next night.' : ''}`
}
