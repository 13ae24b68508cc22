import { describe, expect, it } from 'vitest'
import { linkState } from './link-state'

const at = (hour: string): Date => new Date(`2026-11-22T${hour}:00Z`)
const now = at('12:00')
const link = { createdAt: at('09:00'), expiresAt: at('18:00'), revokedAt: null, madeClosed: false }
const story = { sensitive: false, embargoUntil: null, withdrawnAt: null }

describe('A preview link', () => {
  it('is open until its hour has come, and not at that hour', () => {
    expect(linkState(link, story, false, now)).toBe('open')
    expect(linkState(link, story, false, new Date(at('18:00').getTime() - 1))).toBe('open')
    expect(linkState(link, story, false, at('18:00'))).toBe('expired')
  })

  it('is revoked for good, whatever else is so', () => {
    expect(linkState({ ...link, revokedAt: at('10:00') }, story, true, at('19:00'))).toBe('revoked')
  })

  it('shows nothing during an embargo, whoever made it', () => {
    expect(linkState({ ...link, madeClosed: true }, { ...story, embargoUntil: at('13:00') }, true, now)).toBe('blocked')
    expect(linkState(link, { ...story, embargoUntil: now }, false, now)).toBe('open')
  })

  it('made before its story was sensitive shows nothing any more', () => {
    expect(linkState(link, { ...story, sensitive: true }, true, now)).toBe('blocked')
  })

  it('made for a sensitive story is open while its maker is named there', () => {
    const made = { ...link, madeClosed: true }
    expect(linkState(made, { ...story, sensitive: true }, true, now)).toBe('open')
    expect(linkState(made, { ...story, sensitive: true }, false, now)).toBe('blocked')
  })

  it('made before its story was withdrawn shows nothing; one made after does', () => {
    expect(linkState(link, { ...story, withdrawnAt: at('10:00') }, false, now)).toBe('blocked')
    expect(linkState(link, { ...story, withdrawnAt: at('08:00') }, false, now)).toBe('open')
  })
})
