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

function marksOf(document: ModelNode): DecorationSet {
  const marks: Decoration[] = []
  document.descendants((node, position, parent) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, undefined, ' ')
    if (text.includes('['))
      for (const gap of placeholdersIn(text, parent?.type.name === 'quotation'))
        for (let at = text.indexOf(gap); at >= 0; at = text.indexOf(gap, at + gap.length))
          marks.push(Decoration.inline(position + 1 + at, position + 1 + at + gap.length, { class: styles.gap ?? '' }))
    return false
  })
  return DecorationSet.create(document, marks)
}
