/**
 * Secrets that must be read again, encrypted at rest: AES-256-GCM under a key derived from the installation's secret, and
 * bound to their owner, so that a row moved to another account opens nothing.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

const keyFor = (installationSecret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', installationSecret, 'throughline', purpose, 32))

/** `secret` for storing: "v1." and nonce, tag and text in base64url. */
export function seal(secret: string, owner: string, installationSecret: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor(installationSecret, 'one-time codes'), nonce)
  cipher.setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** What was sealed. Throws when it was changed, is somebody else's, or was sealed under another installation's secret. */
export function unseal(stored: string, owner: string, installationSecret: string): string {
  const [version, text = ''] = stored.split('.')
  if (version !== VERSION) throw new Error('This secret was sealed in a way this version does not know')
  const bytes = Buffer.from(text, 'base64url')
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', keyFor(installationSecret, 'one-time codes'), nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(owner))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

/** A keyed hash of a short code: without the installation's secret, which is not in the database, no code can be tried against it. */
export const keyedHash = (text: string, owner: string, installationSecret: string): string =>
  createHmac('sha256', keyFor(installationSecret, 'recovery codes')).update(`${owner} ${text}`).digest('hex')
