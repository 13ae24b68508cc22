'use client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Check, StoryChecks } from '../../checks'
import { ask } from '../related/ask'
import type { Story } from '../writing/use-story'

/** After the last key. */
const PAUSE_MILLISECONDS = 600
/** How long the number of errors has to stand before it is said aloud: nobody is spoken to in the middle of a sentence. */
const QUIET_MILLISECONDS = 2_500

export type Checks = {
  /** Null before the first answer. */
  answer: StoryChecks | null
  failed: boolean
  /** What stands to be looked at: without what was left and what was mended a moment ago. */
  open: Check[]
  left: Check[]
  errors: number
  /** Errors and warnings: what the tab counts. */
  found: number
  active: string
  setActive: (key: string) => void
  /** Takes a finding out of the list until the next answer. */
  dismiss: (key: string) => void
  refresh: () => void
}

type Options = { articleId: string | null; story: Story; writes: boolean; announce: (message: string) => void }

const none: Check[] = []

/** What the checks say of the words, asked again at each pause in typing. The answer to the latest question wins. */
export function useChecks({ articleId, story, writes, announce }: Options): Checks {
  const [answer, setAnswer] = useState<StoryChecks | null>(null)
  const [failed, setFailed] = useState(false)
  const [gone, setGone] = useState<readonly string[]>([])
  const [active, setActive] = useState('')
  const [asked, setAsked] = useState(0)
  const latest = useRef(story.latest)
  latest.current = story.latest
  const { edits, editor } = story
  // biome-ignore lint/correctness/useExhaustiveDependencies: every edit, and every wish, asks again
  useEffect(() => {
    const old = new AbortController()
    const timer = setTimeout(async () => {
      const { form, body } = latest.current()
      const { headline, standfirst, storyDate, leadPicture } = form
      const question = { articleId, headline, standfirst, body, storyDate: storyDate || null, leadPicture, writes }
      const found = await ask('checks', question, old.signal)
      if (old.signal.aborted) return
      setFailed(!found?.ok)
      if (!found?.ok) return
      // The same answer is the same object: nothing on the page is made again while somebody types.
      setAnswer((before) => (JSON.stringify(before) === JSON.stringify(found.value) ? before : found.value))
      setGone([])
    }, PAUSE_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      old.abort()
    }
  }, [articleId, edits, editor, asked, writes])
  const all = answer?.checks ?? none
  const open = useMemo(() => all.filter((one) => one.left === null && !gone.includes(one.key)), [all, gone])
  const left = useMemo(() => all.filter((one) => one.left !== null), [all])
  const errors = open.filter(({ severity }) => severity === 'error').length
  useSaid(answer === null ? null : errors, announce)
  const dismiss = useCallback((key: string) => setGone((before) => [...before, key]), [])
  const refresh = useCallback(() => setAsked((before) => before + 1), [])
  const found = open.filter(({ severity }) => severity !== 'note').length
  return { answer, failed, open, left, errors, found, active, setActive, dismiss, refresh }
}

/** Says how many errors there are once that has changed and stands; nothing of those that were there at the beginning. */
function useSaid(errors: number | null, announce: (message: string) => void) {
  const said = useRef<number | null>(null)
  useEffect(() => {
    if (errors === null || said.current === errors) return
    if (said.current === null) {
      said.current = errors
      return
    }
    const timer = setTimeout(() => {
      said.current = errors
      announce(errors === 0 ? 'No errors in Checks.' : `${errorWords(errors)} in Checks.`)
    }, QUIET_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [errors, announce])
}

export const errorWords = (errors: number): string => `${errors} ${errors === 1 ? 'error' : 'errors'}`
