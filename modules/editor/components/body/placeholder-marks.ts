/** Shows the gaps a template left, wherever they still stand, and leads from one to the next: whatever is typed then fills it. */
import { type Editor, Extension } from '@tiptap/core'
import type { Node as ModelNode } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { placeholdersIn } from '@/modules/articles/templates'
import styles from './body-field.module.css'

const key = new PluginKey<DecorationSet>('placeholders')

export const PlaceholderMarks = Extension.create({
  name: 'placeholderMarks',
  addKeyboardShortcuts() {
    return { 'Mod-Alt-g': () => chooseNextGap(this.editor) }
  },
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) => marksOf(state.doc),
        apply: (transaction, marks) => (transaction.docChanged ? marksOf(transaction.doc) : marks),
      },
      props: {
        decorations: (state) => key.getState(state),
        handleDOMEvents: { beforeinput: fillGap },
        handleClick: (view, position) => {
          const [gap] = key.getState(view.state)?.find(position, position) ?? []
          if (!gap || !view.editable) return false
          view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, gap.from, gap.to)))
          return true
        },
      },
    }),
  ],
})

/** Words that come in one piece, dictated ones too: the browser would keep the gap's looks by an inline style, which our policy forbids. */
function fillGap(view: EditorView, event: InputEvent): boolean {
  const { from, to, empty } = view.state.selection
  const isOver = !empty && (key.getState(view.state)?.find(from, to) ?? []).length > 0
  if (!isOver || !view.editable || view.composing || event.inputType !== 'insertText' || event.data === null) return false
  event.preventDefault()
  view.dispatch(view.state.tr.insertText(event.data, from, to).scrollIntoView())
  return true
}

/** The first after the selection, or else the first of all; false where none is left. */
export function chooseNextGap(editor: Editor): boolean {
  const gaps = key.getState(editor.state)?.find() ?? []
  const sorted = gaps.toSorted((one, other) => one.from - other.from)
  const next = sorted.find(({ from }) => from >= editor.state.selection.to) ?? sorted[0]
  if (!next) return false
  return editor.chain().focus().setTextSelection({ from: next.from, to: next.to }).scrollIntoView().run()
}

type Gap = { from: number; to: number }
/** A paragraph that was not touched is the same object as before: only what was typed in is looked at again. */
const known = { quoted: new WeakMap<ModelNode, Gap[]>(), plain: new WeakMap<ModelNode, Gap[]>() }

function marksOf(document: ModelNode): DecorationSet {
  const marks: Decoration[] = []
  document.descendants((node, position, parent) => {
    if (!node.isTextblock) return true
    for (const { from, to } of gapsOf(node, parent?.type.name === 'quotation'))
      marks.push(
        Decoration.inline(position + 1 + from, position + 1 + to, {
          class: styles.gap ?? '',
          title: 'To be filled in. Ctrl Alt G goes to the next one.',
        }),
      )
    return false
  })
  return marks.length === 0 ? DecorationSet.empty : DecorationSet.create(document, marks)
}

function gapsOf(block: ModelNode, quoted: boolean): Gap[] {
  const seen = quoted ? known.quoted : known.plain
  const before = seen.get(block)
  if (before) return before
  // A thing among the words takes one place, as in the document.
  const text = block.textBetween(0, block.content.size, undefined, ' ')
  const gaps = placeholdersIn(text, quoted).flatMap((gap) => placesOf(gap, text))
  seen.set(block, gaps)
  return gaps
}

function placesOf(words: string, text: string): Gap[] {
  const places: Gap[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) places.push({ from: at, to: at + words.length })
  return places
}
