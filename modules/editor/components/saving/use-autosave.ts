'use client'
import { useEffect, useRef, useState } from 'react'
import type { EditableStory } from '@/modules/articles/views'
import type { ActionResult } from '@/modules/auth/form-state'
import { saveStoryAction } from '../../actions'
import { isEmptyDocument } from '../../body-document'
import { formOf, inputOf, type StoryToSave } from '../../story-form'
import { withoutRefused } from '../../without-refused'
import type { Story } from '../writing/use-story'
import { isSignedOut, send, sendAfterwards } from './send'
import type { PageIdentity } from './use-page-identity'
import type { OtherText } from './use-run'
import type { Saving } from './use-saving'

const EVERY_MILLISECONDS = 3_000
const SIGNED_OUT_MILLISECONDS = 5_000
const OFFLINE_MAX_MILLISECONDS = 30_000
/** A new story is made once somebody pauses, or after so long: its first version should have a whole headline. */
const PAUSE_MILLISECONDS = 2_000
const NEW_MAX_MILLISECONDS = 12_000

export type Autosave = {
  /** Up to which edit the newsroom has the text, and since when. */
  keptEdits: number
  keptAt: Date | null
  /** Why it has not: '' when all is well. */
  trouble: '' | 'offline' | 'signed-out' | 'refused'
  since: Date | null
  /** What the newsroom said of a text it does not take. */
  message: string
}

type Options = {
  story: Story
  saving: Saving
  page: PageIdentity
  isWriting: boolean
  onStored: () => void
  /** The text the page was opened with; null for a new story. */
  begun: EditableStory | null
}
const nothing: Autosave = { keptEdits: 0, keptAt: null, trouble: '', since: null, message: '' }

