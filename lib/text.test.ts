import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText, countCharacters, email, line, text, textFault } from './text'

const message = (result: { success: boolean; error?: { issues: { message: string }[] } }) => result.error?.issues[0]?.message

describe('text from outside', () => {
  const headline = line({ max: 10, name: 'Headline', required: 'Enter a headline' })

  it('composes, trims, and makes one line of it', () => {
    expect(headline.parse('  Cafe\u0301 \r\n news\u00a0 ')).toBe('Caf\u00e9 news')
  })

  it('takes direction controls out of a line and leaves them in a text', () => {
    expect(cleanLine('rep\u202etor\u2066t\u200f')).toBe('reptort')
    expect(cleanText('a\u200fb')).toBe('a\u200fb')
  })

  it('takes other control characters out and makes every line end one kind', () => {
    expect(cleanText('a\u0007b\r\nc\rd\u0085e\u2028f\tg')).toBe('ab\nc\nd\ne\nf\tg')
  })

  it.each([
    ['a\u0000b', 'Headline contains a NUL character. Delete it and type the text again'],
    ['a\ud83d', 'Headline contains half a character. Delete it and type the text again'],
    ['\udc4d', 'Headline contains half a character. Delete it and type the text again'],
    ['', 'Enter a headline'],
    [' \u202e\n ', 'Enter a headline'],
    [undefined, 'Enter a headline'],
    [7, 'Enter a headline'],
    ['elevenchars', 'Headline must be 10 characters or fewer'],
    ['x'.repeat(5_000_000), 'Headline must be 10 characters or fewer'],
  ])('refuses %j', (value, expected) => expect(message(headline.safeParse(value))).toBe(expected))

  it('counts as people do', () => {
    expect(countCharacters('👍👍')).toBe(2)
    expect(headline.parse('👍'.repeat(10))).toBe('👍'.repeat(10))
  })

  it('keeps whole pairs', () => expect(textFault('👍 fine')).toBeNull())

  it('allows empty where nothing is required', () => expect(text({ max: 10 }).parse('  ')).toBe(''))

  it('is the same when done twice', () => {
    for (const value of ['ﬁ é\u0301\r\n\r x', ' \u202ea\u0007 ', '\u1100\u1161']) {
      expect(cleanText(cleanText(value))).toBe(cleanText(value))
      expect(cleanLine(cleanLine(value))).toBe(cleanLine(value))
    }
  })
})

describe('an email address', () => {
  it.each([
    [' Ada@Example.ORG ', 'ada@example.org'],
    ['a\uff20b.org', 'a@b.org'],
    ["o'brien+news@mail.example.co.uk", "o'brien+news@mail.example.co.uk"],
  ])('%j is compared as %s', (value, expected) => expect(email.parse(value)).toBe(expected))

  it('is taken with white-space around it', () => expect(email.parse('a@b.org\n')).toBe('a@b.org'))

  const wrong = ['', 'a', 'a@', '@b.org', 'a@b', 'a@b..org', 'a@b.org,c@d.org', 'a b@c.org', '"a"@b.org', 'a@-b.org', 'x\u0000@b.org']
  it.each([...wrong, 5, { contains: '@' }, `${'a'.repeat(250)}@b.org`])('%j is none', (value) =>
    expect(message(email.safeParse(value))).toMatch(/^Enter an email address/),
  )
})
