import { describe, expect, it } from 'vitest'
import { nextLondonMidnight as ofDates } from './dates'
import { nextLondonMidnight } from './london-midnight.mjs'
import { addressOfKey, askAgain, decodePage, encodePage, expiryOf, finishPage, isPublicAddress, readMarks } from './page-cache-entry.mjs'

const at = new Date('2026-06-26T10:00:00Z')

describe('The address in a key of Next', () => {
  it('is what stands after the hash', () => {
    expect(addressOfKey('/route-cache/APP_PAGE/0a1b/$/news/x')).toBe('/news/x')
    expect(addressOfKey('/route-cache/APP_PAGE/0a1b/$/index')).toBe('/')
    expect(addressOfKey('/route-cache/APP_PAGE/0a1b/$/index/index-of-schools')).toBe('/index-of-schools')
    expect(addressOfKey('0a1b')).toBeNull()
  })

  it('is public unless it belongs to staff', () => {
    expect(isPublicAddress('/news/admin')).toBe(true)
    expect(isPublicAddress('/administration')).toBe(true)
    for (const staff of ['/admin', '/admin/articles', '/sign-in', '/api/auth/session']) expect(isPublicAddress(staff)).toBe(false)
    expect(isPublicAddress(null)).toBe(false)
  })
})

describe('The marks of a page', () => {
  it('are told from the tags of what it shows', () => {
    expect(readMarks('_N_T_/layout,_N_T_/news/x,address:x,http-status:410,until:london-midnight,address:x')).toEqual({
      tags: ['address:x'],
      status: 410,
      untilMidnight: true,
    })
    expect(readMarks(undefined)).toEqual({ tags: [], status: undefined, untilMidnight: false })
  })

  it('cannot name another status', () => {
    expect(readMarks('http-status:200,http-status:4040').status).toBeUndefined()
  })
})

describe('A page ends by itself', () => {
  it('at the next London midnight when it shows ages', () => {
    expect(expiryOf({ status: 200, untilMidnight: true }, at)).toEqual(new Date('2026-06-26T23:00:00Z'))
    expect(expiryOf({ status: 200, untilMidnight: false }, at)).toBeNull()
  })

  it('within a minute when there is nothing at its address', () => {
    expect(expiryOf({ status: 404, untilMidnight: false }, at)).toEqual(new Date('2026-06-26T10:01:00Z'))
    const late = new Date('2026-06-26T22:59:50Z')
    expect(expiryOf({ status: 404, untilMidnight: true }, late)).toEqual(new Date('2026-06-26T23:00:00Z'))
  })

  it('with the midnight of lib/dates.ts', () => {
    for (const moment of [
      '2026-03-28T23:59:59Z',
      '2026-03-29T00:30:00Z',
      '2026-10-24T23:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-11-21T20:00:00Z',
    ])
      expect(nextLondonMidnight(new Date(moment))).toEqual(ofDates(new Date(moment)))
  })
})

describe('A finished page', () => {
  const page = (over: Record<string, unknown> = {}) => ({
    kind: 'APP_PAGE',
    html: '<main>x</main><script>1</script>',
    headers: {},
    ...over,
  })

  it('has the status it was marked with, and must be asked for again each time', () => {
    const data = page({ headers: { link: '</a.js>; rel=preload; as="script"' } })
    finishPage(data, readMarks('http-status:410'), '/news/x')
    expect(data).toMatchObject({ status: 410, html: '<main>x</main>', headers: { 'cache-control': 'public, max-age=0, must-revalidate' } })
    expect(data.headers).not.toHaveProperty('link')
  })

  it('is kept by nobody while the newsroom is away', () => {
    const data = page()
    finishPage(data, readMarks('http-status:503'), '/news/x')
    expect(data).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '10' } })
  })

  it('that became old sends the reader to the same address, and nowhere else', () => {
    for (const [address, location] of [
      ['/news/x', '/news/x'],
      ['//example.org/x', '/example.org/x'],
      ['/news/é\r\nx', '/news/%C3%A9%0D%0Ax'],
    ]) {
      const data = page()
      askAgain(data, address ?? '')
      expect(data).toMatchObject({ status: 307, html: '', headers: { location, 'cache-control': 'no-store' } })
    }
  })

  it('comes out of the store as it went in, without what only scripts would ask for', () => {
    const data = page({ html: '<p>“é”</p>', status: 410, rscData: Buffer.from('flight'), segmentData: new Map([['/a', Buffer.from('b')]]) })
    const bytes = encodePage(data)
    expect(bytes.includes('flight')).toBe(false)
    expect(decodePage(bytes)).toEqual({
      kind: 'APP_PAGE',
      html: '<p>“é”</p>',
      status: 410,
      headers: {},
      rscData: undefined,
      segmentData: undefined,
    })
    const route = { kind: 'APP_ROUTE', body: Buffer.from('<feed/>'), status: 200, headers: { 'content-type': 'application/atom+xml' } }
    expect(decodePage(encodePage(route))).toEqual(route)
  })
})
