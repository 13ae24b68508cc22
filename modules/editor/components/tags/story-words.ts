import type { Editor } from '@tiptap/react'
import { attribution } from '@/modules/articles/body'
import { SUGGEST_CHARACTERS_MAX, SUGGEST_PARAGRAPHS_MAX, type SuggestTagsInput } from '../../schema'
import type { StoryForm } from '../../story-form'
import { type Place, placeOf } from '../../suggested-tags'
import { positionsOf, wordsOf } from '../comments/body-words'

/** The words tags are suggested from: the paragraphs in their order, then whose words the quotations are. */
export function wordsToSuggestFrom(form: StoryForm, editor: Editor | null, articleId: string | null): SuggestTagsInput {
  const paragraphs: string[] = []
  let left = SUGGEST_CHARACTERS_MAX
  for (const paragraph of [...wordsOfBody(editor).split('\n'), ...speakersOf(editor)]) {
    if (left <= 0 || paragraphs.length === SUGGEST_PARAGRAPHS_MAX) break
    paragraphs.push(paragraph.slice(0, left))
    left -= paragraph.length
  }
  return { articleId, headline: form.headline.slice(0, 1_000), standfirst: form.standfirst.slice(0, 2_000), paragraphs }
}

const wordsOfBody = (editor: Editor | null): string => (editor ? wordsOf(editor.state.doc).text : '')

function speakersOf(editor: Editor | null): string[] {
  const found: string[] = []
  editor?.state.doc.descendants((node) => {
    if (node.type.name !== 'quotation') return true
    const { speaker, role, organisation } = node.attrs
    found.push(attribution({ speaker: String(speaker), role: String(role), organisation: String(organisation) }))
    return false
  })
  return found.filter((words) => words !== '')
}

/** Chooses a sentence where it stands, in the field it stands in. False when its words have gone. */
export function showSentence(sentence: { start: number; end: number; text: string }, form: StoryForm, editor: Editor | null): boolean {
  const place = placeOf(sentence, form)
  return place.field === 'body' ? showInBody(place, sentence.text, editor) : showInField(place, sentence.text)
}

function showInField({ field, from, to }: Place, text: string): boolean {
  const element = document.getElementById(field)
  if (!(element instanceof HTMLTextAreaElement) || element.value.slice(from, to) !== text) return false
  element.focus()
  element.setSelectionRange(from, to)
  element.scrollIntoView({ block: 'center' })
  return true
}

function showInBody(place: Place, text: string, editor: Editor | null): boolean {
  if (!editor) return false
  const words = wordsOf(editor.state.doc)
  // What was typed since the answer may have moved it.
  const from = words.text.slice(place.from, place.to) === text ? place.from : words.text.indexOf(text)
  const at = from < 0 ? null : positionsOf(words, { from, to: from + text.length })
  if (!at) return false
  editor.chain().setTextSelection(at).focus().scrollIntoView().run()
  return true
}
