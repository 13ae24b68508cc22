import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type ApiAnswer, apiRoute } from './api-route'
import { Conflict, NotAllowed, NotFound } from './errors'

process.env.LOG_LEVEL = 'silent'

const schemas = {
  query: z.strictObject({ page: z.coerce.number().int().min(1).max(1_000).default(1) }),
  params: z.strictObject({ slug: z.string().regex(/^[a-z0-9-]+$/) }),
}
const ask = (
  handler: () => Promise<ApiAnswer>,
  { search = '', slug = 'a-story', headers = {} }: { search?: string; slug?: string; headers?: Record<string, string> } = {},
) =>
  apiRoute(schemas, handler)(new Request(`http://127.0.0.1/api/v1/articles/${slug}${search}`, { headers }), {
    params: Promise.resolve({ slug }),
  })
const fine = async (): Promise<ApiAnswer> => ({ json: { headline: 'Words' } })
const fails = (error: unknown) => () => Promise.reject(error)

describe('an address for programs', () => {
  it('answers with JSON and an ETag, and 304 when that is known', async () => {
    const answer = await ask(fine)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await answer.json()).toEqual({ headline: 'Words' })
    const etag = answer.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{27}"$/)
    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await ask(fine, { headers: { 'if-none-match': sent } })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    }
    expect((await ask(fine, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    expect((await ask(async () => ({ json: { headline: 'Other words' } }))).headers.get('etag')).not.toBe(etag)
  })

  it('answers with text of another type', async () => {
    const answer = await ask(async () => ({
      text: 'a,b\r\n',
      contentType: 'text/csv; charset=utf-8',
      headers: { 'content-disposition': 'attachment' },
    }))
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/csv; charset=utf-8', 'a,b\r\n'])
    expect(answer.headers.get('content-disposition')).toBe('attachment')
  })

  it('gives the handler what was parsed', async () => {
    const handler = vi.fn(async (_: { query: { page: number }; params: { slug: string } }): Promise<ApiAnswer> => fine())
    await apiRoute(schemas, handler)(new Request('http://127.0.0.1/?page=7'), { params: Promise.resolve({ slug: 'a' }) })
    expect(handler.mock.calls[0]?.[0]).toMatchObject({ query: { page: 7 }, params: { slug: 'a' } })
  })
})

describe('an address for programs, asked wrongly', () => {
  it.each([
    ['?page=0', 'page'],
    ['?page=NaN', 'page'],
    ['?page=1e9', 'page'],
    ['?page=', 'page'],
    ['?page=1&page=2', 'page'],
    ['?page=1&where[state]=draft', 'where?state?'],
    ['?status=draft', 'status'],
    ['?__proto__=1', '__proto__'],
    ['?constructor=1', 'constructor'],
    ["?page=1'--", 'page'],
    ['?page=%00', 'page'],
  ])('refuses %s and names %s', async (search, field) => {
    const answer = await ask(fine, { search })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect((await answer.json()).problems.map((one: { field: string }) => one.field)).toEqual([field])
  })

  it('has nothing at an address that cannot be one', async () => expect((await ask(fine, { slug: 'A_Story' })).status).toBe(404))

  it.each([
    [404, new NotFound('There is no such story.')],
    [403, new NotAllowed('You may not.')],
    [409, new Conflict('It changed.')],
    [503, Object.assign(new Error('x'), { code: 'P1001' })],
    [503, new Error('x', { cause: Object.assign(new Error('y'), { code: 'ECONNREFUSED' }) })],
    [503, Object.assign(new Error('x'), { code: '57P01' })],
    [503, new Error('timeout exceeded when trying to connect')],
    [500, new Error('a secret detail')],
    [500, Object.assign(new Error('x'), { code: 'P2002' })],
    [500, 'thrown text'],
  ])('turns an error into %s problem+json', async (status, error) => {
    const answer = await ask(fails(error))
    expect(answer.status).toBe(status)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('retry-after')).toBe(status === 503 ? '5' : null)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ status })
    expect(text).not.toContain('secret')
  })
})
