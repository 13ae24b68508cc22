import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayFetch, readRobots } from './robots'

const allowed = (text: string, path: string) => mayFetch(readRobots(text), path)

describe('robots.txt', () => {
  it.each<[string, string, string, boolean]>([
    ['empty', '', '/x', true],
    ['an error page in HTML', '<!doctype html><p>Disallow: nothing', '/x', true],
    ['everything shut', 'User-agent: *\nDisallow: /', '/x', false],
    ['everything open', 'User-agent: *\nDisallow:', '/x', true],
    ['a folder', 'User-agent: *\nDisallow: /a/', '/a/b', false],
    ['beside the folder', 'User-agent: *\nDisallow: /a/', '/ab', true],
    ['the longer rule', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['equal rules', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
    ['for another', 'User-agent: Other\nDisallow: /', '/x', true],
    ['for us', 'User-agent: *\nDisallow: /\n\nUser-agent: throughlinelinkchecker\nDisallow: /b', '/x', true],
    ['for us, shut', 'User-agent: *\nDisallow:\n\nUser-agent: ThroughlineLinkChecker\nDisallow: /', '/x', false],
    ['spaces around', 'User-agent : *\n\tDisallow :  /a  # no', '/a', false],
    ['for two at once', 'User-agent: Other\nUser-agent: *\nDisallow: /', '/x', false],
    ['rules between agents end the group', 'User-agent: *\nDisallow: /a\nUser-agent: Other\nDisallow: /', '/b', true],
    ['a star', 'User-agent: *\nDisallow: /*.pdf', '/a/b.pdf?x', false],
    ['an end', 'User-agent: *\nDisallow: /*.pdf$', '/a/b.pdf?x', true],
    ['an end that fits', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf/b.pdf', false],
    ['an end without a star', 'User-agent: *\nDisallow: /a$', '/ab', true],
    ['an end without a star that fits', 'User-agent: *\nDisallow: /a$', '/a', false],
    ['comments and old line ends', '# hello\rUser-agent: * # all\rDisallow: /a # no\r', '/a', false],
  ])('%s', (_, text, path, expected) => expect(allowed(text, path)).toBe(expected))

  it('may slow us down, within reason', () => {
    expect(readRobots('User-agent: *\nCrawl-delay: 4').delaySeconds).toBe(4)
    expect(readRobots('User-agent: *\nCrawl-delay: 86400').delaySeconds).toBe(10)
    expect(readRobots('User-agent: *\nCrawl-delay: x').delaySeconds).toBe(0)
  })

  it('is read quickly, whatever it says', () => {
    const slow = `User-agent: *\nDisallow: /${'*a'.repeat(20_000)}$`
    const began = Date.now()
    allowed(slow, `/${'a'.repeat(2_000)}b`)
    expect(Date.now() - began).toBeLessThan(500)
    // A run of spaces that a pattern can share out in many ways, and an end that it does not take.
    const spaces = `Disallow:${' '.repeat(1_500)}x#\u2028`
    const begun = Date.now()
    readRobots(spaces)
    expect(Date.now() - begun).toBeLessThan(500)
    fc.assert(fc.property(fc.string(), fc.string(), (text, path) => void allowed(`User-agent: *\nDisallow: ${text}`, `/${path}`)))
  })
})
