import { describe, expect, it } from 'vitest'
import { cookieOptions, isAskedByItself, isLive, isSeenLongAgo, sessionCookieName } from './session-rules'

const NOW = new Date('2026-11-21T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const live = { endedAt: null, expiresAt: ago(-1), lastSeenAt: ago(1), active: true, sessionVersion: 2 }

describe('a session', () => {
  it('lets in while everything holds', () => expect(isLive(live, 2, NOW)).toBe(true))

  it.each([
    ['was ended', { endedAt: ago(1) }],
    ['has expired', { expiresAt: NOW }],
    ['was idle for an hour', { lastSeenAt: ago(60) }],
    ['belongs to a closed account', { active: false }],
    ['is of an older version', { sessionVersion: 3 }],
    ['is of a newer version', { sessionVersion: 1 }],
  ])('does not when it %s', (_, change) => expect(isLive({ ...live, ...change }, 2, NOW)).toBe(false))

  it('is noted once a minute', () => {
    expect(isSeenLongAgo(new Date(NOW.getTime() - 59_999), NOW)).toBe(false)
    expect(isSeenLongAgo(ago(1), NOW)).toBe(true)
  })

  it('is not kept alive by what an open page asks by itself', () => {
    for (const path of ['/admin/articles/sittings/presence', '/admin/articles/questions/workflow', '/admin/articles/questions/comments'])
      expect(isAskedByItself(path), path).toBe(true)
    for (const path of [null, '/admin', '/admin/articles/sittings/keep', '/admin/articles/questions/checks', '/sittings/presence'])
      expect(isAskedByItself(path), String(path)).toBe(false)
  })

  it('has a cookie tied to this host and to https where there is https', () => {
    expect(sessionCookieName('https://news.example.org')).toBe('__Host-throughline.session')
    expect(cookieOptions('https://news.example.org')).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
    expect(sessionCookieName('http://127.0.0.1:3000')).toBe('throughline.session')
    expect(cookieOptions('http://127.0.0.1:3000').secure).toBe(false)
  })
})
