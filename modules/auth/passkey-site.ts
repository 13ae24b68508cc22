/** Which site passkeys are for. Fixed by PUBLIC_URL, never taken from a request. */
import { isIP } from 'node:net'
import { ownOrigins } from '@/lib/request-origin'

export type PasskeySite = { rpId: string; origins: string[] }

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * The site's id and the origins a passkey may be used from; null where browsers allow none, which is any bare address
 * but this machine's own, whose name is then localhost.
 */
export function passkeySite(publicUrl: string): PasskeySite | null {
  const { hostname } = new URL(publicUrl)
  if (LOOPBACK.test(hostname)) return { rpId: 'localhost', origins: ownOrigins(publicUrl) }
  return isIP(hostname.replace(/^\[|\]$/g, '')) ? null : { rpId: hostname, origins: ownOrigins(publicUrl) }
}

/** Where a page opened under a bare loopback address has its passkeys: "http://localhost:3000"; null where it is there already. */
export function passkeyOrigin(publicUrl: string): string | null {
  const url = new URL(publicUrl)
  if (!LOOPBACK.test(url.hostname) || url.hostname === 'localhost') return null
  return `${url.protocol}//localhost${url.port === '' ? '' : `:${url.port}`}`
}
