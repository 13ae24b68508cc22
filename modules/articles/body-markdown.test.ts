import { describe, expect, it } from 'vitest'
import type { Body } from './body'
import { bodyToMarkdown } from './body-markdown'

const paragraph = (text: string, ...marks: ({ type: 'bold' } | { type: 'italic' } | { type: 'link'; attrs: { href: string } })[]) => ({
  type: 'paragraph' as const,
  content: [marks.length > 0 ? { type: 'text' as const, text, marks } : { type: 'text' as const, text }],
})
const markdown = (...content: Body['content']) => bodyToMarkdown({ type: 'doc', content })

describe('A body as Markdown', () => {
  it('keeps headings, emphasis and links', () => {
    expect(
      markdown({ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Why' }] }, paragraph('a word ', { type: 'bold' })),
    ).toBe('### Why\n\n**a word**\n')
    expect(markdown(paragraph('report', { type: 'link', attrs: { href: 'https://example.org/a b' } }, { type: 'italic' }))).toBe(
      '[*report*](<https://example.org/a b>)\n',
    )
  })

  it('keeps lists inside lists, quotations and who said them, and tables', () => {
    const list = { type: 'bulletList' as const, content: [{ type: 'listItem' as const, content: [paragraph('inner')] }] }
    expect(markdown({ type: 'orderedList', attrs: { start: 3 }, content: [{ type: 'listItem', content: [paragraph('one'), list] }] })).toBe(
      '3. one\n   - inner\n',
    )
    expect(
      markdown({ type: 'quotation', attrs: { speaker: '', role: 'Chair', organisation: 'The board' }, content: [paragraph('Words.')] }),
    ).toBe('> Words.\n>\n> — Chair, The board\n')
    const row = (type: 'tableHeader' | 'tableCell', ...cells: string[]) => ({
      type: 'tableRow' as const,
      content: cells.map((cell) => ({ type, content: [paragraph(cell)] })),
    })
    expect(markdown({ type: 'table', content: [row('tableHeader', 'a', 'b'), row('tableCell', 'x|y')] })).toBe(
      '| a | b |\n| --- | --- |\n| x\\|y |  |\n',
    )
  })

  it('lets no word be read as a sign', () => {
    expect(markdown(paragraph('# no heading'), paragraph('1. no list'), paragraph('- none'), paragraph('a*b*_c_ <b>[x](y)`'))).toBe(
      '\\# no heading\n\n1\\. no list\n\n\\- none\n\na\\*b\\*\\_c\\_ \\<b\\>\\[x\\](y)\\`\n',
    )
  })

  it('of nothing is nothing', () => {
    expect(markdown({ type: 'paragraph' })).toBe('')
  })
})
