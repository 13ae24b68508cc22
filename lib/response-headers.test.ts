import { describe, expect, it } from 'vitest'
import {
  everyAnswer,
  isMailLinkPath,
  isPreviewPath,
  isStaffPath,
  loggedPath,
  PREVIEW_HEADERS,
  PUBLIC_POLICY,
  STAFF_POLICY,
} from './response-headers.mjs'

const names = (publicUrl?: string) => everyAnswer({ publicUrl }).map(([name]) => name)

describe('The headers of every answer', () => {
  it('promise https only where readers have it', () => {
    expect(names('https://news.example')).toContain('Strict-Transport-Security')
    expect(names('http://127.0.0.1:3000')).not.toContain('Strict-Transport-Security')
    expect(names()).not.toContain('Strict-Transport-Security')
  })

  it('let a public page run no script but one from our own address, never inline, and be framed by nobody', () => {
    const directives = Object.fromEntries(PUBLIC_POLICY.split('; ').map((directive) => directive.split(/ (.*)/)))
    expect(directives).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    })
  })

  it('are never lax, also where a policy of its own is missing', () => {
    for (const policy of [PUBLIC_POLICY, STAFF_POLICY]) expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })

  it('of a preview link let nobody keep it, list it or hear of it', () => {
    expect(Object.fromEntries(PREVIEW_HEADERS)).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    expect(Object.fromEntries(PREVIEW_HEADERS)['X-Robots-Tag']).toContain('noindex')
    for (const path of ['/preview', '/preview/x', '/preview/x?said=1', '/preview?x']) expect(isPreviewPath(path), path).toBe(true)
    for (const path of ['/previews/x', '/news/preview', '/admin/articles/1/preview', '/?x=/preview/'])
      expect(isPreviewPath(path), path).toBe(false)
  })

  it('of a link from a mail are those of a preview, on a page of staff', () => {
    for (const path of ['/invitation/x', '/sign-in/new-password/x', '/invitation/x?y']) {
      expect(isMailLinkPath(path), path).toBe(true)
      expect(isStaffPath(path), path).toBe(true)
    }
    for (const path of ['/invitations', '/sign-in', '/sign-in/new-passwords', '/news/invitation'])
      expect(isMailLinkPath(path), path).toBe(false)
  })

  it('leave out of the log what lets somebody in', () => {
    expect(
      ['/preview/secret/media/k/960.webp?x', '/invitation/secret', '/sign-in/new-password/secret?y', '/news/a?b=c'].map(loggedPath),
    ).toEqual(['/preview', '/invitation', '/sign-in/new-password', '/news/a'])
  })

  it('know the pages of staff by whole words of their path', () => {
    for (const path of ['/admin', '/admin/articles?page=2', '/sign-in?from=%2Fadmin', '/api/auth/session'])
      expect(isStaffPath(path), path).toBe(true)
    for (const path of ['/administration', '/news/admin', '/api/authors', '/api/v1/articles', '/?x=/admin'])
      expect(isStaffPath(path), path).toBe(false)
  })
})
