'use client'
import type { Editor } from '@tiptap/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Body } from '@/modules/articles/body'
import { emptyBody } from '@/modules/articles/body'
import type { EditableStory } from '@/modules/articles/views'
import { bodyOfDocument, documentOfBody } from '../../body-document'
import { emptyForm, formOf, type StoryForm } from '../../story-form'
import { storyFromClipboard, useBodyEditor } from '../body/body-field'
import { type PasteHandler, useWholePaste } from './use-whole-paste'

export type Story = {
  form: StoryForm
  editor: Editor | null
  /** Changes one or more fields, as the writer does. */
  change: (part: Partial<StoryForm> | ((form: StoryForm) => Partial<StoryForm>)) => void
  /** Replaces everything: a restored or another version. */
  replace: (form: StoryForm, body: Body, stored?: 'as stored') => void
  body: () => Body
  /** Raised by every change. */
  edits: number
  isDirty: boolean
  /** Says that everything up to the edit with this number is stored. */
  markSaved: (edits: number) => void
  paste: PasteHandler
}

/** Every field of the story and whether it differs from what is stored. */
export function useStory(stored: EditableStory | null, editable: boolean, announce: (message: string) => void): Story {
  const [form, setForm] = useState<StoryForm>(() => (stored ? formOf(stored) : emptyForm))
  const [edits, setEdits] = useState(0)
  const [savedEdits, setSavedEdits] = useState(0)
  const latest = useRef(form)
  latest.current = form
  const counted = useRef(0)
  const touched = useCallback(() => {
    counted.current += 1
    setEdits(counted.current)
  }, [])
  const change = useCallback<Story['change']>(
    (part) => {
      setForm((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) }))
      touched()
    },
    [touched],
  )

  const take = useRef<(clipboard: DataTransfer) => boolean>(() => false)
  const editor = useBodyEditor({
    body: stored?.body ?? emptyBody,
    editable,
    onChange: touched,
    onPaste: (clipboard) => take.current(clipboard),
  })
  const paste = useWholePaste({ articleId: stored?.id ?? null, editor, form: latest, change, announce })
  take.current = (clipboard) => {
    const story = editor ? storyFromClipboard(clipboard, editor) : null
    return story !== null && paste.take(story)
  }

  const body = useCallback(() => (editor ? bodyOfDocument(editor.getJSON()) : (stored?.body ?? emptyBody)), [editor, stored])
  const replace = useCallback<Story['replace']>(
    (next, nextBody, asStored) => {
      setForm(next)
      editor?.commands.setContent(documentOfBody(nextBody), { emitUpdate: false })
      touched()
      if (asStored) setSavedEdits(counted.current)
    },
    [editor, touched],
  )
  const isDirty = edits !== savedEdits
  useLeaveGuard(isDirty)
  return {
    form,
    editor,
    change,
    replace,
    body,
    edits,
    isDirty,
    markSaved: setSavedEdits,
    paste: { ...paste, fromClipboard: (clipboard) => take.current(clipboard) },
  }
}

/** The browser asks before a page with unsaved words is left. */
function useLeaveGuard(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [isDirty])
}
