import { describe, expect, it } from 'vitest'
import { toCsv } from '@/lib/csv'
import { parseInput } from '@/lib/input'
import { prefersText } from './answer'
import { documented, openApi } from './openapi'
import { articlesQuery, noQuery, relatedQuery } from './parameters'

describe('CSV', () => {
  it('quotes what needs quoting and ends lines as RFC 4180 says', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x,y', 'say "hi"'],
          ['two\nlines', ''],
        ],
      ),
    ).toBe('a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('does not let a spreadsheet run %j', (cell) => {
    expect(toCsv(['a'], [[cell]])).toContain(`'${cell}`)
  })
})

describe('parameters', () => {
  it('have defaults', () => {
    expect(parseInput(articlesQuery, {})).toEqual({ ok: true, value: { page: 1, page_size: 20 } })
    expect(parseInput(relatedQuery, {})).toEqual({ ok: true, value: {} })
    expect(parseInput(relatedQuery, { limit: '7' })).toEqual({ ok: true, value: { limit: 7 } })
  })

  it.each([
    [articlesQuery, { page: '0' }, 'page'],
    [articlesQuery, { page: '1e3' }, 'page'],
    [articlesQuery, { page_size: '101' }, 'page_size'],
    [articlesQuery, { page: ['1', '2'] }, 'page'],
    [articlesQuery, { tag: "x' or 1=1" }, 'tag'],
    [articlesQuery, { state: 'draft' }, 'state'],
    [relatedQuery, { limit: '21' }, 'limit'],
    [noQuery, { where: 'x' }, 'where'],
  ] as const)('refuse what they do not know, by name: %#', (schema, query, field) => {
    const parsed = parseInput(schema, query)
    expect(parsed.ok).toBe(false)
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.field)).toEqual([field])
  })
})

describe('A client', () => {
  it.each<[string | null, boolean]>([
    ['text/plain', true],
    ['text/plain;q=0.9, application/json;q=0.5', true],
    ['Text/Plain; charset=utf-8', true],
    ['application/json, text/plain', false],
    ['application/json, text/plain;q=0.5', false],
    ['text/plain;q=0', false],
    ['text/html', false],
    ['*/*', false],
    [null, false],
  ])('that accepts %s: text is %s', (accept, text) => {
    expect(prefersText(accept)).toBe(text)
  })
})

describe('the OpenAPI document', () => {
  const document = openApi('https://news.example')

  it('names only schemas that it holds', () => {
    const named = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)
    const held = Object.keys(document.components.schemas)
    expect([...named].map((match) => match[1]).filter((name) => !held.includes(String(name)))).toEqual([])
    expect(documented.length).toBe(7)
  })

  it('describes every address with its parameters', () => {
    expect(Object.keys(document.paths)).toEqual([
      '/api/v1/articles',
      '/api/v1/articles/{slug}',
      '/api/v1/articles/{slug}/related',
      '/api/v1/tags',
      '/api/v1/areas',
      '/api/v1/inspections',
      '/api/v1/inspections.csv',
    ])
    expect(document.paths['/api/v1/articles']?.get.parameters.map((parameter) => parameter.name)).toEqual([
      'page',
      'page_size',
      'tag',
      'with',
    ])
  })
})
