/**
 * A story while it is being written: every field as the page holds it, and what is sent when it is saved. Pure.
 */
import { londonIsoDay } from '@/lib/dates'
import { slugify } from '@/lib/slug'
import type { Body } from '@/modules/articles/body'
import { headlineKey } from '@/modules/articles/headline-key'
import { isSlugOf } from '@/modules/articles/rules'
import type { EditableStory, StoryPin, StoryTag } from '@/modules/articles/views'

/** A link of the hand-made list; `target` is null while it waits for a story with its headline. */
export type FormPin = { headline: string; target: { id: string; headline: string; live: boolean } | null }

export type StoryForm = {
  headline: string
  standfirst: string
  byline: string
  /** "2026-11-21", a London day; '' when none was chosen. */
  storyDate: string
  evergreen: boolean
  sourceUrl: string
  /** The wanted address of a story that was never published; '' takes it from the headline. */
  slug: string
  tags: StoryTag[]
  pins: FormPin[]
}

export const emptyForm: StoryForm = {
  headline: '',
  standfirst: '',
  byline: '',
  storyDate: '',
  evergreen: false,
  sourceUrl: '',
  slug: '',
  tags: [],
  pins: [],
}

/** What the page shows of a stored story. */
export function formOf(story: EditableStory): StoryForm {
  return {
    headline: story.headline,
    standfirst: story.standfirst,
    byline: story.byline,
    storyDate: story.storyDate ? londonIsoDay(new Date(story.storyDate)) : '',
    evergreen: story.evergreen,
    sourceUrl: story.sourceUrl ?? '',
    slug: handmadeSlug(story),
    tags: story.tags,
    pins: story.pins.map(pinOf),
  }
}

/** The address somebody typed for a story that was never published; '' while it follows the headline. */
function handmadeSlug({ firstPublishedAt, slug, headline }: EditableStory): string {
  const made = slugify(headline)
  const follows =
    made === '' ? /^\d{4}-\d{2}-\d{2}-[0-9a-f]{6}(-\d+)?$/.test(slug) : isSlugOf(slug, made) || slug.startsWith(made.slice(0, 60))
  return firstPublishedAt !== null || follows ? '' : slug
}

export const pinOf = (pin: StoryPin): FormPin => ({
  headline: pin.headline,
  target: pin.targetId ? { id: pin.targetId, headline: pin.targetHeadline ?? pin.headline, live: pin.targetLive } : null,
})

/** What a save sends; the server checks every part of it. */
export function inputOf(form: StoryForm, body: Body) {
  return {
    headline: form.headline,
    standfirst: form.standfirst,
    body,
    byline: form.byline,
    storyDate: form.storyDate || null,
    tagSlugs: form.tags.map((tag) => tag.slug),
    evergreen: form.evergreen,
    sourceUrl: form.sourceUrl || null,
    pins: form.pins.map((pin) => ({ headline: pin.headline, targetId: pin.target?.id ?? null })),
    slug: form.slug || null,
  }
}

export type StoryToSave = ReturnType<typeof inputOf>

/** The pins with those of `added` that are not there yet, by headline and by story. */
export function withPins(pins: readonly FormPin[], added: readonly FormPin[]): FormPin[] {
  const all = [...pins]
  for (const pin of added) {
    const known = all.some(
      (one) => headlineKey(one.headline) === headlineKey(pin.headline) || (pin.target !== null && one.target?.id === pin.target.id),
    )
    if (!known && pin.headline.trim() !== '') all.push(pin)
  }
  return all
}

/** The list with the item at `index` moved one place; unchanged at the ends. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const to = index + by
  const item = list[index]
  if (item === undefined || to < 0 || to >= list.length) return [...list]
  const rest = list.filter((_, at) => at !== index)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}
