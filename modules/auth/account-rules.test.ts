import { describe, expect, it } from 'vitest'
import { browserWords } from './browser-words'
import { factorWords } from './factor-words'
import { hashOneUseToken, isOneUseToken, newOneUseToken } from './one-use-token'
import { claimsSchema, factorsOf, subjectOf, verifiedEmail } from './organisation-rules'
import { passkeyOrigin, passkeySite } from './passkey-site'
import { qrPath } from './qr-path'

describe('Where passkeys are for', () => {
  it.each([
    ['https://news.example.org', { rpId: 'news.example.org', origins: ['https://news.example.org'] }, null],
    [
      'http://127.0.0.1:3000',
      { rpId: 'localhost', origins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'] },
      'http://localhost:3000',
    ],
    [
      'http://localhost:3000',
      { rpId: 'localhost', origins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'] },
      null,
    ],
    ['http://192.0.2.1:3000', null, null],
    ['http://[2001:db8::1]:3000', null, null],
  ])('%s', (publicUrl, site, origin) => {
    expect(passkeySite(publicUrl)).toEqual(site)
    expect(passkeyOrigin(publicUrl)).toBe(origin)
  })
})

describe('An organisation’s word', () => {
  const claims = { iss: 'https://login.example.org', sub: 'sam', email: ' Sam@Example.org ', email_verified: true }

  it('names an account only by an address it has verified', () => {
    expect(verifiedEmail(claims)).toBe('sam@example.org')
    expect(verifiedEmail({ ...claims, email_verified: false })).toBeNull()
    expect(verifiedEmail({ iss: claims.iss, sub: 'sam', email: 'sam@example.org' })).toBeNull()
    expect(claimsSchema.safeParse({ ...claims, email_verified: 'yes' }).success).toBe(false)
    expect(subjectOf(claims)).toBe('https://login.example.org sam')
  })

  it.each([
    [{}, false, ['oidc']],
    [{ amr: ['pwd'] }, false, ['oidc']],
    [{ amr: ['pwd', 'mfa'] }, false, ['oidc', 'mfa']],
    [{ acr: 'phr' }, false, ['oidc', 'mfa']],
    [{ acr: '1' }, false, ['oidc']],
    [{}, true, ['oidc', 'mfa']],
  ])('counts as a second factor only where it or the operator says so: %j', (said, isTrusted, factors) => {
    expect(factorsOf(said, isTrusted)).toEqual(factors)
  })
})

describe('A link that works once', () => {
  it('has 256 bits, and only its hash is kept', () => {
    const token = newOneUseToken()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(isOneUseToken(token)).toBe(true)
    expect(hashOneUseToken(token)).toMatch(/^[0-9a-f]{64}$/)
    for (const other of ['', 'x', `${token}x`, token.slice(1), `${token.slice(1)}%`, '../../admin'])
      expect(isOneUseToken(other)).toBe(false)
  })
})

describe('A session, for people', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36', 'Chrome on Linux'],
    ['curl/8', 'A browser'],
  ])('%s', (userAgent, words) => expect(browserWords(userAgent)).toBe(words))

  it('says by what it was begun', () => {
    expect(factorWords(['pwd', 'otp'])).toBe('password and code')
    expect(factorWords(['oidc', 'mfa'])).toBe('your organisation')
    expect(factorWords([])).toBe('password')
  })
})

describe('A QR code', () => {
  it('is one path with four quiet modules around it, and the three finders in their corners', () => {
    const { size, d } = qrPath('otpauth://totp/Throughline:sam@example.org?secret=GEZDGNBV')
    expect(d).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/)
    const dark = new Set<string>()
    for (const [, x = '', y = '', run = ''] of d.matchAll(/M(\d+) (\d+)h(\d+)/g))
      for (let at = Number(x); at < Number(x) + Number(run); at += 1) dark.add(`${at} ${y}`)
    for (const [x, y] of [
      [4, 4],
      [size - 11, 4],
      [4, size - 11],
    ] as const) {
      for (let at = 0; at < 7; at += 1) expect(dark.has(`${x + at} ${y}`)).toBe(true)
      expect(dark.has(`${x + 3} ${y + 3}`)).toBe(true)
      expect(dark.has(`${x + 1} ${y + 1}`)).toBe(false)
    }
    expect([...dark].every((place) => place.split(' ').every((one) => Number(one) >= 4 && Number(one) < size - 4))).toBe(true)
  })
})
