import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { encodePage } from './page-cache-entry.mjs'
import { isSame } from './ready-answer.mjs'
import { codingFor, StoredPage } from './stored-page.mjs'

const html = `<main>${'<p>“Long” enough to compress.</p>'.repeat(60)}</main>`
const headers = {
  'x-next-cache-tags': '_N_T_/news/x,address:x',
  'cache-control': 'public, max-age=0, must-revalidate',
  location: ['/a', '/b'],
}
const page = () => new StoredPage('1', encodePage({ kind: 'APP_PAGE', html, headers, status: 410 }), ['address:x'])

describe('A stored page', () => {
  it('is sent with its status and headers, and its tags stay here', () => {
    const { status, headers: sent } = page().answer('identity')
    expect(status).toBe(410)
    expect(sent).toContainEqual(['content-type', 'text/html; charset=utf-8'])
    expect(sent).toContainEqual(['cache-control', 'public, max-age=0, must-revalidate'])
    expect(sent).toContainEqual(['location', '/b'])
    expect(JSON.stringify(sent)).not.toContain('address:x')
  })

  it('is the same text in every coding', () => {
    const stored = page()
    expect(stored.answer('identity').body.toString()).toBe(html)
    expect(gunzipSync(stored.answer('gzip').body).toString()).toBe(html)
    expect(brotliDecompressSync(stored.answer('br').body).toString()).toBe(html)
    expect(stored.answer('gzip').headers).toContainEqual(['content-encoding', 'gzip'])
  })

  it('is not compressed when small or not text', () => {
    const image = new StoredPage(
      '1',
      encodePage({ kind: 'APP_ROUTE', body: Buffer.alloc(5_000), status: 200, headers: { 'content-type': 'image/png' } }),
      [],
    )
    expect(image.answer('gzip').body).toHaveLength(5_000)
    const small = new StoredPage('1', encodePage({ kind: 'APP_PAGE', html: '<p>x</p>', headers: {} }), [])
    expect(small.answer('gzip').headers.map(([name]) => name)).not.toContain('content-encoding')
  })

  it('never takes more than it counts for, also when it hardly compresses', () => {
    const words = Array.from({ length: 3_000 }, (_, i) => ((i + 1) ** 7 % 2_147_483_647).toString(36)).join(' ')
    for (const text of [html, words]) {
      const stored = new StoredPage('1', encodePage({ kind: 'APP_PAGE', html: text, headers, status: 200 }), ['address:x'])
      for (const coding of ['identity', 'gzip', 'br', 'gzip'] as const) stored.answer(coding)
      expect(stored.held).toBeLessThan(stored.bytes)
      expect(gunzipSync(stored.answer('gzip').body).toString()).toBe(text)
    }
  })

  it('keeps its compressed forms', () => {
    const stored = page()
    const body = stored.answer('br').body
    expect(stored.answer('gzip').body).toBe(stored.answer('gzip').body)
    expect(stored.answer('br').body).toBe(body)
  })

  it('is known by its tag in any list, weak or not', () => {
    const { etag } = page().answer('identity')
    expect(isSame(`"other", ${etag}`, etag)).toBe(true)
    expect(isSame(etag.slice(2), etag)).toBe(true)
    expect(isSame('"other"', etag)).toBe(false)
    expect(isSame(undefined, etag)).toBe(false)
  })
})

describe('The coding a reader takes', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br; q=0.0', 'identity'],
    ['abrupt', 'identity'],
    [undefined, 'identity'],
  ])('%s: %s', (accept, coding) => expect(codingFor(accept)).toBe(coding))
})
