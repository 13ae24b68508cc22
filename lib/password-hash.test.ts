import { describe, expect, it } from 'vitest'
import { hashPassword, isWeakHash, verifyNobody, verifyPassword } from './password-hash'

describe('a hashed password', () => {
  it('is argon2id at our strength, salted, and verified as typed', async () => {
    const [one, two] = await Promise.all([hashPassword('a lamp 🪔 under the stairs'), hashPassword('a lamp 🪔 under the stairs')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
    expect(await verifyPassword(one, 'a lamp 🪔 under the stairs')).toBe(true)
    expect(await verifyPassword(one, 'a lamp 🪔 under the stairs ')).toBe(false)
    expect(await verifyPassword(one, 'A lamp 🪔 under the stairs')).toBe(false)
    expect(isWeakHash(one)).toBe(false)
    expect(isWeakHash(one.replace('m=19456', 'm=8192'))).toBe(true)
    expect(isWeakHash(one.replace('t=2', 't=1'))).toBe(true)
  })

  it('takes as long for nobody as for somebody', async () => expect(await verifyNobody('anything')).toBe(false))

  it('is refused when too many wait, and works again afterwards', async () => {
    const all = await Promise.allSettled(Array.from({ length: 80 }, () => verifyNobody('anything')))
    const refused = all.filter((one) => one.status === 'rejected').length
    expect(refused).toBeGreaterThan(0)
    expect(refused).toBeLessThan(20)
    expect(await verifyNobody('anything')).toBe(false)
  })
})
