import { Schema } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { isUnderQuotation, mendedUnder, quotationNaming } from './named-under'

const words = { default: '' }
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'text*' },
    quotation: { group: 'block', content: 'paragraph+', attrs: { speaker: words, role: words, organisation: words } },
    text: {},
  },
})
const said = (role: string, organisation: string) => ({
  type: 'quotation',
  attrs: { speaker: 'Ann Roe', role, organisation },
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'The Senco helped.' }] }],
})
const state = EditorState.create({
  doc: schema.nodeFromJSON({ type: 'doc', content: [said('chair', 'Northmoor'), said('Senco $& lead', 'OFSTED')] }),
})

describe('A finding in who is named under a quotation', () => {
  it('has its place in the field of the quotation', () => {
    expect(quotationNaming(state.doc, 'Senco')).toMatchObject({ at: state.doc.child(0).nodeSize, field: 'role' })
    expect(quotationNaming(state.doc, 'lead, OFSTED')).toMatchObject({ field: null })
    expect(quotationNaming(state.doc, 'Gone')).toBeNull()
  })

  it('is mended there, and nowhere in what was said', () => {
    const mended = mendedUnder(state, { words: 'OFSTED', fix: 'Ofsted $&' })
    expect(mended?.doc.child(1).attrs).toEqual({ speaker: 'Ann Roe', role: 'Senco $& lead', organisation: 'Ofsted $&' })
    expect(mended?.doc.textContent).toBe(state.doc.textContent)
    expect(mendedUnder(state, { words: 'lead, OFSTED', fix: 'x' })).toBeNull()
  })

  it('is told from one in the body, and from a picture', () => {
    expect(isUnderQuotation({ field: 'body', line: null, rule: 'HS18' })).toBe(true)
    expect(isUnderQuotation({ field: 'body', line: 0, rule: 'HS18' })).toBe(false)
    expect(isUnderQuotation({ field: 'body', line: null, rule: 'AX-ALT' })).toBe(false)
  })
})
