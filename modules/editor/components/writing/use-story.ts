'use client'
import type { Editor } from '@tiptap/react'
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import type { Body } from '@/modules/articles/body'
import { emptyBody } from '@/modules/articles/body'
import type { EditableStory } from '@/modules/articles/views'
import { bodyOfModel, documentOfBody } from '../../body-document'
import { emptyForm, formOf, type StoryForm } from '../../story-form'
import { storyFromClipboard, storyFromDocument, useBodyEditor } from '../body/body-field'
import { type PasteHandler, useWholePaste } from './use-whole-paste'

export type Story = {
  form: StoryForm
  editor: Editor | null
  /** Changes one or more fields, as the writer does. */
  change: (part: Partial<StoryForm> | ((form: StoryForm) => Partial<StoryForm>)) => void
  /** Replaces everything: a restored or another version. */
  replace: (form: StoryForm, body: Body, stored?: 'as stored') => void
  /** Reads the body; only what has changed since the last time is read again. */
  body: () => Body
  /** Raised by every change. */
  edits: number
  /** Every field as it is now: `edits` and `isDirty` follow a moment after a key, and these do not. */
  latest: () => { form: StoryForm; body: Body; edits: number; isDirty: boolean }
  /** Whether it differs from the newest version. */
  isDirty: boolean
  /** Says that everything up to the edit with this number is stored. */
  markSaved: (edits: number) => void
  paste: PasteHandler
}

/** `shown`: the words to begin with; `unsaved`: they are no version yet. */
type Opened = { shown: EditableStory | null; unsaved: boolean /** What a new story begins with. */; begun?: Partial<StoryForm> }

/** Every field of the story and whether it differs from what is stored. */
export function useStory({ shown, unsaved, begun }: Opened, editable: boolean, announce: (message: string) => void): Story {
  const [form, setForm] = useState<StoryForm>(() => (shown ? formOf(shown) : { ...emptyForm, ...begun }))
  const [edits, setEdits] = useState(unsaved ? 1 : 0)
  const [savedEdits, setSavedEdits] = useState(0)
  const latest = useRef(form)
  latest.current = form
  const counted = useRef(edits)
  const saved = useRef(0)
  const touched = useCallback(() => {
    counted.current += 1
    // The letter is painted first; what the rest of the page makes of it follows.
    startTransition(() => setEdits(counted.current))
  }, [])
  const markSaved = useCallback((upTo: number) => {
    saved.current = upTo
    setSavedEdits(upTo)
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
    body: shown?.body ?? emptyBody,
    editable,
    onChange: touched,
    onPaste: (clipboard) => take.current(clipboard),
  })
  const paste = useWholePaste({ articleId: shown?.id ?? null, editor, form: latest, change, announce })
  take.current = (clipboard) => {
    const story = editor ? storyFromClipboard(clipboard, editor) : null
    return story !== null && paste.take(story)
  }

  const fromDocument = (html: string) => {
    const story = editor ? storyFromDocument(html, editor) : null
    return story !== null && paste.take(story)
  }

  const body = useCallback(() => (editor ? bodyOfModel(editor.state.doc) : (shown?.body ?? emptyBody)), [editor, shown])
  const replace = useCallback<Story['replace']>(
    (next, nextBody, asStored) => {
      latest.current = next
      setForm(next)
      editor?.commands.setContent(documentOfBody(nextBody), { emitUpdate: false })
      touched()
      if (asStored) markSaved(counted.current)
    },
    [editor, touched, markSaved],
  )
  const now = useCallback<Story['latest']>(
    () => ({ form: latest.current, body: body(), edits: counted.current, isDirty: counted.current !== saved.current }),
    [body],
  )
  return {
    form,
    editor,
    change,
    replace,
    body,
    edits,
    latest: now,
    isDirty: edits !== savedEdits,
    markSaved,
    paste: { ...paste, fromClipboard: (clipboard) => take.current(clipboard), fromDocument },
  }
}

/** The browser asks before a page with words that only it has is left. */
export function useLeaveGuard(isUnsafe: boolean) {
  useEffect(() => {
    if (!isUnsafe) return
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [isUnsafe])
}
