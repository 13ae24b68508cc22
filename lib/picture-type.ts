/** What kind of file somebody sent, by its first bytes: its name and what the browser says of it count for nothing. Pure. */

/** Bytes of the beginning that are looked at. */
export const PICTURE_HEAD_BYTES = 4_096

export type PictureType = 'jpeg' | 'png' | 'webp' | 'avif'
export type SniffedPicture = { type: PictureType } | { refusal: string }

const USE_INSTEAD = 'Use a JPEG, PNG, WebP or AVIF file'

const KNOWN: readonly { name: string; is: (text: string) => boolean }[] = [
  { name: 'a GIF', is: (text) => /^GIF8[79]a/.test(text) },
  { name: 'a PDF', is: (text) => text.slice(0, 1_024).includes('%PDF-') },
  { name: 'a TIFF', is: (text) => /^(II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(text) },
  { name: 'a BMP', is: (text) => text.startsWith('BM') },
  { name: 'a HEIC photo', is: (text) => /^.{4}ftyp/s.test(text) },
  { name: 'an SVG', is: (text) => /<svg[\s>]/i.test(text) },
  { name: 'a web page', is: (text) => /^\s*<(!doctype|html|\?xml|script)/i.test(text) },
]

/** The kind of picture these first bytes begin, or a sentence that says why it cannot be used. */
export function pictureTypeOf(head: Uint8Array): SniffedPicture {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, PICTURE_HEAD_BYTES)).toString('latin1')
  if (text === '') return { refusal: `The file is empty. ${USE_INSTEAD}` }
  if (text.startsWith('\xff\xd8\xff')) return { type: 'jpeg' }
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { type: 'png' }
  if (/^RIFF.{4}WEBP/s.test(text)) return { type: 'webp' }
  if (isAvif(text)) return { type: 'avif' }
  const known = KNOWN.find((one) => one.is(text))
  return { refusal: known ? `This is ${known.name}, which cannot be used. ${USE_INSTEAD}` : `This is not a picture. ${USE_INSTEAD}` }
}

/** An ISO media file whose list of brands names AVIF; HEIC has the same beginning and other brands. */
function isAvif(text: string): boolean {
  if (text.slice(4, 8) !== 'ftyp') return false
  const length = [0, 1, 2, 3].reduce((sum, at) => sum * 256 + text.charCodeAt(at), 0)
  const brands = (text.slice(8, Math.min(Math.max(length, 12), 256)).match(/.{4}/gs) ?? []).filter((_, at) => at !== 1)
  return brands.includes('avif') || brands.includes('avis')
}
