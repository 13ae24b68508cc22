'use client'
import { closeHistory } from '@tiptap/pm/history'
import type { Node as ModelNode } from '@tiptap/pm/model'
import { type Editor, useEditorState } from '@tiptap/react'
import { FORM_LABELS, type FormOfStory } from '@/modules/articles/form'
import { TEMPLATE_FORMS, type TemplateForm, templateOf } from '@/modules/articles/templates'
import { documentOfBody } from '../../body-document'
import styles from './body-field.module.css'
import { chooseNextGap } from './placeholder-marks'

type TemplateOfferProps = { editor: Editor; form: FormOfStory; onForm: (form: FormOfStory) => void }

/** In an empty body: begin with the order of facts of a form. The form that was chosen already comes alone. */
export function TemplateOffer({ editor, form, onForm }: TemplateOfferProps) {
  const empty = useEditorState({ editor, selector: ({ editor: { state } }) => isEmpty(state.doc) })
  if (!empty) return null
  const offered = form === 'news' ? TEMPLATE_FORMS : TEMPLATE_FORMS.filter((one) => one === form)
  return (
    <fieldset className={styles.templates}>
      <legend>Start from:</legend>
      {offered.map((one) => (
        <button
          key={one}
          type="button"
          className={styles.tool}
          onClick={() => {
            onForm(one)
            beginWith(editor, one)
          }}
        >
          {FORM_LABELS[one]}
        </button>
      ))}
    </fieldset>
  )
}

function isEmpty(document: ModelNode): boolean {
  for (let index = 0; index < document.childCount; index += 1) {
    const block = document.child(index)
    if (block.type.name !== 'paragraph' || block.childCount > 0) return false
  }
  return true
}

/** One step, so that one undo takes it away again; the first gap stands chosen, to be typed over. */
function beginWith(editor: Editor, form: TemplateForm) {
  editor
    .chain()
    .setContent(documentOfBody(templateOf(form)))
    .focus()
    .run()
  // What is typed next is undone by itself.
  editor.view.dispatch(closeHistory(editor.state.tr))
  editor.commands.setTextSelection(0)
  chooseNextGap(editor)
}
