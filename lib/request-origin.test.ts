import { describe, expect, it } from 'vitest'
import { originFault, ownOrigins } from './request-origin'

const PUBLIC = 'https://news.example.org'
const fault = (headers: Record<string, string>, publicUrl = PUBLIC) => originFault(new Headers(headers), publicUrl)

describe('where a changing request comes from', () => {
  it('trusts our own origin, with or without Sec-Fetch-Site', () => {
    expect(fault({ origin: PUBLIC })).toBeNull()
    expect(fault({ origin: PUBLIC, 'sec-fetch-site': 'same-origin' })).toBeNull()
  })

  it.each([
    ['absent', {}],
    ['absent', { origin: '' }],
    ['absent', { 'sec-fetch-site': 'same-origin' }],
    ['foreign', { origin: 'null' }],
    ['foreign', { origin: 'https://evil.example' }],
    ['foreign', { origin: 'http://news.example.org' }],
    ['foreign', { origin: 'https://news.example.org:8443' }],
    ['foreign', { origin: 'https://news.example.org.evil.example' }],
    ['foreign', { origin: 'https://NEWS.example.org' }],
    ['foreign', { origin: PUBLIC, 'sec-fetch-site': 'same-site' }],
    ['foreign', { origin: PUBLIC, 'sec-fetch-site': 'cross-site' }],
    ['foreign', { origin: PUBLIC, 'sec-fetch-site': 'none' }],
    ['foreign', { origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' }],
  ])('finds %s: %j', (expected, headers) => expect(fault(headers as Record<string, string>)).toBe(expected))

  it('takes the names of a loopback address for one another, at the same port only', () => {
    expect(ownOrigins('http://127.0.0.1:3000')).toEqual(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
    expect(fault({ origin: 'http://localhost:3000' }, 'http://127.0.0.1:3000')).toBeNull()
    expect(fault({ origin: 'http://localhost:3001' }, 'http://127.0.0.1:3000')).toBe('foreign')
    expect(fault({ origin: 'http://localhost' }, PUBLIC)).toBe('foreign')
  })
})
