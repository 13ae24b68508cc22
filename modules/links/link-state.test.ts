import { describe, expect, it } from 'vitest'
import type { OutsideAnswer } from '@/lib/fetch-outside'
import { type Finding, isDead, judge, type LinkRecord, waitUntil } from './link-state'

const day = (n: number, hour = 1) => new Date(Date.UTC(2026, 10, n, hour))
const fresh: LinkRecord = {
  state: 'unchecked',
  httpStatus: null,
  movedTo: null,
  detail: '',
  checkedAt: null,
  okAt: null,
  failures: 0,
  since: null,
  leftBy: null,
  leftAt: null,
}
const answer = (status: number, movedTo: string | null = null, retryAfter: string | null = null): OutsideAnswer => ({
  kind: 'answer',
  status,
  finalUrl: '',
  movedTo,
  retryAfter,
  text: '',
})
const noName: Finding = { kind: 'no-address', noSuchName: true, why: 'There is no computer named x.' }
const noServer: Finding = { kind: 'no-address', noSuchName: false, why: 'x' }
const late: Finding = { kind: 'unreachable', reached: false, why: 'It did not connect in time.' }
const nights = (...findings: Finding[]) => findings.reduce((record, finding, at) => judge(record, finding, day(at + 1)), fresh)

describe('A link', () => {
  it.each<[string, Finding, string]>([
    ['an answer', answer(200), 'ok'],
    ['nothing new', answer(304), 'ok'],
    ['a permanent redirect', answer(200, 'https://b.co/'), 'moved'],
    ['404', answer(404), 'broken'],
    ['404 behind a redirect', answer(404, 'https://b.co/'), 'broken'],
    ['410', answer(410), 'broken'],
    ['401', answer(401), 'unreachable'],
    ['403', answer(403), 'unreachable'],
    ['500', answer(500), 'unreachable'],
    ['503 without a word', answer(503), 'unreachable'],
    ['429', answer(429), 'unchecked'],
    ['503 with Retry-After', answer(503, null, '60'), 'unchecked'],
    ['no such name', noName, 'unreachable'],
    ['a silent name server', noServer, 'unreachable'],
    ['no connection', late, 'unreachable'],
    ['our own rules', { kind: 'refused', why: 'x' }, 'refused'],
    ['robots.txt', { kind: 'robots' }, 'refused'],
  ])('after %s', (_, finding, state) => expect(nights(finding).state).toBe(state))

  it.each<[string, Finding[], string]>([
    ['no name twice', [noName, noName], 'unreachable'],
    ['no name three times', [noName, noName, noName], 'broken'],
    ['5xx three times', [answer(500), answer(503), answer(502)], 'broken'],
    ['one of each', [noName, answer(500), noName], 'broken'],
    ['with an answer between', [noName, noName, answer(200), noName], 'unreachable'],
    ['with a late night between', [noName, noName, late, noName], 'unreachable'],
    ['late for ever', Array.from({ length: 9 }, () => late), 'unreachable'],
    ['a silent name server for ever', Array.from({ length: 9 }, () => noServer), 'unreachable'],
    ['broken, then late', [answer(404), late], 'broken'],
    ['broken, then forbidden', [answer(404), answer(403)], 'broken'],
    ['broken, then busy', [answer(404), answer(429)], 'broken'],
    ['broken, then well', [answer(404), answer(200)], 'ok'],
    ['broken, then moved', [answer(404), answer(200, 'https://b.co/x')], 'moved'],
  ])('after %s', (_, findings, state) => expect(nights(...findings).state).toBe(state))

  it('is not broken sooner for being checked often in one day', () => {
    const pressed = [1, 2, 3, 4, 5].reduce((record, hour) => judge(record, noName, day(1, hour)), fresh)
    expect([pressed.state, pressed.failures]).toEqual(['unreachable', 1])
  })

  it('knows since when, and its last good day', () => {
    const record = nights(answer(200), answer(404), answer(404))
    expect(record).toMatchObject({ since: day(2), okAt: day(1), checkedAt: day(3) })
  })

  it('that was left is out of the way until its state or its new address changes', () => {
    const left = { ...nights(answer(404)), leftBy: 'Sam', leftAt: day(1) }
    expect(isDead(left)).toBe(false)
    expect(judge(left, answer(410), day(2)).leftBy).toBe('Sam')
    expect(judge(left, answer(200), day(2)).leftBy).toBeNull()
    const moved = { ...nights(answer(200, 'https://b.co/1')), leftBy: 'Sam', leftAt: day(1) }
    expect(judge(moved, answer(200, 'https://b.co/1'), day(2)).leftBy).toBe('Sam')
    expect(judge(moved, answer(200, 'https://b.co/2'), day(2)).leftBy).toBeNull()
  })

  it('that leads to a front page says so', () => {
    expect(nights(answer(200, 'https://b.co/')).detail).toMatch(/front page/)
    expect(nights(answer(200, 'https://b.co/report')).detail).toBe('')
  })
})

describe('Retry-After', () => {
  const now = day(1)
  const minutes = (value: string | null) => (waitUntil(value, now).getTime() - now.getTime()) / 60_000
  it.each<[string | null, number]>([
    ['120', 2],
    ['0', 1],
    [now.toUTCString(), 1],
    [new Date(now.getTime() + 30 * 60_000).toUTCString(), 30],
    ['999999999', 7 * 24 * 60],
    ['soon', 60],
    ['', 60],
    [null, 60],
  ])('%s is %i minutes', (value, expected) => expect(minutes(value)).toBe(expected))
})
