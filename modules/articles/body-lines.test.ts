import { describe, expect, it } from 'vitest'
import { type Body, type Paragraph, plainText, type TextNode } from './body'
import { linesOfBody } from './body-lines'

const text = (words: string, href?: string): TextNode => ({
  type: 'text',
  text: words,
  ...(href && { marks: [{ type: 'link', attrs: { href } }] }),
})
const paragraph = (...content: TextNode[]): Paragraph => ({ type: 'paragraph', content })
const body: Body = {
  type: 'doc',
  content: [
    paragraph(text('Read '), text('the report', 'https://example.org/a'), text(' in full', 'https://example.org/a'), text(' now. ')),
    { type: 'paragraph' },
    { type: 'heading', attrs: { level: 3 }, content: [text('What follows')] },
    { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('A plan'))] }] },
    { type: 'quotation', attrs: { speaker: 'Ann Lee', role: 'chair', organisation: '' }, content: [paragraph(text('We agree.'))] },
    { type: 'quotation', attrs: { speaker: '', role: '', organisation: '' }, content: [paragraph(text('Who said so?'))] },
    { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(text('12'))] }] }] },
  ],
}

describe('The lines of a body', () => {
  it('are those of its plain text', () =>
    expect(
      linesOfBody(body)
        .map((line) => line.text)
        .join('\n'),
    ).toBe(plainText(body)))

  it('say what they are, who spoke, and where they lead', () => {
    expect(linesOfBody(body).map(({ kind, speaker }) => [kind, speaker])).toEqual([
      ['paragraph', ''],
      ['heading', ''],
      ['item', ''],
      ['quotation', 'Ann Lee, chair'],
      ['attribution', 'Ann Lee, chair'],
      ['quotation', ''],
      ['cell', ''],
    ])
    expect(linesOfBody(body)[0]?.links).toEqual([{ text: 'the report in full', href: 'https://example.org/a' }])
    expect(linesOfBody(body)[1]?.level).toBe(3)
  })
})
