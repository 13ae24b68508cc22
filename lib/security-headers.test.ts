import { describe, expect, it } from 'vitest'
import { newNonce, staffPolicy } from './security-headers'

describe('the policy of signed-in pages', () => {
  it('lets run what carries this answer’s nonce, and nothing else', () => {
    const nonce = newNonce()
    const rules = new Map(
      staffPolicy(nonce)
        .split('; ')
        .map((rule) => [rule.split(' ', 1)[0], rule]),
    )
    expect(rules.get('default-src')).toBe("default-src 'none'")
    expect(rules.get('script-src')).toBe(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`)
    expect(rules.get('style-src')).toBe(`style-src 'self' 'nonce-${nonce}'`)
    for (const name of ['object-src', 'base-uri', 'frame-ancestors']) expect(rules.get(name)).toBe(`${name} 'none'`)
    expect(rules.get('form-action')).toBe("form-action 'self'")
    expect(staffPolicy(nonce)).not.toContain('unsafe')
  })

  it('has a nonce of 128 bits that is never the same', () => {
    const nonces = Array.from({ length: 100 }, newNonce)
    expect(new Set(nonces).size).toBe(100)
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
  })
})
