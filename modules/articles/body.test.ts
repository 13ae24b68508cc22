import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BODY_MAX_BLOCKS,
  BODY_MAX_DEPTH,
  BODY_MAX_NODES,
  BODY_MAX_TEXT_BYTES,
  bodyFromInput,
  bodyFromParagraphs,
  emptyBody,
  plainText,
  validateBody,
} from './body'

const doc = (...content: unknown[]) => ({ type: 'doc', content })
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content })
const text = (words: string, ...marks: unknown[]) => ({ type: 'text', text: words, ...(marks.length > 0 && { marks }) })
const link = (href: unknown) => ({ type: 'link', attrs: { href } })
const refusal = (json: unknown): string => {
  const checked = validateBody(json)
  return checked.ok ? 'accepted' : checked.problems.map((problem) => `${problem.field}: ${problem.message}`).join()
}
const valid = (json: unknown) => {
  const checked = validateBody(json)
  if (!checked.ok) throw new Error(checked.problems[0]?.message)
  return checked.value
}

describe('A body in its stored form', () => {
  it('may be empty while it is a draft', () => {
    expect(valid({ type: 'doc' })).toEqual(emptyBody)
    expect(valid(doc({ type: 'paragraph' }))).toEqual(emptyBody)
  })

  it('joins text with the same marks, and puts marks in one order, once each', () => {
    const bold = { type: 'bold' }
    const json = doc(
      paragraph(text('a'), text(''), text('b'), text('c', { type: 'italic' }, bold, bold), text('d', bold, { type: 'italic' })),
    )
    expect(valid(json)).toEqual(doc(paragraph(text('ab'), text('cd', bold, { type: 'italic' }))))
  })

  it('drops what only an editor needs: link targets, column widths, a list’s type', () => {
    const json = doc(
      paragraph(text('x', { type: 'link', attrs: { href: 'https://example.org', target: '_blank', rel: 'nofollow', class: null } })),
      { type: 'orderedList', attrs: { start: 1, type: null }, content: [{ type: 'listItem', content: [paragraph(text('one'))] }] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [{ type: 'tableHeader', attrs: { colspan: 2, rowspan: 1, colwidth: [10] }, content: [paragraph()] }],
          },
        ],
      },
    )
    expect(valid(json).content).toEqual([
      paragraph(text('x', link('https://example.org/'))),
      { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph(text('one'))] }] },
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableHeader', attrs: { colspan: 2 }, content: [{ type: 'paragraph' }] }] }],
      },
    ])
  })

  it('composes Unicode, keeps one line to a text and loses invisible control characters', () => {
    expect(plainText(valid(doc(paragraph(text('cafe\u0301\u0007 one\ntwo\tthree')))))).toBe('café one two three')
  })

  it('clamps headings to 2 and 3, and lets an item begin with a paragraph', () => {
    const heading = (level: number) => ({ type: 'heading', attrs: { level }, content: [text('h')] })
    expect(valid(doc(heading(1), heading(3), heading(6))).content.map((block) => block.type === 'heading' && block.attrs.level)).toEqual([
      2, 3, 3,
    ])
    const inner = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('x'))] }] }
    expect(valid(doc({ type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] })).content[0]).toMatchObject({
      content: [{ content: [{ type: 'paragraph' }, { type: 'bulletList' }] }],
    })
  })

  it('keeps who said a quotation, tidied', () => {
    const said = {
      type: 'quotation',
      attrs: { speaker: null, role: '  Chair\n', organisation: 'The board' },
      content: [paragraph(text('Words.'))],
    }
    const stored = valid(doc(said))
    expect(stored.content[0]).toMatchObject({ attrs: { speaker: '', role: 'Chair', organisation: 'The board' } })
    expect(plainText(stored)).toBe('Words.\nChair, The board')
  })
})

