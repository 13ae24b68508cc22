import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { temporaryMedia } from '@/lib/testing/media'
import { drawPicture, withFile } from '@/prisma/factories/picture'
import { makeUser } from '@/prisma/factories/user'
import { addPicture } from './commands/add-picture'

const media = temporaryMedia()
const NOW = new Date('2026-11-21T12:00:00Z')

async function upload(bytes: Buffer, fileName = 'picture.jpg') {
  const { actor } = await makeUser({ role: 'author' })
  return withFile(bytes, (file) => addPicture(actor, { file, fileName }, NOW))
}

async function refusalOf(bytes: Buffer): Promise<string> {
  const before = readdirSync(media.folder())
  const outcome = await upload(bytes)
  expect(await db.media.count()).toBe(0)
  expect(readdirSync(media.folder())).toEqual(before)
  return outcome.ok ? 'taken' : (outcome.problems[0]?.message ?? '')
}

const served = async (key: string, name: string) => sharp(join(media.folder(), key, name))

beforeEach(emptyDatabase)

describe('A picture that is uploaded', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('as %s is made into fixed widths, never larger than it was', async (type) => {
    const added = await upload(await drawPicture({ width: 1200, height: 800, type }))
    expect(added.ok).toBe(true)
    const row = await db.media.findFirstOrThrow()
    expect(row).toMatchObject({ width: 1200, height: 800, widths: [480, 960, 1200], createdByName: 'Author of the test' })
    expect(readdirSync(join(media.folder(), row.key)).sort()).toEqual([
      '1200.jpg',
      '1200.webp',
      '480.jpg',
      '480.webp',
      '960.jpg',
      '960.webp',
    ])
    expect(await (await served(row.key, '480.webp')).metadata()).toMatchObject({ format: 'webp', width: 480, height: 320 })
    expect(await db.auditEvent.findFirstOrThrow()).toMatchObject({ kind: 'media.added', entityType: 'media', entityId: row.id })
    await db.media.deleteMany()
  })

  it('is turned upright, and loses its place, camera and every other word it carried', async () => {
    const bytes = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#a33' } })
      .jpeg()
      .withExif({
        IFD0: { Artist: 'Nobody in particular', Orientation: '6' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 26/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '1/1 21/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect((await sharp(bytes).metadata()).exif).toBeDefined()
    await upload(bytes)
    const { key, width, height } = await db.media.findFirstOrThrow()
    expect([width, height]).toEqual([400, 600])
    for (const name of ['400.jpg', '400.webp']) {
      const { exif, xmp, iptc, icc, orientation } = await (await served(key, name)).metadata()
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({
        exif: undefined,
        xmp: undefined,
        iptc: undefined,
        icc: undefined,
        orientation: undefined,
      })
    }
  })

  it('keeps no byte of what was hidden behind it', async () => {
    const polyglot = Buffer.concat([await drawPicture(), Buffer.from('<script>alert(1)</script>PK\u0003\u0004')])
    await upload(polyglot)
    const row = await db.media.findFirst()
    if (!row) return
    for (const name of readdirSync(join(media.folder(), row.key))) {
      const bytes = await (await served(row.key, name)).toBuffer()
      expect(bytes.includes('<script>')).toBe(false)
    }
  })
})

describe('A file is refused, and nothing of it is kept,', () => {
  it('when it is an SVG, whatever it is called', async () => {
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>1</script></svg>'
    expect(await refusalOf(Buffer.from(svg))).toBe('This is an SVG, which cannot be used. Use a JPEG, PNG, WebP or AVIF file')
  })

  it('when it is a GIF that is also a web page', async () => {
    expect(await refusalOf(Buffer.from('GIF89a/*<html><script>*/=1;</script>'))).toContain('This is a GIF')
  })

  it('when it is a TIFF, a PDF or a HEIC photo', async () => {
    const tiff = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .tiff()
      .toBuffer()
    expect(await refusalOf(tiff)).toContain('This is a TIFF')
    expect(await refusalOf(Buffer.from('%PDF-1.7\n1 0 obj'))).toContain('This is a PDF')
    expect(await refusalOf(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))).toContain('This is a HEIC photo')
  })

  it('when it says it is a picture and is another one', async () => {
    const svgAsJpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')])
    expect(await refusalOf(svgAsJpeg)).toContain('damaged or not complete')
  })

  it('when it has more pixels than anybody can look at, however small the file is', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.byteLength).toBeLessThan(400_000)
    expect(await refusalOf(bomb)).toBe('The picture has more than 40 million pixels. Make it smaller')
  })

  it('when it is cut off in the middle', async () => {
    const noise = await sharp({
      create: { width: 900, height: 900, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 120, sigma: 40 } },
    })
      .jpeg({ quality: 95 })
      .toBuffer()
    expect(await refusalOf(noise.subarray(0, Math.floor(noise.byteLength / 2)))).toContain('damaged or not complete')
  })

  it('when it is a strip that nobody could show', async () => {
    expect(await refusalOf(await drawPicture({ width: 100, height: 1000 }))).toContain('more than four times as high')
  })

  it('when it is empty', async () => {
    expect(await refusalOf(Buffer.alloc(0))).toContain('The file is empty')
  })
})
