/** The addresses of a picture's files. Pure and browser-safe. */
import type { ShownPicture } from './views'

/** The width that stands in for all where only one can be named: feeds, cards of other sites, old browsers. */
const COMMON_WIDTH = 960

type Files = Pick<ShownPicture, 'key' | 'widths' | 'base'>

const pictureFile = ({ key, base = '/media' }: Files, width: number, type: 'webp' | 'jpg'): string => `${base}/${key}/${width}.${type}`

/** The largest width up to `most`, else the smallest there is. */
export const widthUpTo = (widths: readonly number[], most: number = COMMON_WIDTH): number =>
  widths.filter((width) => width <= most).at(-1) ?? widths[0] ?? COMMON_WIDTH

/** "/media/…/480.webp 480w, …" */
export const sourceSet = (files: Files): string => files.widths.map((width) => `${pictureFile(files, width, 'webp')} ${width}w`).join(', ')

/** One file for whoever takes only one, with its size in pixels. */
export function commonFile(picture: ShownPicture): { path: string; width: number; height: number } {
  const width = widthUpTo(picture.widths)
  return { path: pictureFile(picture, width, 'jpg'), width, height: Math.max(1, Math.round((picture.height * width) / picture.width)) }
}

/** Where the newsroom sees a picture, whatever its files are called now. */
export const staffPictureFile = (id: string, width = 480): string => `/admin/media/${id}/file?width=${width}`
