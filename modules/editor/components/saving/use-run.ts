'use client'
import { type RefObject, useCallback, useRef, useState } from 'react'
import type { Problem } from '@/lib/errors'
import type { EditableStory } from '@/modules/articles/views'
import type { ActionResult } from '@/modules/auth/form-state'
import type { Known } from '../../known-story'

/** `theirs`: the other text; with `mark`, it is one's own from another page, and no version. */
export type OtherText = EditableStory & { mark?: { tab: string; sequence: number } }
export type StoryConflict = { message: string; theirs: OtherText }

export type Runner = {
  /** What is being done, in words: "Saving"; '' when nothing is. */
  busy: string
  problems: Problem[]
  setProblems: (problems: Problem[]) => void
  /** A failure that no field explains: signed out, no connection, not allowed. */
  failure: string
  setFailure: (failure: string) => void
  /** Set when the story was changed elsewhere since it was opened. */
  conflict: StoryConflict | null
  setConflict: (conflict: StoryConflict | null) => void
  /** Runs one act. Null when it was refused, or when another is still running; why is on the page then. */
  run: <T>(doing: string, call: () => Promise<ActionResult<T>>) => Promise<T | null>
}

type Options = {
  known: RefObject<Known | null>
  /** The story was changed elsewhere, its words were not: nothing has to be compared. */
  onMoved: (theirs: EditableStory) => void
  /** What is under way by itself: an act waits for it. */
  flight: RefObject<Promise<void> | null>
}

const SAME_WORDS = 'Its words are the ones you have. Look at it again, and press once more.'

/** One act at a time, and every way in which it can be refused. A refusal never touches what was typed. */
export function useRun({ known, onMoved, flight }: Options): Runner {
  const [busy, setBusy] = useState('')
  const [problems, setProblems] = useState<Problem[]>([])
  const [failure, setFailure] = useState('')
  const [conflict, setConflict] = useState<StoryConflict | null>(null)
  const running = useRef(false)
  const moved = useRef({ known, onMoved })
  moved.current = { known, onMoved }
  const refuse = useCallback((result: Exclude<ActionResult<unknown>, { ok: true }>) => {
    if (result.kind === 'problems') setProblems(result.problems.map(ofField))
    else if (result.kind !== 'conflict' || !isStory(result.current)) setFailure(result.message)
    else if (result.current.revision !== moved.current.known.current?.revision)
      setConflict({ message: result.message, theirs: result.current })
    else {
      const isNewer = result.current.version !== moved.current.known.current?.version
      setFailure(isNewer ? `${result.message.replace(/ Nothing was overwritten.*/, '')} ${SAME_WORDS}` : result.message)
      moved.current.onMoved(result.current)
    }
  }, [])
  const run = useCallback<Runner['run']>(
    async (doing, call) => {
      if (running.current) return null
      running.current = true
      setBusy(doing)
      setProblems([])
      setFailure('')
      try {
        await flight.current
        const result = await call()
        if (result.ok) return result.value
        refuse(result)
      } catch {
        setFailure('The newsroom did not answer. Your text is still here: check the connection and try again.')
      } finally {
        running.current = false
        setBusy('')
      }
      return null
    },
    [refuse, flight],
  )
  return { busy, problems, setProblems, failure, setFailure, conflict, setConflict, run }
}

/** "story.pins.0.headline" is a problem of the field "pins". */
const ofField = ({ field, message }: Problem): Problem => ({ field: field.replace(/^story\.?/, '').split('.')[0] ?? '', message })

const isStory = (value: unknown): value is EditableStory =>
  typeof value === 'object' && value !== null && 'body' in value && 'headline' in value && 'version' in value
