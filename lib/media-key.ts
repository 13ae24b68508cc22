/** The names of a picture's files. Pure but for chance. */
import { randomBytes } from 'node:crypto'

/** 128 bits of chance: whoever does not know it does not find the files. */
export const makeKey = (): string => randomBytes(16).toString('hex')

export const MEDIA_KEY = /^[0-9a-f]{32}$/
export const MEDIA_FILE = /^([1-9]\d{0,3})\.(webp|jpg)$/

export const mediaType = (name: string): 'image/webp' | 'image/jpeg' => (name.endsWith('.webp') ? 'image/webp' : 'image/jpeg')
