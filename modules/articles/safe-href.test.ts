import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rounds } from '@/lib/testing/rounds'
import { safeHref } from './safe-href'

describe('A link may lead', () => {
  const allowed: [string, string][] = [
    ['https://example.org', 'https://example.org/'],
    [' HTTPS://EXAMPLE.ORG/a b?q=1#z ', 'https://example.org/a%20b?q=1#z'],
    ['http://example.org/', 'http://example.org/'],
    ['https://exämple.org/', 'https://xn--exmple-cua.org/'],
    ['mailto:desk@example.org', 'mailto:desk@example.org'],
    ['tel:+441234567890', 'tel:+441234567890'],
    ['/news/a-story?page=2#top', '/news/a-story?page=2#top'],
    ['#notes', '#notes'],
  ]
  it.each(allowed)('to %s', (typed, stored) => {
    expect(safeHref(typed)).toBe(stored)
  })
})

describe('A link may not lead', () => {
  const refused = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript\n:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    '//example.org',
    '/\\example.org',
    '/\t/example.org',
    '/..//example.org',
    '/.//example.org',
    '\\\\example.org',
    'https://user:password@example.org/',
    'https://user@example.org/',
    'https://',
    'mailto:',
    'example.org',
    '../news',
    '#',
    '#"><script>',
    '',
    ' ',
    '\ud800',
    `https://example.org/${'x'.repeat(2_000)}`,
  ]
  it.each(refused)('to %j', (typed) => {
    expect(safeHref(typed)).toBeNull()
  })
})

describe('Whatever is typed as a link', () => {
  it('comes out as null or as something that leads where it says, and stays so', () => {
    const pieces = fc.constantFrom(
      'javascript:',
      'https:',
      'http://',
      '//',
      '/',
      '\\',
      '\t',
      '\n',
      '\u0000',
      '@',
      '..',
      '.',
      ':',
      '#',
      '?',
      'a',
      'example.org',
      ' ',
      '\u00a0',
      '%09',
      'ß',
      'mailto:',
      'tel:',
      'data:',
      '&colon;',
      '\ud83d',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.webUrl(),
          fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
        ),
        (typed) => {
          const href = safeHref(typed)
          if (href === null) return
          expect(safeHref(href)).toBe(href)
          const url = new URL(href, 'https://site.invalid/')
          expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(url.protocol)
          if (/^[/#]/.test(href)) expect(url.origin).toBe('https://site.invalid')
        },
      ),
      { numRuns: rounds(250, 1_000) },
    )
  })
})
