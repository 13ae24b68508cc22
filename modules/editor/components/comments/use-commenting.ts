'use client'
import type { Editor } from '@tiptap/react'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type AnchorField, findAnchor } from '@/modules/comments/anchor'
import type { ThreadView } from '@/modules/comments/views'
import { chosenWords, fieldOf, isChosenInBody } from './chosen-words'
import { commentMarks, commentMarksKey, type Marked, markComments, rangeOf, type Spots } from './comment-marks'
import { focusWhenThere } from './focus-when-there'
import type { Comments } from './use-comments'

export type Commenting = {
  spots: Spots
  /** Starts a comment on what is chosen, or goes to the comment the caret stands in. */
  begin: () => void
  /** From a comment to its words. */
  goToWords: (thread: ThreadView) => void
  /** Back to where the writer was. */
  goBack: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

type Options = { editor: Editor | null; comments: Comments; openPanel: () => void }

/** Between the words of the story and the comments on them, both ways. */
export function useCommenting({ editor, comments, openPanel }: Options): Commenting {
  const lastField = useLastField()
  const { threads, active, setActive, start } = comments
  const show = useCallback(
    (id: string) => {
      setActive(id)
      openPanel()
      focusWhenThere(`comment-${id}`)
    },
    [setActive, openPanel],
  )
  const spots = useMarks(editor, threads, active, (id) => {
    setActive(id)
    openPanel()
  })
  useWanted(threads, show)
  const begin = () => {
    const chosen = chosenWords(isChosenInBody() ? 'body' : lastField.current, editor)
    if (chosen && 'comment' in chosen) return show(chosen.comment)
    start(chosen?.anchor ?? null)
    openPanel()
    focusWhenThere('new-comment')
  }
  return {
    spots,
    begin,
    goToWords: (thread) => goToWords(thread, editor),
    goBack: () => {
      if (lastField.current === 'body') editor?.commands.focus()
      else document.getElementById(lastField.current ?? 'headline')?.focus()
    },
    onKeyDown: (event) => {
      // Alt Gr is Ctrl and Alt on some keyboards, and then M is a letter.
      if (event.code !== 'KeyM' || !event.altKey || !(event.ctrlKey || event.metaKey) || event.getModifierState('AltGraph')) return
      event.preventDefault()
      lastField.current = fieldOf(event.target) ?? lastField.current
      begin()
    },
  }
}

/** The field of the story that was used last. */
function useLastField(): RefObject<AnchorField | null> {
  const last = useRef<AnchorField | null>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = fieldOf(target) ?? last.current
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  return last
}

/** Keeps the marks in the body as the comments are; answers where their words stand. */
function useMarks(editor: Editor | null, threads: readonly ThreadView[], active: string, onPress: (id: string) => void): Spots {
  const [spots, setSpots] = useState<Spots>({})
  const press = useRef(onPress)
  press.current = onPress
  useEffect(() => {
    if (!editor) return
    const onSpots = (now: Spots) => setSpots((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now))
    editor.registerPlugin(commentMarks({ onSpots, onPress: (id) => press.current(id) }))
    return () => {
      if (!editor.isDestroyed) editor.unregisterPlugin(commentMarksKey)
    }
  }, [editor])
  const marked = JSON.stringify(
    threads.flatMap(({ id, anchor, resolved }) => (anchor?.field === 'body' && !resolved ? [{ id, anchor }] : [])),
  )
  useEffect(() => {
    if (editor && !editor.isDestroyed) markComments(editor.view, JSON.parse(marked) as Marked[], active)
  }, [editor, marked, active])
  return spots
}

/** The comment that a link from the desk or from a mail leads to. */
function useWanted(threads: readonly ThreadView[], show: (id: string) => void) {
  const wanted = useRef<string | null | undefined>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) wanted.current = new URLSearchParams(window.location.search).get('comment')
    const thread = threads.find(({ id, answers }) => id === wanted.current || answers.some((answer) => answer.id === wanted.current))
    if (!thread) return
    wanted.current = null
    show(thread.id)
  }, [threads, show])
}

function goToWords({ id, anchor }: ThreadView, editor: Editor | null) {
  if (!anchor) return
  if (anchor.field !== 'body') {
    const line = document.getElementById(anchor.field)
    if (!(line instanceof HTMLTextAreaElement)) return
    const place = findAnchor(line.value, anchor)
    line.focus()
    if (place) line.setSelectionRange(place.from, place.to)
    return
  }
  const range = editor && rangeOf(editor.state, id)
  if (!editor || !range) return
  // Without a caret to move, in a story one may only read, the words are at least shown.
  editor.chain().setTextSelection(range).focus(null, { scrollIntoView: false }).run()
  const { node } = editor.view.domAtPos(range.from)
  ;(node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' })
}

/** What has become of the words in the headline or the standfirst; the body's are in `spots`. */
export function spotOf({ id, anchor }: ThreadView, spots: Spots, lines: { headline: string; standfirst: string }): Spots[string] {
  if (!anchor) return { how: 'here', at: -1 }
  if (anchor.field === 'body') return spots[id] ?? { how: 'here', at: Number.MAX_SAFE_INTEGER }
  const place = findAnchor(lines[anchor.field], anchor)
  return place ? { how: place.changed ? 'changed' : 'here', at: place.from } : { how: 'gone' }
}
