import { describe, expect, test } from 'vitest'
import { type Body, bodyFromParagraphs, emptyBody } from './body'
import { diffBodies, diffWords, type Part } from './text-diff'

/** [-went-] and {+came+}, as one reads it. */
const marked = (parts: readonly Part[]) =>
  parts.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`)).join('')
const read = (before: Body, after: Body) => diffBodies(before, after).map(({ kind, parts }) => `${kind}: ${marked(parts)}`)
const texts = (...paragraphs: string[]) => bodyFromParagraphs(paragraphs)

describe('Two texts word by word', () => {
  test('say which words went and which came', () => {
    expect(marked(diffWords('The plan is due in May.', 'The plan is due in June.'))).toBe('The plan is due in [-May-]{+June+}.')
  })

  test('of nothing say nothing', () => {
    expect(diffWords('', '')).toEqual([])
    expect(marked(diffWords('', 'New'))).toBe('{+New+}')
  })

  test('that have thousands of different words stand one after the other', () => {
    const many = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join(' ')
    expect(diffWords(many('a'), many('b')).map(({ kind }) => kind)).toEqual(['removed', 'added'])
  })
})

describe('Two bodies', () => {
  test('show a changed paragraph where it stands, and what is the same', () => {
    expect(
      read(texts('One stays.', 'The report came in May.', 'Three stays.'), texts('One stays.', 'The report came in June.', 'Three stays.')),
    ).toEqual(['same: One stays.', 'changed: The report came in [-May-]{+June+}.', 'same: Three stays.'])
  })

  test('do not mix paragraphs that have nothing in common', () => {
    expect(read(texts('Apples and pears.'), texts('Seven councils wrote.'))).toEqual([
      'removed: [-Apples and pears.-]',
      'added: {+Seven councils wrote.+}',
    ])
  })

  test('find the changed paragraph behind a new one', () => {
    expect(read(texts('The board met on Monday.'), texts('Something quite different.', 'The board met on Tuesday.'))).toEqual([
      'added: {+Something quite different.+}',
      'changed: The board met on [-Monday-]{+Tuesday+}.',
    ])
  })

  test('say when only a link or emphasis changed', () => {
    const bold: Body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'The same', marks: [{ type: 'bold' }] }] }],
    }
    expect(diffBodies(texts('The same'), bold)).toEqual([
      { kind: 'format', what: 'Paragraph', parts: [{ kind: 'same', text: 'The same' }] },
    ])
  })

  test('name a new address of a link', () => {
    const linked = (href: string): Body => ({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'the report', marks: [{ type: 'link', attrs: { href } }] }] }],
    })
    expect(marked(diffBodies(linked('https://a.example/'), linked('https://b.example/'))[0]?.parts ?? [])).toContain('{+b+}')
  })

  test('do not mind the order in which a database keeps keys', () => {
    const stored = JSON.parse('{"content":[{"content":[{"text":"Words","type":"text"}],"type":"paragraph"}],"type":"doc"}') as Body
    expect(read(stored, texts('Words'))).toEqual(['same: Words'])
  })

  test('read lists, quotations and tables as lines', () => {
    const item = (text: string) => ({ type: 'listItem' as const, content: texts(text).content as [] })
    const body: Body = {
      type: 'doc',
      content: [
        { type: 'bulletList', content: [item('One'), item('Two')] },
        {
          type: 'quotation',
          attrs: { speaker: '', role: 'Spokesperson', organisation: 'A council' },
          content: texts('Words').content as [],
        },
      ],
    }
    expect(diffBodies(emptyBody, body).map(({ what, parts }) => [what, parts[0]?.text])).toEqual([
      ['Item of a list', '• One'],
      ['Item of a list', '• Two'],
      ['Quotation', '“Words” Spokesperson, A council'],
    ])
  })
})
