/**
 * Whether a request that changes something comes from our own pages. The session cookie alone does not say so:
 * the browser sends it with other sites' forms too.
 */
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/** Whether a host is this machine's own, reached by nobody else. */
export const isLoopback = (host: string): boolean => LOOPBACK_HOSTS.includes(host) || host === '::1'

/** The origins our pages may have: the public one; on a loopback address, by any of this machine's names. */
export function ownOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl)
  if (!LOOPBACK_HOSTS.includes(url.hostname)) return [url.origin]
  const port = url.port === '' ? '' : `:${url.port}`
  return LOOPBACK_HOSTS.map((host) => `${url.protocol}//${host}${port}`)
}

type HeaderReader = { get(name: string): string | null }

/**
 * Why the request cannot be trusted to come from our own page, or null when it can. An absent Origin is a fault:
 * every browser sends it with a POST. Sec-Fetch-Site is checked where the browser sends it.
 */
export function originFault(headers: HeaderReader, publicUrl: string): 'absent' | 'foreign' | null {
  const origin = headers.get('origin')
  if (origin === null || origin === '') return 'absent'
  if (!ownOrigins(publicUrl).includes(origin)) return 'foreign'
  const site = headers.get('sec-fetch-site')
  return site === null || site === 'same-origin' ? null : 'foreign'
}

/** What a person is told who sent a form from elsewhere: most often under another name of the same server. */
export const originMessage = (publicUrl: string): string => `This was not sent from ${publicUrl}. Open that address and try again.`
