import { describe, expect, it } from 'vitest'
import { accountKey, peerAddress } from './throttle'

describe('whose attempts are counted together', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['192.0.2.7, 10.0.0.1', 'unknown'],
    ['evil', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
  ])('%j is %s', (header, peer) => expect(peerAddress(header)).toBe(peer))

  it('one account however it is typed, and nothing of it readable', () => {
    expect(accountKey(' Ada@Example.ORG ')).toBe(accountKey('ada\uff20example.org'))
    expect(accountKey('ada@example.org')).toMatch(/^acct:[0-9a-f]{64}$/)
  })
})
