/** What opens a preview link. Only its hash is kept: who reads the table opens nothing with what they read. */
import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits. */
export const newPreviewToken = (): string => randomBytes(32).toString('base64url')

/** Whether a part of an address can be a token at all; anything else opens nothing, and no database is asked. */
export const isPreviewToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

export const hashPreviewToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Where a link leads. */
export const previewPath = (token: string): string => `/preview/${token}`
