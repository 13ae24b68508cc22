import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type Body, plainText, validateBody } from './body'
import { bodyToMarkdown } from './body-markdown'
import { StoryBody } from './components/story-body'
import { factSlugs, factValuesIn, filledFacts, shownFacts } from './facts'

const fact = (slug: string, more: object = {}) => ({ type: 'fact', attrs: { slug }, ...more })
const text = (words: string) => ({ type: 'text', text: words })
const bold = { type: 'bold' }
const doc = (...content: unknown[]) => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
const stored = (json: unknown): Body => {
  const checked = validateBody(json)
  if (!checked.ok) throw new Error(checked.problems[0]?.message)
  return checked.value
}
const refusal = (json: unknown) => {
  const checked = validateBody(json)
  return checked.ok ? 'accepted' : checked.problems[0]?.message
}
const inspected = new Map([['areas-inspected', '99']])
const sentence = stored(doc(text('So far '), fact('areas-inspected'), text(' areas have a report.')))

describe('A fact in a body', () => {
  it('is stored by its name and its marks alone', () => {
    expect(stored(doc(fact('areas-inspected', { attrs: { slug: 'areas-inspected', value: '99' }, marks: [bold] })))).toEqual(
      doc(fact('areas-inspected', { marks: [bold] })),
    )
  })

  it('needs a name, and holds nothing', () => {
    expect(refusal(doc(fact('')))).toContain('has no name')
    expect(refusal(doc(fact('Two Words')))).toContain('has no name')
    expect(refusal(doc({ type: 'fact' }))).toContain('has no name')
    expect(refusal(doc(fact('a', { content: [text('99')] })))).toContain('cannot hold text')
    expect(refusal(doc(fact('a', { attrs: { slug: 'a', label: 'A' } })))).toContain('unknown attribute')
    expect(refusal({ type: 'doc', content: [fact('a')] })).toContain('cannot hold “fact”')
  })

  it('is found wherever it stands, once, in the order of reading', () => {
    const item = (slug: string) => ({ type: 'listItem', content: [{ type: 'paragraph', content: [fact(slug)] }] })
    const body = stored({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [fact('b')] },
        { type: 'bulletList', content: [item('c'), item('b')] },
        { type: 'quotation', content: [{ type: 'paragraph', content: [fact('a')] }] },
      ],
    })
    expect(factSlugs(body)).toEqual(['b', 'c', 'a'])
    expect(factSlugs(null)).toEqual([])
    expect(factSlugs({ type: 'fact', attrs: null })).toEqual([])
  })
})

describe('What becomes of it', () => {
  it('is words before anybody reads it, joined to those around it', () => {
    expect(shownFacts(sentence, inspected)).toEqual(doc(text('So far 99 areas have a report.')))
    expect(plainText(shownFacts(sentence, inspected))).toBe('So far 99 areas have a report.')
  })

  it('keeps its marks, and leaves the given body as it was', () => {
    const body = stored(doc(text('So far '), fact('areas-inspected', { marks: [bold] })))
    expect(shownFacts(body, inspected)).toEqual(doc(text('So far '), { ...text('99'), marks: [bold] }))
    expect(factSlugs(body)).toEqual(['areas-inspected'])
  })

  it('shows nothing of itself as HTML or Markdown that is not escaped', () => {
    const shown = shownFacts(sentence, new Map([['areas-inspected', '<b>9*9</b>']]))
    expect(renderToStaticMarkup(<StoryBody body={shown} />)).toBe('<p>So far &lt;b&gt;9*9&lt;/b&gt; areas have a report.</p>')
    expect(bodyToMarkdown(shown)).toContain('\\<b\\>9\\*9\\</b\\>')
  })

  it('is visible as missing where the newsroom does not have it', () => {
    const body = shownFacts(sentence, new Map())
    expect(renderToStaticMarkup(<StoryBody body={body} />)).toContain('<mark>There is no fact “areas-inspected”</mark>')
    expect(plainText(body)).toBe('So far [areas-inspected] areas have a report.')
    expect(bodyToMarkdown(body)).toBe('So far \\[areas-inspected\\] areas have a report.\n')
  })

  it('takes its value along in an export, for those who do not have it', () => {
    const out = filledFacts(sentence, inspected)
    expect(bodyToMarkdown(out)).toBe('So far 99 areas have a report.\n')
    expect(factValuesIn(out)).toEqual(inspected)
    expect(stored(out)).toEqual(sentence)
  })
})
