'use client'
import type { Editor } from '@tiptap/react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Check } from '../../checks'
import { focusWhenThere } from '../comments/focus-when-there'
import type { Story } from '../writing/use-story'
import { checkAt, checkMarks, checkMarksKey, markChecks, rangeOfCheck } from './check-marks'
import { nearest } from './check-places'
import { isUnderQuotation, mendedUnder, NAMED_FIELDS, quotationNaming } from './named-under'
import { type Checks, useChecks } from './use-checks'

export type Checking = {
  checks: Checks
  /** Notes are there for whoever asks for them. */
  showNotes: boolean
  setShowNotes: (show: boolean) => void
  /** Those of one field that are underlined in it. */
  underlined: (field: Check['field']) => Check[]
  /** From a finding to its words, which are chosen there. */
  goTo: (check: Check) => void
  /** Writes the words that can stand in its place; false when the words have gone. */
  mend: (check: Check) => boolean
  onKeyDown: (event: KeyboardEvent) => void
}

type Options = { articleId: string | null; story: Story; writes: boolean; announce: (message: string) => void; openPanel: () => void }

const lineOf = (id: string): HTMLTextAreaElement | null => {
  const element = document.getElementById(id)
  return element instanceof HTMLTextAreaElement ? element : null
}

/** What is found in the words of the story, and the ways between the words and the findings. */
export function useChecking({ articleId, story, writes, announce, openPanel }: Options): Checking {
  const { editor } = story
  const checks = useChecks({ articleId, story, writes, announce })
  const [showNotes, setShowNotes] = useState(false)
  const { open, active, setActive } = checks
  const show = useRef<(key: string) => void>(() => {})
  show.current = (key) => {
    setActive(key)
    openPanel()
  }
  useEffect(() => {
    if (!editor) return
    editor.registerPlugin(checkMarks((key) => show.current(key)))
    return () => {
      if (!editor.isDestroyed) editor.unregisterPlugin(checkMarksKey)
    }
  }, [editor])
  useEffect(() => {
    if (!editor || editor.isDestroyed) return
    markChecks(editor.view, {
      checks: open.filter(({ severity, group }) => group !== 'plain' && (severity !== 'note' || showNotes)),
      active,
    })
  }, [editor, open, active, showNotes])
  return {
    checks,
    showNotes,
    setShowNotes,
    underlined: (field) => open.filter((one) => one.field === field && one.group !== 'plain' && (showNotes || one.severity !== 'note')),
    goTo: (check) => goTo(check, editor),
    mend: (check) => mend(check, story),
    onKeyDown: (event) => {
      // Alt Gr is Ctrl and Alt on some keyboards, and then J is a letter.
      if (event.code !== 'KeyJ' || !event.altKey || !(event.ctrlKey || event.metaKey) || event.getModifierState('AltGraph')) return
      event.preventDefault()
      const key = nextFrom(event.target, editor, open)
      if (key === undefined) return openPanel()
      show.current(key)
      focusWhenThere(`check-${key}`)
    },
  }
}

/** The finding the caret stands in, or the first after it, or the first of all. */
function nextFrom(target: EventTarget, editor: Editor | null, open: readonly Check[]): string | undefined {
  const first = open[0]?.key
  if (target instanceof HTMLTextAreaElement)
    return (
      (open.find(({ field, to }) => field === target.id && to >= target.selectionStart) ?? open.find(({ field }) => field === 'body'))
        ?.key ?? first
    )
  if (!editor || !(target instanceof Element) || target.closest('#body') === null) return first
  const { from } = editor.state.selection
  const here = checkAt(editor.state, from)
  return here || (open.find((check) => (rangeOfCheck(editor.state, check)?.from ?? -1) >= from)?.key ?? first)
}

/** Where the words stand in a field of one paragraph; null when they have gone. */
function placeInLine(value: string, { words, from, to }: Check): { from: number; to: number } | null {
  const wanted = words.slice(0, to - from)
  const at = value.startsWith(wanted, from) ? from : nearest(value, wanted, from)
  return at === null ? null : { from: at, to: at + wanted.length }
}

function goTo(check: Check, editor: Editor | null) {
  if (check.field !== 'body') {
    const line = lineOf(check.field)
    const place = line && placeInLine(line.value, check)
    line?.focus()
    if (line && place) line.setSelectionRange(place.from, place.to)
    return
  }
  if (editor && isUnderQuotation(check)) return goUnder(editor, check.words)
  const range = editor && rangeOfCheck(editor.state, check)
  if (!editor || !range) return
  editor.chain().setTextSelection(range).focus(null, { scrollIntoView: false }).run()
  const { node } = editor.view.domAtPos(range.from)
  ;(node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' })
}

/** To the field that holds the words: the quotation itself is not chosen, what is typed next would stand in its place. */
function goUnder(editor: Editor, words: string) {
  const place = quotationNaming(editor.state.doc, words)
  const figure = place && editor.view.nodeDOM(place.at)
  const inputs = figure instanceof Element ? [...figure.querySelectorAll('input')] : []
  const input = inputs[NAMED_FIELDS.indexOf(place?.field ?? 'speaker')]
  const from = input?.value.indexOf(words) ?? -1
  input?.focus()
  if (from >= 0) input?.setSelectionRange(from, from + words.length)
}

function mend(check: Check, { editor, change, form }: Story): boolean {
  const { field, fix } = check
  if (fix === null) return false
  if (field !== 'body') {
    const place = placeInLine(form[field], check)
    if (!place) return false
    change((now) => ({ [field]: now[field].slice(0, place.from) + fix + now[field].slice(place.to) }))
    return true
  }
  if (editor && isUnderQuotation(check)) {
    const mended = mendedUnder(editor.state, check)
    if (mended) editor.view.dispatch(mended)
    return mended !== null
  }
  const range = editor && rangeOfCheck(editor.state, check)
  if (!editor || !range) return false
  editor.view.dispatch(editor.state.tr.insertText(fix, range.from, range.to))
  return true
}
