import { describe, expect, it } from 'vitest'
import { mentionMail } from './mention-mail'

const url = 'https://news.example.org/admin/articles/1?panel=comments&comment=2'

describe('The mail to somebody named in a comment', () => {
  it('says who named them, on what, in which words, and where to answer', () => {
    expect(mentionMail({ by: 'Ben', headline: 'A plan', body: '@Ann, is this right?', url })).toEqual({
      subject: 'Ben named you in a comment on “A plan”',
      text: `@Ann, is this right?\n\nRead it and answer there:\n${url}\n`,
    })
  })

  it('cuts a long headline, whatever it is made of, so that the subject stays short', () => {
    const { subject } = mentionMail({ by: '😀'.repeat(80), headline: '😀'.repeat(200), body: 'x', url })
    expect(subject).toBe(`${'😀'.repeat(29)}… named you in a comment on “${'😀'.repeat(44)}…”`)
    // lib/mail.ts takes no longer one.
    expect(subject.length).toBeLessThanOrEqual(200)
  })

  it('of a story that may not be mailed says only that there is one', () => {
    const { subject, text } = mentionMail({ by: 'Ben', headline: null, body: null, url })
    expect(subject).toBe('Ben named you in a comment')
    expect(text).toContain('Nothing of this story is sent by mail.')
    expect(text).toContain(url)
  })
})
