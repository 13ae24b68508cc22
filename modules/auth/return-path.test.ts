import { describe, expect, it } from 'vitest'
import { safeReturnPath, safeReturnUrl } from './return-path'

const BASE = 'https://news.example.org'
const hostile = [
  'https://evil.example',
  'http://evil.example/admin',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  'data:text/html,hello',
  'https:evil.example',
  'evil.example',
  './/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  'https://news.example.org.evil.example/',
  'https://news.example.org@evil.example/',
  'https://news.example.org:evil@evil.example',
  '/%0d%0a//\u0000evil.example',
  '/\u2028/evil.example',
  '',
  `/${'a'.repeat(600)}`,
]

describe('the address to return to after signing in', () => {
  it.each(hostile)('%j never leads away', (value) => {
    expect(safeReturnPath(value)).toBeNull()
    expect(safeReturnUrl(value, BASE)).toBe(`${BASE}/admin`)
  })

  it.each([null, undefined, 1, {}, ['/admin']])('%j is not a path', (value) => expect(safeReturnPath(value)).toBeNull())

  it.each(['/admin', '/admin/articles?state=draft&page=2', '/admin/articles/1#history', '/'])('%j is kept', (value) => {
    expect(safeReturnPath(value)).toBe(value)
    expect(safeReturnUrl(`${BASE}${value}`, BASE)).toBe(`${BASE}${value}`)
  })

  it('is resolved the way a browser would', () => expect(safeReturnPath('/admin/../admin/tags')).toBe('/admin/tags'))
})
