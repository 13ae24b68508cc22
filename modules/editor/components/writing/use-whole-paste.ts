'use client'
import type { Editor } from '@tiptap/react'
import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react'
import type { Body } from '@/modules/articles/body'
import { matchHeadlinesAction } from '../../actions'
import { documentOfBody, isEmptyDocument } from '../../body-document'
import type { PastedStory } from '../../pasted-story'
import type { MatchHeadlinesInput } from '../../schema'
import { type StoryForm, withPins } from '../../story-form'
import { takenBack } from '../../taken-back'

/** `accepted`: what proposals of it have filled in since. */
type Taken = {
  before: { form: StoryForm; body: Body }
  story: PastedStory
  after: string
  filled: string
  accepted: Partial<StoryForm>
}

export type PasteHandler = {
  /** Fills an empty story from the clipboard; false when this is an ordinary paste. */
  fromClipboard: (clipboard: DataTransfer) => boolean
  take: (story: PastedStory) => boolean
  /** Fills an empty story from the HTML of a document; false when it holds no story, or there are words already. */
  fromDocument: (html: string) => boolean
  /** What the last whole paste filled in, in words; '' when there is none to undo. */
  filled: string
  /** Lines before the story that are none of it. */
  leftOut: readonly string[]
  /** A proposal of the pasted text was taken over: it goes when the text is taken back. */
  noteAccepted: (change: Partial<StoryForm>) => void
  undo: () => void
  dismiss: () => void
  onKeyDownCapture: (event: KeyboardEvent) => void
}

type Options = {
  /** Null for a story that was not stored when the page was opened. */
  articleId: string | null
  editor: Editor | null
  form: RefObject<StoryForm>
  change: (part: Partial<StoryForm> | ((form: StoryForm) => Partial<StoryForm>)) => void
  announce: (message: string) => void
}

const NO_LINES: readonly string[] = []

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** A story pasted whole into an empty page goes to its fields, and one undo takes all of it back. */
export function useWholePaste({
  articleId,
  editor,
  form,
  change,
  announce,
}: Options): Omit<PasteHandler, 'fromClipboard' | 'fromDocument'> {
  const [taken, setTaken] = useState<Taken | null>(null)

  const take = useCallback(
    (story: PastedStory) => {
      const now = form.current
      if (!editor || now.headline.trim() !== '' || now.standfirst.trim() !== '' || !isEmptyDocument(editor.getJSON())) return false
      const pins = story.relatedHeadlines.map((headline) => ({ headline, target: null }))
      const filled = inWords(story)
      const before = { form: now, body: editor.getJSON() as Body }
      setBody(editor, documentOfBody(story.body))
      setTaken({ before, story, after: JSON.stringify(editor.getJSON()), filled, accepted: {} })
      change((shown) => ({ headline: story.headline, standfirst: story.standfirst, pins: withPins(shown.pins, pins) }))
      const said = `Filled in ${filled}. ${story.headline ? 'Check the headline.' : 'Write a headline.'} Undo takes all of it back.`
      announce(said)
      requestAnimationFrame(() => document.getElementById('headline')?.focus())
      if (pins.length > 0) void matchPins({ articleId, headlines: story.relatedHeadlines }, change, (more) => announce(`${said} ${more}`))
      return true
    },
    [articleId, editor, form, change, announce],
  )

  const undo = useCallback(() => {
    if (!taken || !editor) return
    setBody(editor, documentOfBody(taken.before.body))
    const { form: before } = taken.before
    change((now) => ({
      ...takenBack(now, taken.accepted, before),
      standfirst: before.standfirst,
      pins: before.pins,
      ...(now.headline === taken.story.headline && { headline: before.headline }),
    }))
    setTaken(null)
    announce('Took the pasted story back.')
    document.getElementById('headline')?.focus()
  }, [taken, editor, change, announce])

  /** Undo in any field, as long as nothing was typed since that an undo of its own would take back. */
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (!taken || !editor || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    const target = event.target
    const elsewhere = target instanceof HTMLInputElement && target.value !== ''
    const unchanged =
      form.current.headline === taken.story.headline &&
      form.current.standfirst === taken.story.standfirst &&
      JSON.stringify(editor.getJSON()) === taken.after
    if (elsewhere || !unchanged) return
    event.preventDefault()
    event.stopPropagation()
    undo()
  }

  const noteAccepted = useCallback(
    (accepted: Partial<StoryForm>) => setTaken((now) => now && { ...now, accepted: { ...now.accepted, ...accepted } }),
    [],
  )

  return {
    take,
    noteAccepted,
    filled: taken?.filled ?? '',
    leftOut: taken?.story.leftOut ?? NO_LINES,
    undo,
    dismiss: () => setTaken(null),
    onKeyDownCapture,
  }
}

/** Outside the body's own history: the page's undo answers for it. */
function setBody(editor: Editor, body: Body) {
  editor.chain().setMeta('addToHistory', false).setContent(body, { emitUpdate: false }).run()
}

function inWords({ standfirst, body, relatedHeadlines, leftOut = [] }: PastedStory): string {
  const parts = [
    standfirst ? 'the standfirst' : '',
    count(body.content.length, 'paragraph', 'paragraphs'),
    relatedHeadlines.length > 0 ? count(relatedHeadlines.length, 'related headline', 'related headlines') : '',
  ].filter(Boolean)
  const without = leftOut.length > 0 ? `, without ${leftOut.map((line) => `“${line}”`).join(' and ')}` : ''
  return parts.length < 2 ? `${parts[0] ?? ''}${without}` : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}${without}`
}

/** Finds the stories that the pasted headlines mean; the rest wait for a story with their headline. */
async function matchPins(asked: MatchHeadlinesInput, change: Options['change'], announce: Options['announce']) {
  const { headlines } = asked
  const found = await matchHeadlinesAction(asked).catch(() => null)
  if (!found?.ok) return
  const matches = new Map(found.value.map((match) => [match.headline, match]))
  change(({ pins }) => ({
    pins: pins.map((pin) => {
      const match = matches.get(pin.headline)
      return match ? { ...pin, target: pin.target ?? match.target, close: pin.close ?? match.close } : pin
    }),
  }))
  const matched = found.value.filter(({ target }) => target !== null).length
  announce(
    `${count(matched, 'related headline matches', 'related headlines match')} a story; ${count(headlines.length - matched, 'waits', 'wait')} for one.`,
  )
}
