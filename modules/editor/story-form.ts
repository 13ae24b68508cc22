/**
 * A story while it is being written: every field as the page holds it, and what is sent when it is saved. Pure.
 */
import { londonIsoDay } from '@/lib/dates'
import { slugify } from '@/lib/slug'
import type { Body } from '@/modules/articles/body'
import type { FormOfStory } from '@/modules/articles/form'
import { headlineKey } from '@/modules/articles/headline-key'
import { isSlugOf } from '@/modules/articles/rules'
import type { EditableStory, StoryExclusion, StoryPin, StoryTag } from '@/modules/articles/views'
import type { PictureUse } from '@/modules/media/schema'

export type FormTarget = { id: string; headline: string; live: boolean }

/**
 * A link of the hand-made list; `target` is null while it waits for a story with its headline, and for a link to
 * another site, which has `url` ("" or absent otherwise) and in `headline` its words.
 */
export type FormPin = {
  headline: string
  target: FormTarget | null
  url?: string
  /** "2026-11-21", the day of what stands at `url`. */
  datedOn?: string
  /** The last day it is shown, "2026-11-21" in London; '' or absent: no end. */
  lastDay?: string
  /** For the newsroom only. */
  note?: string
  /** Of one that waits: the story of nearly this headline, to be confirmed. */
  close?: { id: string; headline: string } | null
}

/** A story that is never listed under this one, nor this one under it. */
export type FormExclusion = { target: FormTarget; note: string }

export type StoryForm = {
  headline: string
  standfirst: string
  byline: string
  /** "2026-11-21", a London day; '' when none was chosen. */
  storyDate: string
  evergreen: boolean
  /** What kind of story it is. */
  form: FormOfStory
  sourceUrl: string
  /** The wanted address of a story that was never published; '' takes it from the headline. */
  slug: string
  tags: StoryTag[]
  pins: FormPin[]
  exclusions: FormExclusion[]
  leadPicture: PictureUse | null
}

export const emptyForm: StoryForm = {
  headline: '',
  standfirst: '',
  byline: '',
  storyDate: '',
  evergreen: false,
  form: 'news',
  sourceUrl: '',
  slug: '',
  tags: [],
  pins: [],
  exclusions: [],
  leadPicture: null,
}

/** What the page shows of a stored story. */
export function formOf(story: EditableStory): StoryForm {
  return {
    headline: story.headline,
    standfirst: story.standfirst,
    byline: story.byline,
    storyDate: story.storyDate ? londonIsoDay(new Date(story.storyDate)) : '',
    evergreen: story.evergreen,
    form: story.form,
    sourceUrl: story.sourceUrl ?? '',
    slug: handmadeSlug(story),
    tags: story.tags,
    pins: story.pins.map(pinOf),
    exclusions: story.exclusions.map(exclusionOf),
    leadPicture: story.leadPicture,
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
  url: pin.url ?? '',
  datedOn: pin.datedOn ?? '',
  lastDay: pin.expiresAt ? londonIsoDay(new Date(Date.parse(pin.expiresAt) - 1)) : '',
  note: pin.note,
  close: pin.close,
})

export const exclusionOf = ({ targetId, targetHeadline, targetLive, note }: StoryExclusion): FormExclusion => ({
  target: { id: targetId, headline: targetHeadline, live: targetLive },
  note,
})

/** The hand-made list and what is left out of it, as a save and the preview of the list send them. */
export const handOf = ({ pins, exclusions }: Pick<StoryForm, 'pins' | 'exclusions'>) => ({
  pins: pins.map((pin) => ({
    headline: pin.headline,
    targetId: pin.target?.id ?? null,
    url: pin.url || null,
    datedOn: pin.datedOn || null,
    expiresAt: pin.lastDay || null,
    note: pin.note ?? '',
  })),
  exclusions: exclusions.map(({ target, note }) => ({ targetId: target.id, note })),
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
    form: form.form,
    sourceUrl: form.sourceUrl || null,
    ...handOf(form),
    slug: form.slug || null,
    leadPicture: form.leadPicture,
  }
}

export type StoryToSave = ReturnType<typeof inputOf>

/** The pins with those of `added` that are not there yet, by address, by headline and by story. */
export function withPins(pins: readonly FormPin[], added: readonly FormPin[]): FormPin[] {
  const all = [...pins]
  for (const pin of added) {
    const known = all.some((one) => isSamePin(one, pin))
    if (!known && pin.headline.trim() !== '') all.push(pin)
  }
  return all
}

/** Whether two entries of the list mean the same: by address, by headline or by story. */
export function isSamePin(one: FormPin, other: FormPin): boolean {
  if (one.url || other.url) return one.url === other.url
  return headlineKey(one.headline) === headlineKey(other.headline) || (other.target !== null && one.target?.id === other.target.id)
}

/** The list with the item at `index` moved one place; unchanged at the ends. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const to = index + by
  const item = list[index]
  if (item === undefined || to < 0 || to >= list.length) return [...list]
  const rest = list.filter((_, at) => at !== index)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}
