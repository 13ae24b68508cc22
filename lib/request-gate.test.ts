import { describe, expect, it } from 'vitest'
import { ADDRESS_LENGTH_MAX, cleanHeaders, refusalOf } from './request-gate.mjs'

const about = { peer: '192.0.2.7', trustProxy: false, staff: false, publicUrl: undefined }

describe('A request before the framework sees it', () => {
  it('is refused when its address cannot be read', () => {
    for (const url of ['/news/%E0%A4%A', '/news/%', '/news/a%00b', '/search?q=%00', '/news/%0a', '/a\u007fb', 'http://example.org/', '*'])
      expect(refusalOf('GET', url)?.status, url).toBe(400)
    expect(refusalOf('GET', `/${'a'.repeat(ADDRESS_LENGTH_MAX)}`)?.status).toBe(414)
    expect(refusalOf('TRACE', '/')?.status).toBe(405)
  })

  it('takes nothing in on a reader’s page', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) expect(refusalOf(method, '/news/x')?.status).toBe(405)
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(refusalOf(method, '/news/x')).toBeNull()
    expect(refusalOf('POST', '/admin/articles', { staff: true })).toBeNull()
    expect(refusalOf('POST', '/api/v1/articles')).toBeNull()
  })

  it('takes in what a visitor says by a preview link, and nothing at addresses like it', () => {
    expect(refusalOf('POST', '/preview/x')).toBeNull()
    for (const url of ['/previews/x', '/news/preview/x', '/?x=/preview/x']) expect(refusalOf('POST', url)?.status, url).toBe(405)
  })

  it('says where a form comes from when its page does not and the browser knows', () => {
    const sent = (headers: Record<string, string>, publicUrl?: string) => {
      cleanHeaders(headers, { ...about, publicUrl })
      return headers.origin
    }
    const own = { origin: 'null', 'sec-fetch-site': 'same-origin', host: 'news.example' }
    expect(sent({ ...own }, 'https://news.example')).toBe('https://news.example')
    expect(sent({ ...own })).toBe('http://news.example')
    for (const site of ['cross-site', 'same-site', 'none']) expect(sent({ ...own, 'sec-fetch-site': site })).toBe('null')
    expect(sent({ origin: 'null', host: 'news.example' })).toBe('null')
    expect(sent({ ...own, origin: 'https://evil.example' })).toBe('https://evil.example')
  })

  it('passes when it is merely unusual', () => {
    for (const url of ['/', '/news/%C3%A9', '/search?q=100%', '/news/a%2Fb', '/news/..%2f..', '/%F0%9F%93%B0'])
      expect(refusalOf('GET', url), url).toBeNull()
  })

  it('says who is asking, whatever it says itself', () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' }
    cleanHeaders(headers, about)
    expect(headers).toEqual({ 'x-forwarded-for': '192.0.2.7' })
  })

  it('is believed as far as the proxy in front, and no further', () => {
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.4' }
    cleanHeaders(headers, { ...about, trustProxy: true })
    expect(headers['x-forwarded-for']).toBe('198.51.100.4')
    const none = {}
    cleanHeaders(none, { ...about, trustProxy: true })
    expect(none).toEqual({ 'x-forwarded-for': '192.0.2.7' })
  })

  it('cannot speak to the framework behind its back', () => {
    const headers = {
      accept: 'text/html',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-middleware-subrequest': 'proxy:proxy',
      'x-nextjs-data': '1',
      'x-prerender-revalidate': 'guess',
      'x-matched-path': '/admin',
      'next-resume': '1',
    }
    cleanHeaders(headers, { ...about, staff: true })
    expect(headers).toEqual({ accept: 'text/html', 'x-forwarded-for': '192.0.2.7' })
  })

  it('asks for a public page only in the form readers get', () => {
    const asked = () => ({ rsc: '1', 'next-router-state-tree': '[]', 'next-action': 'x' })
    const reader = asked()
    cleanHeaders(reader, about)
    expect(reader).toEqual({ 'x-forwarded-for': '192.0.2.7' })
    const editor = asked()
    cleanHeaders(editor, { ...about, staff: true })
    expect(editor).toMatchObject(asked())
  })
})
