import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { type Body, validateBody } from '../body'
import { StoryBody } from './story-body'

const html = (body: unknown): string => renderToStaticMarkup(<StoryBody body={body as Body} />)
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content })
const text = (words: string, ...marks: unknown[]) => ({ type: 'text', text: words, ...(marks.length > 0 && { marks }) })

describe('A story’s body on the page', () => {
  it('is plain HTML: paragraphs, headings, lists, emphasis, line breaks', () => {
    const item = { type: 'listItem', content: [paragraph(text('one'))] }
    const body = doc(
      paragraph(
        text('Plain & '),
        text('bold', { type: 'bold' }),
        { type: 'hardBreak' },
        text('both', { type: 'bold' }, { type: 'italic' }),
      ),
      { type: 'heading', attrs: { level: 2 }, content: [text('Two')] },
      { type: 'heading', attrs: { level: 3 }, content: [text('Three')] },
      { type: 'bulletList', content: [item] },
      { type: 'orderedList', attrs: { start: 4 }, content: [item] },
      { type: 'paragraph' },
    )
    expect(html(body)).toBe(
      '<p>Plain &amp; <strong>bold</strong><br/><strong><em>both</em></strong></p><h2>Two</h2><h3>Three</h3><ul><li><p>one</p></li></ul><ol start="4"><li><p>one</p></li></ol>',
    )
  })

  it('gives a quotation to who said it: name, role and organisation as far as they are known', () => {
    const quotation = (attrs: object) => doc({ type: 'quotation', attrs, content: [paragraph(text('Words.'))] })
    expect(html(quotation({ speaker: 'Name', role: 'Chair', organisation: 'The board' }))).toBe(
      '<figure class="quotation"><blockquote><p>Words.</p></blockquote><figcaption><b>Name</b><span>Chair, The board</span></figcaption></figure>',
    )
    expect(html(quotation({ speaker: '', role: '', organisation: 'The board' }))).toContain('<figcaption><b>The board</b></figcaption>')
    expect(html(quotation({ speaker: '', role: '', organisation: '' }))).not.toContain('figcaption')
  })

  it('marks the headers of a table for screen readers', () => {
    const cell = (type: string) => ({ type, attrs: { colspan: 2 }, content: [paragraph(text('x'))] })
    const table = {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader')] },
        { type: 'tableRow', content: [cell('tableHeader'), cell('tableCell')] },
      ],
    }
    expect(html(doc(table))).toBe(
      '<table><tbody><tr><th scope="col" colSpan="2"><p>x</p></th></tr><tr><th scope="row" colSpan="2"><p>x</p></th><td colSpan="2"><p>x</p></td></tr></tbody></table>',
    )
  })

  it('lets links out of the site know nothing of the page they come from', () => {
    const link = (href: string) => doc(paragraph(text('x', { type: 'link', attrs: { href } })))
    expect(html(link('https://example.org/'))).toBe('<p><a href="https://example.org/" rel="noopener">x</a></p>')
    expect(html(link('/news/a'))).toBe('<p><a href="/news/a">x</a></p>')
  })
})

describe('What should never have been stored', () => {
  it('shows nothing of itself and is logged', () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const body = doc(
      { type: 'iframe' },
      paragraph({ type: 'image' }, text('words', { type: 'blink' })),
      paragraph(text('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } })),
    )
    expect(html(body)).toBe('<p>words</p><p>x</p>')
    expect(write.mock.calls.join()).toContain('story body holds something unknown')
    write.mockRestore()
  })

  it('cannot exhaust the stack', () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    let deep: unknown = paragraph(text('x'))
    for (let level = 0; level < 5_000; level += 1) deep = { type: 'bulletList', content: [{ type: 'listItem', content: [deep] }] }
    expect(html(doc(deep))).toContain('<ul>')
    write.mockRestore()
  })
})

// Documents as an editor, a script or an attacker might build them: right nodes, wrong nodes, wrong places, bad links.
const href = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('javascript:alert(1)', 'java\nscript:alert(1)', '//x.org', '/a', '#a', 'data:text/html,x', 'mailto:a@example.org'),
  fc.string(),
)
const mark = fc.oneof(
  fc.constantFrom({ type: 'bold' }, { type: 'italic' }, { type: 'strike' }),
  href.map((value) => ({ type: 'link', attrs: { href: value } })),
)
const inline = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('text'), text: fc.string({ unit: 'grapheme' }), marks: fc.array(mark, { maxLength: 3 }) }),
  },
  fc.constantFrom({ type: 'hardBreak' }, { type: 'image' }),
)
const { block } = fc.letrec((tie) => {
  const paragraphs = fc.array(fc.record({ type: fc.constant('paragraph'), content: fc.array(inline, { maxLength: 3 }) }), { maxLength: 3 })
  const items = fc.array(fc.record({ type: fc.constant('listItem'), content: fc.array(tie('block'), { maxLength: 3 }) }), { maxLength: 3 })
  const cells = fc.array(fc.record({ type: fc.constantFrom('tableCell', 'tableHeader'), content: paragraphs }), { maxLength: 3 })
  return {
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ type: fc.constant('paragraph'), content: fc.array(inline, { maxLength: 4 }) }),
      fc.record({
        type: fc.constant('heading'),
        attrs: fc.record({ level: fc.integer({ min: 0, max: 7 }) }),
        content: fc.array(inline, { maxLength: 2 }),
      }),
      fc.record({ type: fc.constantFrom('bulletList', 'orderedList'), content: items }),
      fc.record({
        type: fc.constant('quotation'),
        attrs: fc.record({ speaker: fc.string(), role: fc.string(), organisation: fc.string() }),
        content: paragraphs,
      }),
      fc.record({
        type: fc.constant('table'),
        content: fc.array(fc.record({ type: fc.constant('tableRow'), content: cells }), { maxLength: 3 }),
      }),
      fc.record({ type: fc.constantFrom('script', 'image', 'codeBlock') }),
    ),
  }
})

describe('Whatever is typed, saved and shown', () => {
  it('never throws, never shows an unsafe address, and is stored the same a second time', () => {
    let shown = 0
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (content) => {
        const saved = validateBody({ type: 'doc', content })
        if (!saved.ok) return
        expect(validateBody(JSON.parse(JSON.stringify(saved.value)))).toEqual(saved)
        const page = html(saved.value)
        shown += 1
        for (const [, address] of page.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^(https?:|mailto:|tel:|\/(?!\/)|#)/)
        expect(page).not.toMatch(/<(?!\/?(p|h2|h3|ul|ol|li|figure|blockquote|figcaption|b|span|strong|em|a|br|table|tbody|tr|th|td)[ >/])/)
      }),
      { numRuns: 1_000 },
    )
    expect(shown).toBeGreaterThan(200)
  })
})
