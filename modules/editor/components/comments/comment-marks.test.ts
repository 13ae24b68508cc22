import { Schema } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { anchorOf } from '@/modules/comments/anchor'
import { wordsOf } from './body-words'
import { commentAt, commentMarks, commentMarksKey, rangeOf } from './comment-marks'

const schema = new Schema({
  nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} },
})
const TEXT = 'The board met in May. It will meet again in July.'
const AT = 1 + TEXT.indexOf('in May')

/** A story whose words “in May” are commented on. */
function commented(): EditorState {
  const doc = schema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: TEXT }] }] })
  const state = EditorState.create({ doc, plugins: [commentMarks({ onSpots: () => undefined, onPress: () => undefined })] })
  const { text } = wordsOf(doc)
  const anchor = anchorOf('body', text, text.indexOf('in May'), text.indexOf('in May') + 6)
  return ask(state, { marked: [{ id: 'one', anchor }], active: '' })
}
const ask = (state: EditorState, wanted: object) => state.apply(state.tr.setMeta(commentMarksKey, wanted))
const edit = (state: EditorState, change: (tr: Transaction) => Transaction) => state.apply(change(state.tr))
const marked = (state: EditorState): string | null => {
  const range = rangeOf(state, 'one')
  return range && state.doc.textBetween(range.from, range.to)
}

describe('The marks of comments in the body', () => {
  it('are on the words, and know the comment at a position', () => {
    const state = commented()
    expect(marked(state)).toBe('in May')
    expect([commentAt(state, AT + 2), commentAt(state, 2)]).toEqual(['one', ''])
  })

  it('move along with what is written before them', () => {
    expect(marked(edit(commented(), (tr) => tr.insertText('Last year ', 1)))).toBe('in May')
  })

  it('cover what was typed over the words, once the writer pauses', () => {
    // As a browser tells it: the first letter is the same, so the rest is taken away, and then letters come one by one.
    let state = edit(commented(), (tr) => tr.delete(AT + 1, AT + 6))
    for (const [index, letter] of [...'n June'].entries()) state = edit(state, (tr) => tr.insertText(letter, AT + 1 + index))
    expect(marked(state)).toBe('i')
    expect(marked(ask(state, { search: true }))).toBe('in June')
  })

  it('have gone with their words, and come back with them', () => {
    const without = edit(commented(), (tr) => tr.delete(AT, AT + 6))
    expect(marked(without)).toBeNull()
    expect(
      marked(
        ask(
          edit(without, (tr) => tr.insertText('in May', AT)),
          { search: true },
        ),
      ),
    ).toBe('in May')
  })

  it('stay on changed words whose surroundings have changed, too', () => {
    const state = edit(
      edit(commented(), (tr) => tr.insertText('early ', AT + 3)),
      (tr) => tr.delete(1, AT - 1),
    )
    expect(marked(ask(state, { search: true }))).toBe('in early May')
  })
})
