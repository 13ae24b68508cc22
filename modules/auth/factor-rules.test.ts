import { describe, expect, it } from 'vitest'
import type { Role } from '@/modules/access/actor'
import { graceEnd, isFresh, type Proved, standingOf } from './factor-rules'

const NOON = new Date('2026-11-22T12:00:00Z')
const DAY = 86_400_000
const proved = (given: Partial<Proved>): Proved => ({
  factors: ['pwd'],
  role: 'editor',
  accountHasFactor: false,
  graceUntil: null,
  ...given,
})
const over = new Date(NOON.getTime() - 1)
const ahead = new Date(NOON.getTime() + 1)

describe('What a session may reach', () => {
  it.each([['pwd'], ['oidc']])('by %s alone is the challenge, wherever the account has a second factor', (factor) => {
    for (const role of ['viewer', 'author', 'editor', 'admin'] satisfies Role[])
      for (const mode of ['required', 'offered'] as const)
        for (const graceUntil of [null, over, ahead])
          expect(standingOf(proved({ factors: [factor], role, accountHasFactor: true, graceUntil }), mode, NOON)).toBe('challenge')
  })

  it.each([[['pwd', 'otp']], [['pwd', 'recovery']], [['passkey']], [['oidc', 'mfa']], [['oidc', 'passkey']]])(
    'with %j is everything',
    (factors) => {
      for (const accountHasFactor of [true, false])
        expect(standingOf(proved({ factors, accountHasFactor, graceUntil: over }), 'required', NOON)).toBe('in')
    },
  )

  it('is only setting one up for an editor or admin whose grace is over, where one is required', () => {
    const standing = (role: Role, graceUntil: Date | null, mode: 'required' | 'offered') =>
      standingOf(proved({ role, graceUntil }), mode, NOON)
    for (const role of ['editor', 'admin'] as const) {
      expect(standing(role, over, 'required')).toBe('set-up')
      expect(standing(role, NOON, 'required')).toBe('set-up')
      expect(standing(role, ahead, 'required')).toBe('in')
      expect(standing(role, null, 'required')).toBe('in')
      expect(standing(role, over, 'offered')).toBe('in')
    }
    for (const role of ['viewer', 'author'] as const) expect(standing(role, over, 'required')).toBe('in')
  })

  it('counts seven days from the first sign-in, and ten minutes from the last proof', () => {
    expect(graceEnd(NOON).getTime() - NOON.getTime()).toBe(7 * DAY)
    expect(isFresh(new Date(NOON.getTime() - 599_999), NOON)).toBe(true)
    expect(isFresh(new Date(NOON.getTime() - 600_000), NOON)).toBe(false)
  })

  it('is no more for a factor nobody knows', () => {
    expect(standingOf(proved({ factors: ['pwd', 'toString'], accountHasFactor: true }), 'offered', NOON)).toBe('challenge')
    expect(standingOf(proved({ factors: [], accountHasFactor: true }), 'offered', NOON)).toBe('challenge')
  })
})
