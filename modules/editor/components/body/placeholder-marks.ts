/** Shows the gaps a template left, wherever they still stand. */
import { Extension } from '@tiptap/core'
import type { Node as ModelNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { placeholdersIn } from '@/modules/articles/templates'
import styles from './body-field.module.css'

const key = new PluginKey<DecorationSet>('placeholders')

export const PlaceholderMarks = Extension.create({
  name: 'placeholderMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) => marksOf(state.doc),
        apply: (transaction, marks) => (transaction.docChanged ? marksOf(transaction.doc) : marks),
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

type Gap = { from: number; to: number }
/** A paragraph that was not touched is the same object as before: only what was typed in is looked at again. */
const known = { quoted: new WeakMap<ModelNode, Gap[]>(), plain: new WeakMap<ModelNode, Gap[]>() }

function marksOf(document: ModelNode): DecorationSet {
  const marks: Decoration[] = []
  document.descendants((node, position, parent) => {
    if (!node.isTextblock) return true
    for (const { from, to } of gapsOf(node, parent?.type.name === 'quotation'))
      marks.push(Decoration.inline(position + 1 + from, position + 1 + to, { class: styles.gap ?? '' }))
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
