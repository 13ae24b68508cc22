import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type Body, type Mark, validateBody } from './body'
import { StoryBody } from './components/story-body'
import { explainWords } from './explained-words'

const text = (words: string, ...marks: Mark[]) => ({ type: 'text' as const, text: words, ...(marks.length > 0 && { marks }) })
const paragraph = (...content: ReturnType<typeof text>[]) => ({ type: 'paragraph' as const, content })
const doc = (...content: Body['content']): Body => ({ type: 'doc', content })
const link: Mark = { type: 'link', attrs: { href: '/about' } }

const story = (body: Body, lines: { headline?: string; standfirst?: string } = {}) =>
  explainWords({ headline: 'Headline', standfirst: '', ...lines, body })
const html = (body: Body, lines?: { headline?: string; standfirst?: string }): string =>
  renderToStaticMarkup(<StoryBody body={story(body, lines).body} />)
const word = (slug: string, words: string): string =>
  `<a class="word" id="used-${slug}" href="#word-${slug}" title="What this means">${words}</a>`

describe('The words of a story that the glossary explains', () => {
  it('are links at their first use, in paragraphs, lists, tables and quotations, in the story’s order', () => {
    const cell = (type: 'tableCell' | 'tableHeader', words: string) => ({ type, content: [paragraph(text(words))] })
    const body = doc(
      paragraph(text('The ICB and the ICB again.')),
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('A SENCO.'))] }] },
      { type: 'table', content: [{ type: 'tableRow', content: [cell('tableCell', 'The local offer')] }] },
      {
        type: 'quotation',
        attrs: { speaker: 'A speaker', role: 'Lead member', organisation: 'The DSG' },
        content: [paragraph(text('Short breaks.'))],
      },
    )
    expect(html(body)).toContain(`<p>The ${word('icb', 'ICB')} and the ICB again.</p>`)
    expect(html(body)).toContain(`<li><p>A ${word('senco', 'SENCO')}.</p></li>`)
    expect(html(body)).toContain(`<td><p>The ${word('local-offer', 'local offer')}</p></td>`)
    expect(html(body)).toContain(`<blockquote><p>${word('short-breaks', 'Short breaks')}.</p></blockquote>`)
    expect(html(body)).toContain('<figcaption><b>A speaker</b><span>Lead member, The DSG</span></figcaption>')
    expect(story(body).words.map(({ slug, text: used }) => `${slug}: ${used}`)).toEqual([
      'icb: ICB',
      'senco: SENCO',
      'local-offer: local offer',
      'short-breaks: Short breaks',
    ])
  })

  it('carry no mark in a heading nor in a link: the next use does', () => {
    const body = doc(
      { type: 'heading', attrs: { level: 2 }, content: [text('The ICB')] },
      paragraph(text('See the '), text('ICB’s plan', link), text('. The ICB said so.')),
    )
    expect(html(body)).toBe(`<h2>The ICB</h2><p>See the <a href="/about">ICB’s plan</a>. The ${word('icb', 'ICB')} said so.</p>`)
  })

  it('keep their emphasis, and are left alone where emphasis parts them', () => {
    expect(html(doc(paragraph(text('an '), text('EHC plan', { type: 'bold' }), text(' now'))))).toBe(
      `<p>an ${word('ehc-plan', '<strong>EHC plan</strong>')} now</p>`,
    )
    expect(html(doc(paragraph(text('an EHC '), text('plan', { type: 'italic' }))))).toBe('<p>an EHC <em>plan</em></p>')
  })

  it('are not those whose name headline or standfirst has given', () => {
    const body = doc(paragraph(text('SEND and the CQC.')))
    expect(html(body, { standfirst: 'Special educational needs and disabilities (SEND)' })).toBe(
      `<p>SEND and the ${word('cqc', 'CQC')}.</p>`,
    )
  })

  it('change no word of the story, and are never stored', () => {
    const body = doc(paragraph(text('The ICB, the SENCO and EHC plans for children with SEND.')))
    const shown = renderToStaticMarkup(<StoryBody body={story(body).body} />)
    expect(shown.replace(/<[^>]*>/g, '')).toBe('The ICB, the SENCO and EHC plans for children with SEND.')
    expect(validateBody(story(body).body)).toMatchObject({ ok: false })
  })

  it('leave a body that holds something unknown to the renderer', () => {
    const body = { type: 'doc', content: [{ type: 'paragraph' }, { type: 'mystery' }, { type: 'paragraph', content: [{ type: 'x' }] }] }
    expect(() => story(body as unknown as Body)).not.toThrow()
  })
})
