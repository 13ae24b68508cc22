import { describe, expect, it } from 'vitest'
import { type Body, bodyFromParagraphs, type Inline, validateBody } from './body'
import { linesOfBody } from './body-lines'
import { publishingProblems } from './rules'
import { placeholdersLeft, TEMPLATE_FORMS, templateOf } from './templates'

const story = (body: Body, headline = 'A report is out', standfirst = '') => publishingProblems({ headline, standfirst, body })
const messages = (...paragraphs: string[]) => story(bodyFromParagraphs(paragraphs)).map(({ message }) => message)
const quoted = (words: string, organisation = ''): Body => ({
  type: 'doc',
  content: [
    {
      type: 'quotation',
      attrs: { speaker: '', role: '', organisation },
      content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
    },
  ],
})

describe('A template', () => {
  it.each(TEMPLATE_FORMS)('for %s is a body as it is stored', (form) => {
    expect(validateBody(templateOf(form))).toEqual({ ok: true, value: templateOf(form) })
  })

  it.each(TEMPLATE_FORMS)('for %s cannot be published as it is, and every bracket in it is asked for', (form) => {
    const brackets = linesOfBody(templateOf(form)).flatMap(({ text }) => text.match(/\[[^\]]+\]/g) ?? [])
    expect(brackets.length).toBeGreaterThan(5)
    expect(placeholdersLeft(templateOf(form))).toEqual([...new Set(brackets)])
    expect(story(templateOf(form))).toHaveLength(1)
  })

  it('is a new one each time', () => {
    templateOf('result').content.length = 0
    expect(templateOf('result').content.length).toBeGreaterThan(5)
  })
})

describe('A place that was not filled in', () => {
  it('is named, wherever it stands', () => {
    expect(messages('A report on [council] came out.')).toEqual(['Fill in “[council]”, or take it out'])
    expect(story(bodyFromParagraphs(['Words.']), 'Inspectors report on [area]')).toEqual([
      { field: 'headline', message: 'Fill in “[area]”, or take it out' },
    ])
    expect(story(bodyFromParagraphs(['Words.']), 'Words', 'What [council] did.')[0]?.field).toBe('standfirst')
    expect(story(quoted('We are glad.', '[council]'))).toHaveLength(1)
    expect(story(quoted('[What they said]'))).toHaveLength(1)
  })

  it('is found in any case, and across bold words', () => {
    expect(messages('[Council] said so.')).toHaveLength(1)
    const parts: Inline[] = [
      { type: 'text', text: '[' },
      { type: 'text', text: 'coun', marks: [{ type: 'bold' }] },
      { type: 'text', text: 'cil]' },
    ]
    expect(story({ type: 'doc', content: [{ type: 'paragraph', content: parts }] })).toHaveLength(1)
  })

  it('is one of many in one sentence', () => {
    expect(messages('[council]', '[area]', '[first strength]', '[second strength]', '[first date]')).toEqual([
      'Fill in “[council]”, “[area]”, “[first strength]” and 2 more, or take them out',
    ])
  })
})

describe('A bracket of an editor', () => {
  it('may be published', () => {
    expect(messages('It says “pubic services” [sic].', 'The case is [2024] EWHC 12.', 'See note [1].')).toEqual([])
    expect(messages('“They [council] know it,” she said.', "'The [area] needs it,' he said.", '"[council] knows."')).toEqual([])
    expect(messages('She said: ‘The [council]’s plan is late.’')).toEqual([])
    expect(story(quoted('We told them [council] in the [area] so.'))).toEqual([])
  })

  it('does not hide one of a template after it', () => {
    expect(messages('“They [sic] know it,” said [name of the speaker].')).toHaveLength(1)
    expect(messages('It’s [council]’s plan.')).toHaveLength(1)
    expect(messages('The families’ view of [council] and the area’s view.')).toHaveLength(1)
  })
})
