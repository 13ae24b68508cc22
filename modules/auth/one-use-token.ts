/** What stands in the links of mails that let somebody in: 256 random bits, kept only as a hash. */
import { createHash, randomBytes } from 'node:crypto'

export const newOneUseToken = (): string => randomBytes(32).toString('base64url')
export const hashOneUseToken = (token: string): string => createHash('sha256').update(token).digest('hex')
/** Whether something could be a token at all: nothing else is looked up. */
export const isOneUseToken = (text: string): boolean => /^[\w-]{43}$/.test(text)
