import { describe, expect, it } from 'vitest'
import { codeAddress, codeAt, newCodeSecret, secretInGroups, stepOfCode } from './one-time-codes'
import { newRecoveryCodes, readTypedCode } from './recovery-codes'
import { keyedHash, seal, unseal } from './sealed-secret'

/** The secret of RFC 6238's table for SHA-1, and its times; the last six of its eight digits. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => new Date(seconds * 1_000)

describe('Codes of an app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('are those of RFC 6238 at %d seconds', (seconds, code) => {
    expect(codeAt(RFC_SECRET, at(seconds))).toBe(code)
    expect(stepOfCode(RFC_SECRET, code, 0n, at(seconds))).toBe(BigInt(Math.floor(seconds / 30)))
  })

  it('are right one step early and one late, and no more', () => {
    const code = codeAt(RFC_SECRET, at(3_000_000))
    expect(stepOfCode(RFC_SECRET, code, 0n, at(3_000_000 - 30))).toBe(100_000n)
    expect(stepOfCode(RFC_SECRET, code, 0n, at(3_000_000 + 59))).toBe(100_000n)
    expect(stepOfCode(RFC_SECRET, code, 0n, at(3_000_000 - 31))).toBeNull()
    expect(stepOfCode(RFC_SECRET, code, 0n, at(3_000_000 + 60))).toBeNull()
  })

  it('do not work again once their step or a later one was used', () => {
    const [before, code] = [codeAt(RFC_SECRET, at(2_999_970)), codeAt(RFC_SECRET, at(3_000_000))]
    expect(stepOfCode(RFC_SECRET, code, 99_999n, at(3_000_000))).toBe(100_000n)
    expect(stepOfCode(RFC_SECRET, code, 100_000n, at(3_000_000))).toBeNull()
    expect(stepOfCode(RFC_SECRET, before, 100_000n, at(3_000_000))).toBeNull()
  })

  it.each(['', '12345', '1234567', 'abcdef', '-28708'])('are never %j', (code) => {
    expect(stepOfCode(RFC_SECRET, code, 0n, at(59))).toBeNull()
  })

  it('come from a secret of 160 bits, which an app reads from an address', () => {
    const secret = newCodeSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(newCodeSecret()).not.toBe(secret)
    expect(secretInGroups(secret).replaceAll(' ', '')).toBe(secret)
    const address = new URL(codeAddress(secret, 'sam@example.org'))
    expect(decodeURIComponent(address.pathname)).toBe('/Throughline:sam@example.org')
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      secret,
      issuer: 'Throughline',
      digits: '6',
      period: '30',
      algorithm: 'SHA1',
    })
  })
})

describe('What was typed', () => {
  it('is a code of the app when it is six digits, however they stand', () => {
    for (const typed of ['287082', ' 287 082 ', '２８７０８２', '287-082'])
      expect(readTypedCode(typed)).toEqual({ kind: 'otp', code: '287082' })
  })

  it('is else a recovery code, in whatever letters', () => {
    expect(readTypedCode(' K7M2-xq4r 9tbd')).toEqual({ kind: 'recovery', code: 'k7m2xq4r9tbd' })
  })

  it('could not be guessed: ten codes, all different, none of six digits', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}$/)
  })
})

describe('A sealed secret', () => {
  const ours = 'a'.repeat(43)

  it('is read again by its owner under the same installation only', () => {
    const stored = seal('GEZDGNBV', 'sam', ours)
    expect(stored).not.toContain('GEZDGNBV')
    expect(seal('GEZDGNBV', 'sam', ours)).not.toBe(stored)
    expect(unseal(stored, 'sam', ours)).toBe('GEZDGNBV')
    expect(() => unseal(stored, 'kim', ours)).toThrow()
    expect(() => unseal(stored, 'sam', 'b'.repeat(43))).toThrow()
  })

  it('cannot be changed, cut off or exchanged', () => {
    const stored = seal('GEZDGNBV', 'sam', ours)
    const bytes = Buffer.from(stored.slice(3), 'base64url')
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(() => unseal(`v1.${changed.toString('base64url')}`, 'sam', ours)).toThrow()
    }
    expect(() => unseal(`v1.${bytes.subarray(0, 20).toString('base64url')}`, 'sam', ours)).toThrow()
    expect(() => unseal(stored.replace('v1', 'v2'), 'sam', ours)).toThrow()
  })

  it('or a short code’s hash says nothing without the installation’s own secret', () => {
    expect(keyedHash('k7m2', 'sam', ours)).toMatch(/^[0-9a-f]{64}$/)
    expect(keyedHash('k7m2', 'sam', ours)).not.toBe(keyedHash('k7m2', 'sam', 'b'.repeat(43)))
    expect(keyedHash('k7m2', 'sam', ours)).not.toBe(keyedHash('k7m2', 'kim', ours))
  })
})
