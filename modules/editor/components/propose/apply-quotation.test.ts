import { Schema } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/react'
import { describe, expect, it } from 'vitest'
import { type Proposal, propose } from '../../propose'
import { applyQuotation, paragraphsOf } from './apply-quotation'

const words = { default: '' }
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*' },
    heading: { group: 'block', content: 'inline*' },
    quotation: { group: 'block', content: 'paragraph+', attrs: { speaker: words, role: words, organisation: words } },
    text: { group: 'inline' },
    hardBreak: { group: 'inline', inline: true },
    fact: { group: 'inline', inline: true, leafText: () => 'ninety-nine' },
  },
  marks: { bold: {} },
})
const text = (said: string, bold = false) => ({ type: 'text', text: said, ...(bold && { marks: [{ type: 'bold' }] }) })
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })

/** What of an editor the proposals use, over a real document. */
function editorOf(...content: object[]) {
  const held = { state: EditorState.create({ doc: schema.nodeFromJSON({ type: 'doc', content }) }) }
  const dispatch = (tr: Transaction) => {
    held.state = held.state.apply(tr)
  }
  return Object.assign(held, { view: { dispatch } }) as unknown as Editor
}

function quotationOf(editor: Editor): Extract<Proposal, { kind: 'quotation' }> {
  const about = { headline: 'H', standfirst: 'S.', form: 'news', storyDate: '', sourceUrl: '', today: '2026-11-22' } as const
  const [found] = propose({ ...about, leftOut: [], links: [], tags: [], paragraphs: paragraphsOf(editor) })
  if (found?.kind !== 'quotation') throw new Error('no quotation is proposed')
  return found
}
const shape = (editor: Editor) => editor.state.doc.toString()

const LEAD = 'Ann Roe, head of inclusion, said: ‘'

describe('Paragraphs made a quotation', () => {
  it('keep their emphasis, breaks and facts, and lose who speaks and the marks around', () => {
    const editor = editorOf(
      { type: 'heading', content: [text('A heading')] },
      paragraph(text(`${LEAD}We saw `), { type: 'fact' }, { type: 'hardBreak' }, text('areas', true), text('.')),
      paragraph(text('‘It helped.’ ')),
      paragraph(text('After.')),
    )
    expect(applyQuotation(editor, quotationOf(editor))).not.toBeNull()
    expect(shape(editor)).toBe(
      'doc(heading("A heading"), quotation(paragraph("We saw ", fact, hardBreak, bold("areas"), "."), paragraph("It helped.")), paragraph("After."))',
    )
    expect(editor.state.doc.child(1).attrs).toEqual({ speaker: 'Ann Roe', role: 'head of inclusion', organisation: '' })
  })

  it('are taken back as they were, unless the quotation has changed since', () => {
    const editor = editorOf(paragraph(text(`${LEAD}We saw.’`)), paragraph(text('After.')))
    const before = shape(editor)
    const undo = applyQuotation(editor, quotationOf(editor))
    expect(undo?.()).toBe(true)
    expect(shape(editor)).toBe(before)
    const again = applyQuotation(editor, quotationOf(editor))
    editor.view.dispatch(editor.state.tr.insertText('x', 2))
    expect(again?.()).toBe(false)
  })

  it('are left alone when their words have changed', () => {
    const editor = editorOf(paragraph(text(`${LEAD}We saw.’`)))
    const proposal = quotationOf(editor)
    editor.view.dispatch(editor.state.tr.insertText('Today ', 1))
    const now = shape(editor)
    expect(applyQuotation(editor, proposal)).toBeNull()
    expect(shape(editor)).toBe(now)
  })
})
