/** The sections of the vocabulary's health in words. Pure. */
import { BROAD_FROM_STORIES, BROAD_SHARE, type HealthSection, TAGS_WANTED } from './health'

export const HEALTH_WORDS: Record<HealthSection, { title: string; lead: string; none: string }> = {
  retired: {
    title: 'Retired tags on new stories',
    lead: 'Live stories of the last year, or published since the tag was retired, that still carry it.',
    none: 'No story of the last year carries a retired tag.',
  },
  duplicates: {
    title: 'Near-duplicates',
    lead: 'Two tags of one kind whose names are the same words in another order or number, or one slip of the keys apart.',
    none: 'No two tags look like the same one.',
  },
  thin: {
    title: 'Stories with thin tags',
    lead: `Live stories with fewer than ${TAGS_WANTED} tags, or with none that says what sets them apart: only outcomes, stages, roles, and tags that are broad or do not relate.`,
    none: 'Every live story has tags that say what it is about.',
  },
  broad: {
    title: 'Over-broad tags',
    lead: `Tags on more than ${BROAD_SHARE * 100}% of the live stories, counted from ${BROAD_FROM_STORIES} stories on: sharing one says little. Readers keep its page when it stops relating.`,
    none: 'No tag is on too many stories.',
  },
  once: {
    title: 'Used once',
    lead: 'Tags on a single story link it to nothing. Give them to a second story, or merge them into a tag that means the same.',
    none: 'Every tag in use is on two stories or more.',
  },
  unused: {
    title: 'Unused',
    lead: 'Tags that no story carries. A retired tag is not offered any more; you can take it back under “Changes”.',
    none: 'Every tag is in use.',
  },
}
