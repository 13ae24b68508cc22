import { Schema } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { offsetOf, positionsOf, wordsOf } from './body-words'

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*' },
    quotation: { group: 'block', content: 'paragraph+' },
    text: { group: 'inline' },
    hardBreak: { group: 'inline', inline: true },
    fact: { group: 'inline', inline: true, leafText: () => 'ninety-nine' },
  },
  marks: { bold: {} },
})
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const text = (words: string, bold = false) => ({ type: 'text', text: words, ...(bold && { marks: [{ type: 'bold' }] }) })
const document = schema.nodeFromJSON({
  type: 'doc',
  content: [
    paragraph(text('One '), text('two', true), { type: 'hardBreak' }, text('three')),
    { type: 'paragraph' },
    { type: 'quotation', content: [paragraph(text('four five'))] },
  ],
})
const words = wordsOf(document)
const marked = (quote: string) => {
  const from = words.text.indexOf(quote)
  const place = positionsOf(words, { from, to: from + quote.length })
  return place && document.textBetween(place.from, place.to, '\n', ' ')
}

describe('The words of a body', () => {
  it('are its paragraphs on lines of their own', () => expect(words.text).toBe('One two three\n\nfour five'))

  it.each(['One', 'e tw', 'two three', 'five', 'three\n\nfour'])('“%s” is found in the document', (quote) => {
    expect(marked(quote)?.replace(/\n+/, '\n\n')).toBe(quote)
  })

  it('are nowhere in the document between two paragraphs', () => {
    expect(positionsOf(words, { from: 13, to: 14 })).toBeNull()
  })

  it('hold what a thing among them says, and find it as one', () => {
    const withFact = schema.nodeFromJSON({ type: 'doc', content: [paragraph(text('So far '), { type: 'fact' }, text(' areas'))] })
    const found = wordsOf(withFact)
    expect(found.text).toBe('So far ninety-nine areas')
    expect(positionsOf(found, { from: 7, to: 18 })).toEqual({ from: 8, to: 9 })
    expect(positionsOf(found, { from: 10, to: 12 })).toEqual({ from: 8, to: 9 })
    expect(positionsOf(found, { from: 4, to: 24 })).toEqual({ from: 5, to: 15 })
    expect([8, 9, 10].map((position) => offsetOf(found, position))).toEqual([7, 18, 19])
  })

  it('know where a position of the document is among them', () => {
    const place = positionsOf(words, { from: 20, to: 24 })
    expect(offsetOf(words, place?.from ?? 0)).toBe(20)
    expect(offsetOf(words, place?.to ?? 0)).toBe(24)
    expect(offsetOf(words, 0)).toBe(0)
    expect(offsetOf(words, document.content.size)).toBe(words.text.length)
  })
})
