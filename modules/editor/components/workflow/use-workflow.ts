'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '@/lib/errors'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'
import type { ActionResult } from '@/modules/auth/form-state'
import type { Feature } from '@/modules/newsroom/schema'
import { type Known, knownOfWorkflow } from '../../known-story'
import { ask, refusalOf } from '../related/ask'
import type { Saving } from '../saving/use-saving'

/** Others act while the page is open; a time that is about to come is watched closely. */
const EVERY_MILLISECONDS = 20_000
const SOON_MILLISECONDS = 2_000
const SOON_IS_MILLISECONDS = 60_000

type At = { id: string; version: number }

export type Workflow = {
  /** Null for a story never saved. Dates may be ISO text. */
  now: StoryWorkflow | null
  /** What this newsroom uses or has switched on. */
  features: readonly Feature[]
  busy: boolean
  /** Why the last press did nothing, where no field explains it. */
  failure: string
  /**
   * Runs one act on the story as it is stored, and says so. Answers null when it was done, else the problems: of its fields,
   * or one of no field, which is also `failure`; [] when the page says why. `saved`: the words on the page are saved first, because the act is about them.
   * `but`: what to know of something that was done, '' for nothing.
   */
  act: <T>(
    said: string,
    call: (at: At) => Promise<ActionResult<T>>,
    saved?: 'saved',
    but?: (value: T) => string,
  ) => Promise<Problem[] | null>
}

type Options = {
  given: StoryWorkflow | null
  features: readonly Feature[]
  saving: Saving
  dirty: boolean
  announce: (message: string) => void
}

/** Where the story stands, kept up with what others do to it while the page is open. */
export function useWorkflow({ given, features, saving, dirty, announce }: Options): Workflow {
  const { now, refresh } = useNow(given, saving)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const running = useRef(false)
  const act: Workflow['act'] = async (said, call, saved, but) => {
    if (running.current) return []
    running.current = true
    setBusy(true)
    setFailure('')
    try {
      const stored = saving.latest.current
      const known = saved && (dirty || stored === null) ? await saving.save() : stored
      if (!known) return []
      const result = await call({ id: known.id, version: known.version }).catch(() => null)
      if (result?.ok) {
        await refresh()
        const more = but?.(result.value) ?? ''
        setFailure(more)
        announce(more === '' ? said : `${said} ${more}`)
        return null
      }
      if (result?.kind === 'problems') return result.problems
      const message = refusalOf(result)
      setFailure(message)
      announce(message)
      await refresh()
      return [{ field: '', message }]
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { now, features, busy, failure, act }
}

function useNow(given: StoryWorkflow | null, saving: Saving) {
  const [now, setNow] = useState(given)
  const latest = useRef(saving)
  latest.current = saving
  const id = saving.known?.id ?? null
  const version = saving.known?.version
  // Also from an act that began before the story was saved for the first time.
  const refresh = useCallback(async () => {
    const story = latest.current.latest.current?.id
    if (!story) return
    const answer = await ask('workflow', { id: story })
    if (!answer?.ok) return
    const { follow, ...page } = latest.current
    const known = page.latest.current
    // An answer that set out before a save says nothing new.
    if (known && answer.value.version < known.version) return
    // The same words: the page goes on from what was done. Other words are compared when it saves.
    if (known && answer.value.revision === known.revision) follow(changed(known, knownOfWorkflow(answer.value)))
    setNow((before) => (JSON.stringify(before) === JSON.stringify(answer.value) ? before : answer.value))
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new version is asked about
  useEffect(() => {
    if (now?.version !== version) void refresh()
  }, [id, version, refresh])
  const soon = now?.schedules.some((one) => one.state === 'waiting' && Date.parse(String(one.dueAt)) - Date.now() < SOON_IS_MILLISECONDS)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), soon ? SOON_MILLISECONDS : EVERY_MILLISECONDS)
    return () => clearInterval(timer)
  }, [refresh, soon])
  return { now, refresh }
}

/** Dates come as text through the question: only a story that was changed is taken over. */
const changed = (before: Known, now: Known): Partial<Known> => (before.version === now.version ? {} : now)
