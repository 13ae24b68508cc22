import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOutside, outsideUrl } from './outside-address'
import { rounds } from './testing/rounds'

/** First and last address of each block that is not the open internet, from the IANA special-purpose registries. */
const INSIDE_4: [string, string, string][] = [
  ['this network', '0.0.0.0', '0.255.255.255'],
  ['private', '10.0.0.0', '10.255.255.255'],
  ['shared (CGNAT)', '100.64.0.0', '100.127.255.255'],
  ['loopback', '127.0.0.0', '127.255.255.255'],
  ['link-local', '169.254.0.0', '169.254.255.255'],
  ['private', '172.16.0.0', '172.31.255.255'],
  ['IETF protocols', '192.0.0.0', '192.0.0.255'],
  ['documentation', '192.0.2.0', '192.0.2.255'],
  ['6to4 relay', '192.88.99.0', '192.88.99.255'],
  ['private', '192.168.0.0', '192.168.255.255'],
  ['host of a virtual machine at Azure', '168.63.129.16', '168.63.129.16'],
  ['benchmarking', '198.18.0.0', '198.19.255.255'],
  ['documentation', '198.51.100.0', '198.51.100.255'],
  ['documentation', '203.0.113.0', '203.0.113.255'],
  ['multicast', '224.0.0.0', '239.255.255.255'],
  ['reserved and broadcast', '240.0.0.0', '255.255.255.255'],
]
const OUTSIDE_4 = ['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0']
const MORE_OUTSIDE_4 = [
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '192.169.0.0',
  '223.255.255.255',
]
const INSIDE_6 = [
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4-compatible', '::7f00:1'],
  ['IPv4-compatible, dotted', '::93.184.215.14'],
  ['IPv4-mapped private', '::ffff:10.0.0.1'],
  ['IPv4-mapped public: another way to write it is no way in', '::ffff:8.8.8.8'],
  ['IPv4-mapped in digits', '::ffff:a9fe:a9fe'],
  ['IPv4-translated', '::ffff:0:10.0.0.1'],
  ['NAT64', '64:ff9b::a00:1'],
  ['NAT64, local', '64:ff9b:1::a00:1'],
  ['discard', '100::1'],
  ['protocols', '2001:1::1'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['benchmarking', '2001:2::1'],
  ['ORCHID', '2001:20::1'],
  ['documentation', '2001:db8::1'],
  ['6to4 of a private address', '2002:a00:1::1'],
  ['6to4 of a public address', '2002:808:808::1'],
  ['documentation', '3fff::1'],
  ['segment routing', '5f00::1'],
  ['unique local', 'fc00::1'],
  ['unique local', 'fdff:ffff::1'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['a zone behind a public address', '2606:4700::1111%1'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['not given out', '4000::1'],
] as const

const asNumber = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const asAddress = (n: number): string => [24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256).join('.')
const insideNumber = fc.constantFrom(...INSIDE_4).chain(([, first, last]) => fc.integer({ min: asNumber(first), max: asNumber(last) }))
const hex = (n: number, digits = 1): string => n.toString(16).padStart(digits, '0')

describe('An IPv4 address', () => {
  it.each(INSIDE_4)('of the %s block is inside from %s to %s', (_, first, last) => {
    for (const address of [first, last]) expect(isOutside(address)).toBe(false)
  })
  it.each([...OUTSIDE_4, ...MORE_OUTSIDE_4])('beside those blocks is outside: %s', (address) => expect(isOutside(address)).toBe(true))

  it('is inside wherever it lies in such a block, and outside everywhere else', () => {
    const blocks = INSIDE_4.map(([, first, last]) => [asNumber(first), asNumber(last)] as const)
    fc.assert(
      fc.property(fc.oneof(insideNumber, fc.integer({ min: 0, max: 2 ** 32 - 1 })), (n) => {
        const inside = blocks.some(([first, last]) => n >= first && n <= last)
        // Three small blocks more (AS112, AMT) are refused as well: nobody's website.
        const small = /^(192\.(175\.48|31\.196|52\.193))\./.test(asAddress(n))
        expect(isOutside(asAddress(n))).toBe(!inside && !small)
      }),
      { numRuns: rounds(1_000, 5_000) },
    )
  })

  it.each(['', '1', '1.1', '1.1.1', '010.1.1.1', '0x8.8.8.8', '8.8.8.8.', ' 8.8.8.8', '8.8.8.8/8', '256.1.1.1', '134744072', 'localhost'])(
    'is none, and so inside, when it is written in another way: “%s”',
    (text) => expect(isOutside(text)).toBe(false),
  )
})

describe('An IPv6 address', () => {
  it.each(INSIDE_6)('is inside: %s, %s', (_, address) => expect(isOutside(address)).toBe(false))
  it.each(['2606:4700:4700::1111', '2a00:1450:4009::200e', '2001:4860:4860::8888', '2400::1', '2003::1'])('is outside: %s', (address) =>
    expect(isOutside(address)).toBe(true),
  )

  it('that carries an inner IPv4 address, in any known way, is inside', () => {
    fc.assert(
      fc.property(insideNumber, (n) => {
        const [high, low] = [hex(Math.floor(n / 65_536)), hex(n % 65_536)]
        const written = [`::ffff:${high}:${low}`, `::${high}:${low}`, `64:ff9b::${high}:${low}`, `2002:${high}:${low}::1`]
        for (const address of [...written, `::ffff:${asAddress(n)}`, `::ffff:0:${high}:${low}`]) expect(isOutside(address)).toBe(false)
      }),
      { numRuns: rounds(500, 2_000) },
    )
  })

  it('outside 2000::/3 is always inside', () => {
    const first = fc.integer({ min: 0, max: 0xffff }).filter((part) => part < 0x2000 || part > 0x3fff)
    fc.assert(
      fc.property(first, fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 7, maxLength: 7 }), (head, rest) => {
        expect(isOutside([head, ...rest].map((part) => hex(part)).join(':'))).toBe(false)
      }),
      { numRuns: rounds(500, 2_000) },
    )
  })
})

const allowed = (text: string): boolean => outsideUrl(text).ok

describe('The address of a link', () => {
  it.each(['https://www.gov.uk/', 'http://a.co', 'https://a.co:443/x?y#z', 'http://a.co:443/', 'https://8.8.8.8/', 'https://a.co./'])(
    'may be fetched: %s',
    (text) => expect(allowed(text)).toBe(true),
  )

  it.each([
    ['no address', 'not an address'],
    ['a path', '/news/x'],
    ['a file', 'file:///etc/passwd'],
    ['ftp', 'ftp://a.co/'],
    ['gopher', 'gopher://a.co:80/'],
    ['mail', 'mailto:a@a.co'],
    ['data', 'data:text/plain,x'],
    ['a script', 'javascript:alert(1)'],
    ['a web socket', 'ws://a.co/'],
    ['a name', 'https://user@a.co/'],
    ['a password', 'https://:secret@a.co/'],
    ['a port', 'http://a.co:8080/'],
    ['the port of PostgreSQL', 'http://a.co:5432/'],
    ['port 0', 'http://a.co:0/'],
    ['a single word', 'http://intranet/'],
    ['localhost', 'http://localhost/'],
    ['localhost with a dot', 'http://localhost./'],
    ['a name under localhost', 'http://a.localhost/'],
    ['capitals', 'http://LOCALHOST/'],
    ['mDNS', 'http://printer.local/'],
    ['the metadata name of a cloud', 'http://metadata.google.internal/'],
    ['loopback', 'http://127.0.0.1/'],
    ['loopback, short', 'http://127.1/'],
    ['loopback, decimal', 'http://2130706433/'],
    ['loopback, octal', 'http://0177.0.0.1/'],
    ['loopback, hexadecimal', 'http://0x7f000001/'],
    ['loopback, full width', 'http://１２７.0.0.1/'],
    ['loopback, circled', 'http://①②⑦.0.0.1/'],
    ['zero', 'http://0/'],
    ['the metadata address of clouds', 'http://169.254.169.254/latest/meta-data/'],
    ['the same in decimal', 'http://2852039166/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['mapped', 'http://[::ffff:10.0.0.1]/'],
    ['mapped, in digits', 'http://[::ffff:7f00:1]/'],
    ['IPv4-compatible', 'http://[::127.0.0.1]/'],
    ['NAT64', 'http://[64:ff9b::10.0.0.1]/'],
    ['link-local', 'http://[fe80::1]/'],
  ])('may not: %s, %s', (_, text) => expect(allowed(text)).toBe(false))

  it('is read against the page that redirects to it', () => {
    const base = new URL('https://a.co/one/two')
    expect(outsideUrl('../three', base)).toMatchObject({ ok: true, value: { host: 'a.co', port: 443, secure: true } })
    expect(outsideUrl('//127.0.0.1/', base).ok).toBe(false)
    expect(outsideUrl('//b.co/x', base)).toMatchObject({ ok: true, value: { host: 'b.co' } })
  })

  it('never throws, and never lets an inner address through however its number is written', () => {
    const forms = (n: number) => [String(n), `0x${hex(n)}`, `0${n.toString(8)}`, asAddress(n), `${Math.floor(n / 2 ** 24)}.${n % 2 ** 24}`]
    fc.assert(
      fc.property(insideNumber, fc.constantFrom('http', 'https'), (n, scheme) => {
        for (const host of forms(n)) expect(allowed(`${scheme}://${host}/`)).toBe(false)
      }),
      { numRuns: rounds(500, 2_000) },
    )
    fc.assert(fc.property(fc.string(), (text) => void allowed(text)))
    fc.assert(fc.property(fc.webUrl({ withFragments: true }), (text) => void allowed(text)))
  })
})
