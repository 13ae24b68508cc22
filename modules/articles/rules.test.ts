import { describe, expect, it } from 'vitest'
import { bodyFromParagraphs, emptyBody, validateBody } from './body'
import { freeSlug, isSlugOf, publishingAdvice, publishingProblems, slugFromHeadline, slugProblem } from './rules'

const body = bodyFromParagraphs(['Words.'])
const id = 'a1b2c3d4-0000-4000-8000-000000000000'
const now = new Date('2026-06-30T23:30:00Z')

describe('A story can be published', () => {
  it('with a headline and at least a word of body', () => {
    expect(publishingProblems({ standfirst: '', headline: 'A headline', body })).toEqual([])
  })

  it('not without a headline, nor with a body of nothing but space', () => {
    expect(publishingProblems({ standfirst: '', headline: '', body }).map(({ field }) => field)).toEqual(['headline'])
    expect(publishingProblems({ standfirst: '', headline: 'A', body: emptyBody }).map(({ field }) => field)).toEqual(['body'])
    expect(publishingProblems({ standfirst: '', headline: 'A', body: bodyFromParagraphs([' ', '']) })).toHaveLength(1)
  })
})

describe('A careful colleague', () => {
  const fields = (story: Parameters<typeof publishingAdvice>[0]) => publishingAdvice(story).map(({ field }) => field)

  it('has nothing to say about a whole story', () => {
    expect(fields({ headline: 'A', standfirst: 'S', body, tags: [1] })).toEqual([])
  })

  it('mentions a missing standfirst, missing tags and too many of them', () => {
    expect(fields({ headline: 'A', standfirst: '', body, tags: [] })).toEqual(['standfirst', 'tags'])
    expect(fields({ headline: 'A', standfirst: 'S', body, tags: Array(9).fill(1) })).toEqual(['tags'])
  })

  it('mentions links that do not say where they lead', () => {
    const link = { type: 'link', attrs: { href: 'https://example.org/' } }
    const linked = (text: string) => {
      const checked = validateBody({
        type: 'doc',
        content: [
          {
            type: 'bulletList',
            content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text, marks: [link] }] }] }],
          },
        ],
      })
      if (!checked.ok) throw new Error('not a body')
      return fields({ headline: 'A', standfirst: 'S', body: checked.value, tags: [1] })
    }
    expect(linked('Click here')).toEqual(['body'])
    expect(linked('https://example.org/report')).toEqual(['body'])
    expect(linked('the report')).toEqual([])
  })
})

describe('The address of a story', () => {
  it('comes from its headline', () => {
    expect(slugFromHeadline('Board’s plan & budget: “agreed”', id, now)).toBe('boards-plan-and-budget-agreed')
  })

  it('is the London day and part of the id where the headline has no Latin letter', () => {
    expect(slugFromHeadline('計画が承認', id, now)).toBe('2026-07-01-a1b2c3')
    expect(slugFromHeadline('計画 2', id, now)).toBe('2026-07-01-a1b2c3')
    expect(slugFromHeadline('', id, now)).toBe('2026-07-01-a1b2c3')
  })

  it('is never a word the site needs itself', () => {
    expect(slugFromHeadline('Page', id, now)).toBe('page-a1b2c3')
    for (const word of ['page', 'new', 'feed', 'tags']) expect(slugProblem(word)).toMatch('needed by the site')
  })

  it('is made of lower-case letters, digits and single hyphens', () => {
    for (const bad of ['', 'Plan', 'a--b', '-a', 'a-', 'a b', 'a/b', '../x', 'é', '__proto__', 'a'.repeat(101)])
      expect(slugProblem(bad)).not.toBeNull()
    for (const good of ['a', '2026', 'a-b-2', 'a'.repeat(100)]) expect(slugProblem(good)).toBeNull()
  })

  it('is numbered when it is taken', () => {
    expect(freeSlug('a', new Set())).toBe('a')
    expect(freeSlug('a', new Set(['a', 'a-2', 'a-b']))).toBe('a-3')
    expect([isSlugOf('a', 'a'), isSlugOf('a-3', 'a'), isSlugOf('a-b', 'a'), isSlugOf('ab', 'a')]).toEqual([true, true, false, false])
  })
})
