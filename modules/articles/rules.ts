/** What a story needs to be published, what would make it better, and which addresses it may have. Pure. */

import { londonIsoDay } from '@/lib/dates'
import type { Problem } from '@/lib/errors'
import { slugify } from '@/lib/slug'
import { type Body, type Inline, plainText } from './body'
import { placeholdersIn, placeholdersLeft } from './templates'

/** Characters of an address chosen by hand. */
export const SLUG_BY_HAND_MAX_CHARACTERS = 100
/** Above this many tags a story sits in every list, and tells readers less about each. */
export const TAGS_ADVISED_MAX = 8

type Publishable = { headline: string; standfirst: string; body: Body; tags: readonly unknown[] }

/** Why this cannot be published yet; [] when it can. A draft may be saved with problems. */
export function publishingProblems(story: Pick<Publishable, 'headline' | 'standfirst' | 'body'>): Problem[] {
  const problems: Problem[] = []
  if (story.headline === '') problems.push({ field: 'headline', message: 'Enter a headline' })
  if (plainText(story.body).trim() === '') problems.push({ field: 'body', message: 'Write the story: its body has no text yet' })
  problems.push(...unfilled('headline', placeholdersIn(story.headline)), ...unfilled('standfirst', placeholdersIn(story.standfirst)))
  problems.push(...unfilled('body', placeholdersLeft(story.body)))
  return problems
}

const PLACEHOLDERS_NAMED_MAX = 3

/** What is left of a template, as one problem of its field. */
function unfilled(field: string, left: readonly string[]): Problem[] {
  if (left.length === 0) return []
  const named = left.slice(0, PLACEHOLDERS_NAMED_MAX).map((one) => `“${one}”`)
  const others = left.length - named.length
  const words = others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ').replace(/, (?=[^,]*$)/, ' and ')
  return [{ field, message: `Fill in ${words}, or take ${left.length === 1 ? 'it' : 'them'} out` }]
}

/** A story embeds a fact that the newsroom does not have: readers would see a hole. */
export const noFact = (slug: string): Problem => ({
  field: 'body',
  message: `There is no fact “${slug}”. Insert another, or write what it said`,
})

/** What a careful colleague would mention before it goes out. Never stops a publication. */
export function publishingAdvice(story: Publishable): Problem[] {
  const advice: Problem[] = []
  if (story.standfirst === '')
    advice.push({ field: 'standfirst', message: 'It has no standfirst: lists and search results will show the headline alone.' })
  if (story.tags.length === 0)
    advice.push({ field: 'tags', message: 'It has no tags: no tag or area page and no related list will show it.' })
  if (story.tags.length > TAGS_ADVISED_MAX)
    advice.push({ field: 'tags', message: `It has ${story.tags.length} tags. Up to ${TAGS_ADVISED_MAX} say more about a story.` })
  const vague = vagueLinks(story.body)
  if (vague.length > 0) advice.push({ field: 'body', message: `Link the words that say where it leads, instead of “${vague[0]}”.` })
  return advice
}

const VAGUE = /^(click here|here|link|this|this link|more|read more|https?:\S+|www\.\S+)$/i

type Holder = { type?: string; content?: readonly (Holder | Inline)[] }

function vagueLinks(holder: Holder): string[] {
  return (holder.content ?? []).flatMap((child) => {
    if (!('text' in child)) return vagueLinks('content' in child ? child : {})
    const linked = child.marks?.some((mark) => mark.type === 'link') ?? false
    return linked && VAGUE.test(child.text.trim()) ? [child.text.trim()] : []
  })
}

/** Words the routes under /news need, or may need. */
const RESERVED_SLUGS = new Set(
  'admin all api archive areas atom edit feed feeds history index inspections json latest new news page pages preview publish robots rss search sitemap tags'.split(
    ' ',
  ),
)

/** Why this cannot be the address of a story, as a sentence; null when it can. */
export function slugProblem(slug: string): string | null {
  if (slug === '') return 'Enter an address'
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return 'Use lower-case letters, digits and single hyphens in the address'
  if (slug.length > SLUG_BY_HAND_MAX_CHARACTERS) return `Shorten the address to ${SLUG_BY_HAND_MAX_CHARACTERS} characters`
  if (RESERVED_SLUGS.has(slug)) return `The address “${slug}” is needed by the site itself. Choose another`
  return null
}

/**
 * The address a headline suggests. A headline without a Latin letter gets the London day and the first part of the
 * story's id; one that is a word the site needs gets that part behind it.
 */
export function slugFromHeadline(headline: string, id: string, now: Date): string {
  const slug = slugify(headline)
  const shortId = id.replaceAll('-', '').slice(0, 6)
  if (!/[a-z]/.test(slug)) return `${londonIsoDay(now)}-${shortId}`
  return slugProblem(slug) === null ? slug : `${slug.slice(0, 60)}-${shortId}`
}

/** `base`, or the first of base-2, base-3 … that is not taken. */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base
  let n = 2
  while (taken.has(`${base}-${n}`)) n += 1
  return `${base}-${n}`
}

/** Whether `slug` is what `base` gives, with or without a number: such an address need not move. */
export const isSlugOf = (slug: string, base: string): boolean =>
  slug === base || (slug.startsWith(`${base}-`) && /^\d+$/.test(slug.slice(base.length + 1)))

/** Whether a text from outside can be the id of a story at all: PostgreSQL would raise a fault over any other. */
export const isStoryId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