describe('A body is refused, by name,', () => {
  const cases: [string, unknown, RegExp][] = [
    ['that is no document', null, /not part of a document/],
    ['that is a list', [], /not part of a document/],
    ['with another root', paragraph(), /not a document/],
    ['with an unknown node', doc({ type: 'iframe', attrs: { src: 'https://example.org' } }), /iframe/],
    ['with a node called constructor', doc({ type: 'constructor' }), /constructor/],
    ['with an unknown mark', doc(paragraph(text('x', { type: 'underline' }))), /underline/],
    ['with an unknown attribute', doc({ type: 'paragraph', attrs: { style: 'color:red' } }), /style/],
    ['with an unknown part', doc({ type: 'paragraph', html: '<b>' }), /html/],
    ['with a part called __proto__', JSON.parse('{"type":"doc","content":[{"type":"paragraph","__proto__":{"x":1}}]}'), /__proto__/],
    [
      'with an attribute called __proto__',
      JSON.parse('{"type":"doc","content":[{"type":"heading","attrs":{"level":2,"__proto__":{}}}]}'),
      /__proto__/,
    ],
    ['with NUL', doc(paragraph(text('a\u0000b'))), /NUL/],
    ['with half a character', doc(paragraph(text('a\ud800b'))), /half a character/],
    ['with NUL in a speaker’s name', doc({ type: 'quotation', attrs: { speaker: '\u0000' }, content: [] }), /NUL/],
    ['with a very long role', doc({ type: 'quotation', attrs: { role: 'x'.repeat(161) }, content: [] }), /Shorten the role/],
    ['with a script link', doc(paragraph(text('x', link('java\tscript:alert(1)')))), /leads nowhere/],
    ['with a link that is no text', doc(paragraph(text('x', link({ toString: () => 'https://example.org' })))), /leads nowhere/],
    ['with a text that is no text', doc(paragraph({ type: 'text', text: { length: 3 } })), /not text/],
    ['with content that is no list', doc({ type: 'paragraph', content: { length: 1 } }), /not a list/],
    ['with marks that are no list', doc(paragraph({ type: 'text', text: 'x', marks: 'bold' })), /not a list/],
    ['with a heading without a level', doc({ type: 'heading' }), /heading/],
    [
      'with a cell as wide as a house',
      doc({ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 1e9 } }] }] }),
      /1 to 50/,
    ],
    [
      'with a heading in a list',
      doc({ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'heading', attrs: { level: 2 } }] }] }),
      /list item cannot hold/,
    ],
    ['with a paragraph in a paragraph', doc(paragraph(paragraph())), /cannot hold/],
  ]
  it.each(cases)('%s', (_, json, message) => {
    expect(refusal(json)).toMatch(message)
    expect(refusal(json)).toMatch(/^body: /)
  })

  it('when it is nested too deep to walk, without exhausting the stack', () => {
    let deep: unknown = paragraph(text('x'))
    for (let level = 0; level < 100_000; level += 1) deep = { type: 'bulletList', content: [{ type: 'listItem', content: [deep] }] }
    expect(refusal(doc(deep))).toMatch(`more than ${BODY_MAX_DEPTH} deep`)
  })

  it('when a script asks for more parts or words than a story has', () => {
    expect(refusal(doc(...Array.from({ length: BODY_MAX_BLOCKS + 1 }, () => paragraph())))).toMatch('12,000 paragraphs')
    expect(refusal(doc(paragraph(...Array.from({ length: BODY_MAX_NODES + 1 }, () => text('x')))))).toMatch('50,000 parts')
    expect(refusal(doc(paragraph(text('é'.repeat(BODY_MAX_TEXT_BYTES / 2 + 1)))))).toMatch('1,200,000 bytes')
  })
})

describe('A large body', () => {
  it('of 10,000 paragraphs, or of one megabyte, is accepted', () => {
    expect(valid(bodyFromParagraphs(Array.from({ length: 10_000 }, (_, at) => `Paragraph ${at}`))).content).toHaveLength(10_000)
    expect(plainText(valid(bodyFromParagraphs(['x'.repeat(1_048_576)])))).toHaveLength(1_048_576)
  })
})

describe('A body from JSON', () => {
  it('is paragraphs of text or a document', () => {
    expect(bodyFromInput(['One', ' ', 'Two'])).toEqual({
      ok: true,
      value: doc(paragraph(text('One')), { type: 'paragraph' }, paragraph(text('Two'))),
    })
    expect(bodyFromInput([])).toEqual({ ok: true, value: emptyBody })
    expect(bodyFromInput(doc(paragraph(text('x'))))).toMatchObject({ ok: true })
    expect(bodyFromInput(['One', 2])).toMatchObject({ ok: false, problems: [{ field: 'body' }] })
    expect(bodyFromInput(undefined)).toMatchObject({ ok: false })
  })
})

describe('Whatever arrives', () => {
  it('is refused or stored, and storing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything({ withNullPrototype: true, maxDepth: 4 })), (json) => {
        const first = validateBody(json)
        if (first.ok) expect(validateBody(first.value)).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })
})