/** Sends what is typed every three seconds, one text at a time. Waits while two texts are compared. */
export function useAutosave(options: Options): Autosave {
  const [shown, setShown] = useState(nothing)
  const { story, saving, isWriting } = options
  const { edits, isDirty } = story
  const wanted = isWriting && isDirty && saving.conflict === null && saving.busy === ''
  const now = useRef({ ...options, wanted, shown })
  now.current = { ...options, wanted, shown: now.current.shown }
  const loop = useRef({
    timer: null as ReturnType<typeof setTimeout> | null,
    failures: 0,
    first: 0,
    last: 0,
    // Until something was taken: what is stored of a field must not go because another value of it is half typed.
    good: options.begun && inputOf(formOf(options.begun), options.begun.body),
  })

  const note = (part: Partial<Autosave>) => {
    now.current.shown = { ...now.current.shown, ...part }
    setShown(now.current.shown)
  }
  const plan = (milliseconds: number) => {
    loop.current.timer ??= setTimeout(() => void turn(), milliseconds)
  }
  const turn = async () => {
    loop.current.timer = null
    if (!now.current.wanted || now.current.saving.flight.current) return
    if (now.current.story.latest().edits === now.current.shown.keptEdits) return
    const flight = keep(now.current, loop.current, note)
    now.current.saving.flight.current = flight.then(() => undefined)
    const next = await flight.finally(() => {
      now.current.saving.flight.current = null
    })
    if (next !== null && now.current.wanted) plan(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit asks for its turn; one that waits already stays
  useEffect(() => {
    loop.current.last = Date.now()
    if (!isDirty) loop.current.first = 0
    else if (loop.current.first === 0) loop.current.first = Date.now()
    if (wanted) plan(saving.known ? EVERY_MILLISECONDS : PAUSE_MILLISECONDS)
  }, [edits, wanted])
  useReturns(() => {
    if (now.current.shown.trouble === '' || loop.current.timer === null) return
    clearTimeout(loop.current.timer)
    void turn()
  })
  useLeaving(now)
  return shown
}

type Loop = { failures: number; first: number; last: number; good: StoryToSave | null }
type Now = Options & { shown: Autosave }

/** One text to the newsroom. Answers after how many milliseconds the next may follow; null when none is to. */
async function keep(now: Now, loop: Loop, note: (part: Partial<Autosave>) => void): Promise<number | null> {
  const { saving, story } = now
  if (saving.latest.current === null) return make(now, loop, note)
  const copy = copyOf(now)
  if (!copy) return null
  let answer = await send('keep', copy)
  // A field that is half typed, an address for instance, does not hold the rest up.
  const fields = answer?.ok === false && answer.kind === 'problems' ? answer.problems : []
  if (fields.length > 0) answer = await send('keep', { ...copy, story: withoutRefused(copy.story, fields, loop.good) })
  if (answer?.ok) {
    const { base, stored } = answer.value
    loop.failures = 0
    if (fields.length === 0) loop.good = copy.story
    saving.over.current = null
    note({
      keptEdits: copy.sequence,
      keptAt: new Date(),
      trouble: '',
      since: null,
      message: fields.map(({ message }) => message).join('. '),
    })
    if (base.version !== copy.baseVersion) saving.rebase(base)
    if (stored.version !== base.version) now.onStored()
    return story.latest().edits === copy.sequence ? null : EVERY_MILLISECONDS
  }
  return failed(answer, { saving, loop, note, shown: now.shown })
}

type Failing = { saving: Saving; loop: Loop; note: (part: Partial<Autosave>) => void; shown: Autosave }

function failed(answer: ActionResult<unknown> | null, { saving, loop, note, shown }: Failing): number | null {
  const since = shown.since ?? new Date()
  if (answer === null) {
    loop.failures += 1
    note({ trouble: 'offline', since })
    return Math.min(OFFLINE_MAX_MILLISECONDS, EVERY_MILLISECONDS * 2 ** (loop.failures - 1))
  }
  if (isSignedOut(answer)) {
    note({ trouble: 'signed-out', since })
    return SIGNED_OUT_MILLISECONDS
  }
  if (!answer.ok && answer.kind === 'conflict' && answer.current) {
    saving.meet({ message: answer.message, theirs: answer.current as OtherText })
    return null
  }
  const message = answer.ok
    ? ''
    : answer.kind === 'problems'
      ? answer.problems.map((problem) => problem.message).join('. ')
      : answer.message
  note({ trouble: 'refused', since, message })
  return OFFLINE_MAX_MILLISECONDS
}

/** A new story gets its draft as soon as it says something. */
async function make(now: Now, loop: Loop, note: (part: Partial<Autosave>) => void): Promise<number | null> {
  const { saving, story, page } = now
  const { form, body, edits } = story.latest()
  if (form.headline.trim() === '' && isEmptyDocument(body)) return null
  const isTyping = Date.now() - loop.last < PAUSE_MILLISECONDS - 100
  if (isTyping && Date.now() - loop.first < NEW_MAX_MILLISECONDS) return PAUSE_MILLISECONDS
  const sitting = { tab: page.tab, sequence: edits, over: null }
  const answer = await saveStoryAction({ known: null, newId: saving.newId, sitting, story: inputOf(form, body) }).catch(() => null)
  if (!answer?.ok) return failed(answer, { saving, loop, note, shown: now.shown })
  loop.failures = 0
  saving.noteCreated(answer.value, edits)
  note({ ...nothing, keptEdits: edits, keptAt: new Date() })
  return EVERY_MILLISECONDS
}

function copyOf({ saving, story, page }: Pick<Now, 'saving' | 'story' | 'page'>) {
  const known = saving.latest.current
  if (!known) return null
  const { form, body, edits } = story.latest()
  const base = { baseVersion: known.version, baseRevision: known.revision }
  return { id: known.id, tab: page.tab, sequence: edits, ...base, over: saving.over.current, story: inputOf(form, body) }
}

/** The connection is back, or somebody comes back from signing in. */
function useReturns(onReturn: () => void) {
  const latest = useRef(onReturn)
  latest.current = onReturn
  useEffect(() => {
    const again = () => latest.current()
    window.addEventListener('online', again)
    window.addEventListener('focus', again)
    return () => {
      window.removeEventListener('online', again)
      window.removeEventListener('focus', again)
    }
  }, [])
}

/** What the newsroom does not have yet is sent when the page goes out of sight; when it is left, its sitting ends. */
function useLeaving(now: { readonly current: Now & { wanted: boolean } }) {
  useEffect(() => {
    const unsent = () => {
      const { saving, story, shown, isWriting } = now.current
      const { edits, isDirty } = story.latest()
      const isSent = edits === shown.keptEdits || !isDirty
      return isSent || saving.conflict || !isWriting ? null : copyOf(now.current)
    }
    const onHidden = () => {
      const copy = document.visibilityState === 'hidden' ? unsent() : null
      if (copy) sendAfterwards('keep', copy)
    }
    const onLeave = () => {
      const { saving, page, isWriting } = now.current
      const id = saving.latest.current?.id
      if (id && isWriting) sendAfterwards('leave', { id, tab: page.tab, copy: unsent() })
    }
    const onShow = (event: PageTransitionEvent) => {
      // Shown again as it was: others may have written meanwhile.
      if (event.persisted) window.location.reload()
    }
    document.addEventListener('visibilitychange', onHidden)
    window.addEventListener('pagehide', onLeave)
    window.addEventListener('pageshow', onShow)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      window.removeEventListener('pagehide', onLeave)
      window.removeEventListener('pageshow', onShow)
    }
  }, [now])
}
