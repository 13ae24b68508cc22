'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ActionResult } from '@/modules/auth/form-state'
import {
  addCommentAction,
  answerCommentAction,
  removeCommentAction,
  reopenCommentAction,
  resolveCommentAction,
  seeCommentAction,
} from '@/modules/comments/actions'
import type { Anchor } from '@/modules/comments/anchor'
import type { CommentsView } from '@/modules/comments/views'
import { ask, refusalOf } from '../related/ask'
import type { Saving } from '../saving/use-saving'

/** Others comment while the page is open. */
const EVERY_MILLISECONDS = 20_000

/** `text` is kept here, so that a look at another panel loses nothing. */
export type Written = { text: string; mentions: string[] }
export const nothingWritten: Written = { text: '', mentions: [] }

/** A comment being written: about words, or about the whole story. */
export type Started = { anchor: Anchor | null } | null

export type Comments = CommentsView & {
  /** There is something to say or to read: the panel is worth a tab. */
  shown: boolean
  open: number
  started: Started
  start: (anchor: Anchor | null) => void
  drop: () => void
  written: Written
  write: (written: Written) => void
  active: string
  setActive: (id: string) => void
  busy: boolean
  /** Why the last press did nothing; '' when it did. */
  failure: string
  add: () => Promise<string | null>
  answer: (commentId: string, written: Written) => Promise<boolean>
  resolve: (commentId: string) => Promise<boolean>
  reopen: (commentId: string) => Promise<boolean>
  remove: (commentId: string) => Promise<boolean>
  seen: (commentId: string) => Promise<boolean>
}

const none: CommentsView = { threads: [], people: [], mayComment: true }

/** What is said about the story while it is open. `given`: as the page was opened; null for a story never saved. */
export function useComments(given: CommentsView | null, saving: Saving, announce: (message: string) => void): Comments {
  const { view, refresh } = useView(given, saving.latest)
  const [started, setStarted] = useState<Started>(null)
  const [written, write] = useState(nothingWritten)
  const [active, setActive] = useState('')
  const { busy, failure, setFailure, run } = useDeed(refresh)
  const start = useCallback((anchor: Anchor | null) => setStarted({ anchor }), [])
  const drop = () => {
    setStarted(null)
    write(nothingWritten)
    setFailure('')
  }
  const told = (unreached: readonly string[], done: string) =>
    announce(unreached.length > 0 ? `${done} The mail did not reach ${unreached.join(', ')}; it is on their desk.` : done)

  const add = async () => {
    const id = (saving.latest.current ?? (await saving.save()))?.id
    if (!id || !started) return null
    const sent = { articleId: id, anchor: started.anchor, body: written.text, mentions: written.mentions }
    const added = await run(() => addCommentAction(sent))
    if (!added) return null
    if (added.unreached.length > 0) setFailure(`Added. The mail did not reach ${added.unreached.join(', ')}; it is on their desk.`)
    told(added.unreached, 'Comment added.')
    setStarted(null)
    write(nothingWritten)
    setActive(added.id)
    return added.id
  }
  const answer: Comments['answer'] = async (commentId, { text, mentions }) => {
    const added = await run(() => answerCommentAction({ commentId, body: text, mentions }))
    if (added) told(added.unreached, 'Answer added.')
    return added !== null
  }
  const act = (call: typeof resolveCommentAction | typeof removeCommentAction, said: string) => async (commentId: string) => {
    const done = await run<unknown>(() => call({ commentId }))
    if (done !== null) announce(said)
    return done !== null
  }
  return {
    ...view,
    shown: view.threads.length > 0 || started !== null,
    open: view.threads.filter(({ resolved }) => resolved === null).length,
    started,
    start,
    drop,
    written,
    write,
    active,
    setActive,
    busy,
    failure,
    add,
    answer,
    resolve: act(resolveCommentAction, 'Comment resolved.'),
    reopen: act(reopenCommentAction, 'Comment opened again.'),
    remove: act(removeCommentAction, 'Comment taken back.'),
    seen: act(seeCommentAction, 'Seen.'),
  }
}

/** The comments as they are stored, asked for again from time to time and after each act. */
function useView(given: CommentsView | null, story: Saving['latest']) {
  const [view, setView] = useState<CommentsView>(given ?? none)
  const refresh = useCallback(async () => {
    // Also after the act that saved it for the first time.
    const articleId = story.current?.id
    if (!articleId) return
    const answer = await ask('comments', { articleId })
    if (!answer?.ok) return
    // The same list is the same object: nothing on the page is made again while somebody types.
    setView((before) => (JSON.stringify(before) === JSON.stringify(answer.value) ? before : answer.value))
  }, [story])
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), EVERY_MILLISECONDS)
    return () => clearInterval(timer)
  }, [refresh])
  return { view, refresh }
}

/** One press at a time, and why it did nothing. */
function useDeed(refresh: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const running = useRef(false)
  const run = async <T>(call: () => Promise<ActionResult<T>>): Promise<T | null> => {
    if (running.current) return null
    running.current = true
    setBusy(true)
    setFailure('')
    const result = await call().catch(() => null)
    const refusal = refusalOf(result)
    if (refusal) setFailure(refusal)
    else await refresh()
    running.current = false
    setBusy(false)
    return result?.ok ? result.value : null
  }
  return { busy, failure, setFailure, run }
}
