'use client'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Editor } from '@tiptap/react'
import { type Anchor, type AnchorField, anchorOf } from '@/modules/comments/anchor'
import { offsetOf, wordsOf } from './body-words'
import { commentAt } from './comment-marks'

const isLine = (element: Element | null): element is HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement && (element.id === 'headline' || element.id === 'standfirst')

/** What is chosen in the field that was used last: words, or a caret inside words that somebody has commented on. */
export type Chosen = { anchor: Anchor } | { comment: string } | null

/** `field`: where the writer was last; a press on a button elsewhere leaves the choice in a field as it was. */
export function chosenWords(field: AnchorField | null, editor: Editor | null): Chosen {
  const line = field === 'body' || field === null ? null : document.getElementById(field)
  if (isLine(line)) {
    const anchor = anchorOf(line.id as AnchorField, line.value, line.selectionStart, line.selectionEnd)
    return anchor && { anchor }
  }
  if (field !== 'body' || !editor) return null
  const { from, to } = choiceIn(editor.view)
  if (from === to) {
    const comment = commentAt(editor.state, from)
    return comment ? { comment } : null
  }
  const words = wordsOf(editor.state.doc)
  const anchor = anchorOf('body', words.text, offsetOf(words, from), offsetOf(words, to))
  return anchor && { anchor }
}

/**
 * What the writer sees chosen. The editor hears of it from the browser a moment after it was made, and on a busy device a key
 * is quicker; a choice of cells or of a whole thing is only the editor's.
 */
function choiceIn(view: EditorView): { from: number; to: number } {
  const { selection } = view.state
  const shown = window.getSelection()
  if (!(selection instanceof TextSelection) || !shown?.anchorNode || !shown.focusNode) return selection
  if (!view.dom.contains(shown.anchorNode) || !view.dom.contains(shown.focusNode)) return selection
  const ends = [view.posAtDOM(shown.anchorNode, shown.anchorOffset), view.posAtDOM(shown.focusNode, shown.focusOffset)]
  return { from: Math.min(...ends), to: Math.max(...ends) }
}

/** Words are chosen in the body: also where it can only be read, and so is never the field with the focus. */
export function isChosenInBody(): boolean {
  const chosen = window.getSelection()
  const node = chosen?.anchorNode
  return chosen?.isCollapsed === false && (node instanceof Element ? node : (node?.parentElement ?? null))?.closest('#body') != null
}

/** Which of the story's fields an element is or lies in. */
export function fieldOf(element: EventTarget | null): AnchorField | null {
  if (!(element instanceof Element)) return null
  if (isLine(element)) return element.id as AnchorField
  return element.closest('#body') ? 'body' : null
}
