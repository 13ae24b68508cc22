/**
 * Which addresses the product may fetch when a person typed them: the open internet and nothing else. Pure, and tried
 * in full by its test; lib/fetch-outside.ts asks it for the address in the link, for every address its name has, and
 * again after every redirect.
 */
import ipaddr from 'ipaddr.js'

/** An address of a link in its parts: `host` is a name, or the digits of an address without brackets. */
export type OutsideUrl = { url: URL; host: string; port: 80 | 443; secure: boolean }

/** What may be fetched, or the sentence that says why it may not. */
export type Allowed = { ok: true; value: OutsideUrl } | { ok: false; why: string }

const no = (why: string): Allowed => ({ ok: false, why })
/** Names that never mean a computer on the open internet (RFC 6761, 6762, 7686, 8375, 9476, and habit). */
const INNER_NAMES = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|onion|alt|test|invalid|example)$/

/** Whether a link may be fetched at all, before its name is looked up. Never throws. */
export function outsideUrl(text: string, base?: URL): Allowed {
  if (!URL.canParse(text, base)) return no('It is not an address.')
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return no('Only http and https addresses are checked.')
  if (url.username !== '' || url.password !== '') return no('It holds a name or a password.')
  const secure = url.protocol === 'https:'
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  if (port !== 80 && port !== 443) return no(`It asks for port ${port}; only 80 and 443 are checked.`)
  // WHATWG parsing has already turned 2130706433, 0177.1 and 0x7f.0.0.1 into 127.0.0.1; a last dot is legal and says nothing.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (host === '') return no('It names no computer.')
  if (ipaddr.isValid(host)) return isOutside(host) ? { ok: true, value: { url, host, port, secure } } : no(insideSentence(host))
  if (!host.includes('.') || INNER_NAMES.test(host)) return no(`“${host}” is a name for use inside a network.`)
  return { ok: true, value: { url, host, port, secure } }
}

/** Why an address is refused, for the report. */
export const insideSentence = (address: string): string => `It leads to ${address}, which is not on the open internet.`

/**
 * Whether an IP address belongs to the open internet. Refused: private, loopback, link-local, shared (CGNAT),
 * multicast, reserved, documentation and benchmarking addresses, a cloud's own host, every way of writing an IPv4 address
 * in IPv6 (so that none can hide one), zones, and whatever is no address at all.
 */
export function isOutside(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.kind() === 'ipv4') {
    // "010.1" and "0x7f.1" are read in two ways by two programs: only four plain decimals are an address here.
    return ipaddr.IPv4.isValidFourPartDecimal(address) && parsed.range() === 'unicast' && !CLOUD_INNER.includes(address)
  }
  // 2000::/3 is all that was ever given out; ::/96 (IPv4-compatible), NAT64, site-local and the rest lie outside it.
  const global = address.includes('%') ? false : parsed.match(GLOBAL, 3)
  return global && parsed.range() === 'unicast'
}

const GLOBAL = ipaddr.IPv6.parse('2000::')
/** Public by its number, and answered inside every virtual machine of Azure by the host it runs on. */
const CLOUD_INNER = ['168.63.129.16']
