/** The pictures a story shows, and what each needs before readers may see it. Pure. */
import type { Problem } from '@/lib/errors'
import { consentFault, type PictureRights } from '@/modules/media/rights'
import { type PictureUse, pictureUseSchema } from '@/modules/media/schema'
import type { Body } from './body'

export type PicturePlace = 'lead' | 'body'
/** `position` counts the pictures of the body from 0. */
export type PlacedPicture = { use: PictureUse; place: PicturePlace; position: number }

type Pictured = { body: Body; leadPicture?: PictureUse | null | undefined }

/** Every picture of a story in the order of reading. */
export function picturesOf({ body, leadPicture }: Pictured): PlacedPicture[] {
  const lead = leadPicture ? [{ use: leadPicture, place: 'lead' as const, position: 0 }] : []
  const inside = body.content.flatMap((block) => (block.type === 'picture' ? block.attrs : []))
  return [...lead, ...inside.map((use, position) => ({ use, place: 'body' as const, position }))]
}

/** A lead picture as the database holds it; null for anything that is none. */
export function storedLead(value: unknown): PictureUse | null {
  if (value === null || value === undefined) return null
  const read = pictureUseSchema.safeParse(value)
  return read.success ? read.data : null
}

type Shown = { body: Body; leadPicture: PictureUse | null; pictures: readonly { id: string }[] }

/** A story without the pictures that may not be shown: neither they nor what is said of them leave the database. */
export function asShown<S extends Shown>(story: S): S {
  const shown = new Set(story.pictures.map((picture) => picture.id))
  const { leadPicture } = story
  const hidden = picturesOf(story).some(({ use }) => !shown.has(use.mediaId))
  if (!hidden) return story
  const content = story.body.content.filter((block) => block.type !== 'picture' || shown.has(block.attrs.mediaId))
  return { ...story, body: { type: 'doc', content }, leadPicture: leadPicture && shown.has(leadPicture.mediaId) ? leadPicture : null }
}

/** The picture that stands for the story elsewhere: its lead picture, while it may be shown. */
export function leadOf<P extends { id: string }>(story: {
  leadPicture: PictureUse | null
  pictures: readonly P[]
}): { use: PictureUse; picture: P } | null {
  const { leadPicture: use, pictures } = story
  const picture = use && pictures.find((one) => one.id === use.mediaId)
  return use && picture ? { use, picture } : null
}

export const samePicture = (one: PictureUse | null, other: PictureUse | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.mediaId === other.mediaId &&
    one.alt === other.alt &&
    one.decorative === other.decorative &&
    one.caption === other.caption)

/** What is known of a picture of the library. */
export type LibraryFacts = PictureRights & { id: string; fileName: string }

/** Whether somebody who cannot see it would miss it: it says nothing and is not marked as decoration. */
export const lacksText = ({ alt, decorative }: PictureUse): boolean => alt === '' && !decorative

/**
 * Why the story's pictures keep it from readers; [] when none does. A right that ran out is no reason: the picture is left
 * out, and the words may be mended all the same. `today` is a London day.
 */
export function pictureProblems(story: Pictured, library: readonly LibraryFacts[], today: string): Problem[] {
  const byId = new Map(library.map((picture) => [picture.id, picture]))
  return picturesOf(story).flatMap(({ use, place, position }): Problem[] => {
    const picture = byId.get(use.mediaId)
    const name = `${place === 'lead' ? 'The lead picture' : `Picture ${position + 1} of the body`}${picture ? ` (“${picture.fileName}”)` : ''}`
    const field = place === 'lead' ? 'leadPicture' : 'body'
    const fault = picture && consentFault(picture, today)
    return [
      ...(lacksText(use)
        ? [{ field, message: `${name} has no text for people who cannot see it: describe it, or mark it as decoration` }]
        : []),
      ...(fault ? [{ field, message: `${name} cannot be published: ${fault}` }] : []),
    ]
  })
}
