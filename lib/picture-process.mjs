/**
 * Makes the files of one picture. A process of its own (lib/pictures.ts starts it), so that a hostile file meets no
 * database, no secret and no other request: whatever it does ends with this process, its memory included.
 *
 * node lib/picture-process.mjs TYPE FILE FOLDER writes FOLDER/{width}.webp and .jpg, and one line of JSON:
 * { "width", "height", "widths", "bytes" } of what was made, or { "refusal": sentence }.
 */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/** Pixels: no larger file is opened. */
const PIXELS_MAX = 40_000_000
const WIDTHS = [480, 960, 1600]
/** Times its width: what is taller cannot be written as WebP, and nobody could read past it. */
const HEIGHT_MAX = 4
const SECONDS_MAX = 20
const FORMATS = { jpeg: 'jpeg', png: 'png', webp: 'webp', avif: 'heif' }

sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile', 'VipsForeignLoadHeifFile'],
})
sharp.concurrency(1)
sharp.cache(false)

class Refusal extends Error {}

/** Opened with every limit. Metadata stays behind: none is kept unless it is asked for. */
const open = (input, raw) =>
  sharp(input, { limitInputPixels: PIXELS_MAX, failOn: 'warning', sequentialRead: false, ...(raw && { raw }) }).timeout({
    seconds: SECONDS_MAX,
  })

async function sizeOf(type, file) {
  const { format, compression, width = 0, height = 0, autoOrient } = await open(file).metadata()
  if (format !== FORMATS[type] || (type === 'avif' && compression !== 'av1'))
    throw new Refusal('The file is not what it says it is. Save it again as JPEG or PNG')
  if (width * height > PIXELS_MAX) throw new Refusal('The picture has more than 40 million pixels. Make it smaller')
  const upright = { width: autoOrient?.width ?? width, height: autoOrient?.height ?? height }
  if (upright.height > upright.width * HEIGHT_MAX) throw new Refusal('The picture is more than four times as high as it is wide. Crop it')
  return upright
}

/** The widths to make, smallest first; never more than there is. */
const widthsOf = (width) =>
  [...WIDTHS.filter((each) => each < width), Math.min(width, WIDTHS.at(-1) ?? width)].filter((each, at, all) => all.indexOf(each) === at)

async function make(type, file, folder) {
  const { width } = await sizeOf(type, file)
  const widths = widthsOf(width)
  // Decoded once, upright, on white: a drawing with a transparent ground stays readable in a dark room.
  const { data, info } = await open(file)
    .autoOrient()
    .resize({ width: widths.at(-1), withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  let bytes = 0
  for (const each of widths) {
    const sized = () => open(data, { width: info.width, height: info.height, channels: info.channels }).resize({ width: each })
    const files = [
      [join(folder, `${each}.webp`), sized().webp({ quality: 78 })],
      [join(folder, `${each}.jpg`), sized().jpeg({ quality: 80, mozjpeg: true })],
    ]
    for (const [path, picture] of files) {
      await picture.toFile(path)
      bytes += (await stat(path)).size
    }
  }
  return { width: info.width, height: info.height, widths, bytes }
}

const refusalOf = (error) => {
  if (error instanceof Refusal) return error.message
  const text = error instanceof Error ? error.message : ''
  if (/pixel limit/i.test(text)) return 'The picture has more than 40 million pixels. Make it smaller'
  if (/timeout/i.test(text)) return 'The picture takes too long to open. Make it smaller, or save it again as JPEG'
  return 'The file is damaged or not complete. Save the picture again and upload that'
}

const [type = '', file = '', folder = ''] = process.argv.slice(2)
try {
  console.log(JSON.stringify(await make(type, file, folder)))
} catch (error) {
  console.log(JSON.stringify({ refusal: refusalOf(error) }))
}
