import { describe, expect, it } from 'vitest'
import { MEDIA_FILE, MEDIA_KEY, makeKey } from './media-key'
import { pictureTypeOf } from './picture-type'

describe('The address of a picture’s file', () => {
  it('cannot be guessed, and never repeats', () => {
    const keys = Array.from({ length: 200 }, makeKey)
    expect(keys.every((key) => MEDIA_KEY.test(key))).toBe(true)
    expect(new Set(keys).size).toBe(200)
  })

  it.each(['../secret', '480.webp/..', '0.webp', '48000.webp', '480.svg', '480.WEBP', '480.webp\n', '.webp'])('is never %j', (name) => {
    expect(MEDIA_FILE.test(name)).toBe(false)
  })
})

describe('A file that is sent', () => {
  const head = (text: string) => pictureTypeOf(Buffer.from(text, 'latin1'))

  it.each([
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
    ['\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', 'avif'],
    ['\0\0\0\x1cftypmif1\0\0\0\0avifmif1miaf', 'avif'],
  ])('is known by its first bytes: %j', (bytes, type) => expect(head(bytes)).toEqual({ type }))

  it.each([
    ['GIF89a', 'a GIF'],
    ['%PDF-1.4', 'a PDF'],
    ['II*\0', 'a TIFF'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'a HEIC photo'],
    ['  <svg xmlns="http://www.w3.org/2000/svg">', 'an SVG'],
    ['<!DOCTYPE html>', 'a web page'],
    ['PK\x03\x04', 'not a picture'],
    ['', 'empty'],
  ])('is refused by what it is: %j', (bytes, name) => expect(JSON.stringify(head(bytes))).toContain(name))
})
