'use client'
import { useCallback, useRef, useState } from 'react'
import type { Problem } from '@/lib/errors'
import type { EditableStory } from '@/modules/articles/views'
import type { ActionResult } from '@/modules/auth/form-state'

export type StoryConflict = { message: string; theirs: EditableStory }

export type Runner = {
  /** What is being done, in words: "Saving"; '' when nothing is. */
  busy: string
  problems: Problem[]
  setProblems: (problems: Problem[]) => void
  /** A failure that no field explains: signed out, no connection, not allowed. */
  failure: string
  /** Set when the story was changed elsewhere since it was opened. */
  conflict: StoryConflict | null
  setConflict: (conflict: StoryConflict | null) => void
  /** Runs one act. Null when it was refused, or when another is still running; why is on the page then. */
  run: <T>(doing: string, call: () => Promise<ActionResult<T>>) => Promise<T | null>
}

/** One act at a time, and every way in which it can be refused. A refusal never touches what was typed. */
export function useRun(): Runner {
  const [busy, setBusy] = useState('')
  const [problems, setProblems] = useState<Problem[]>([])
  const [failure, setFailure] = useState('')
  const [conflict, setConflict] = useState<StoryConflict | null>(null)
  const running = useRef(false)
  const refuse = useCallback((result: Exclude<ActionResult<unknown>, { ok: true }>) => {
    if (result.kind === 'problems') setProblems(result.problems.map(ofField))
    else if (result.kind === 'conflict' && isStory(result.current)) setConflict({ message: result.message, theirs: result.current })
    else setFailure(result.message)
  }, [])
  const run = useCallback<Runner['run']>(
    async (doing, call) => {
      if (running.current) return null
      running.current = true
      setBusy(doing)
      setProblems([])
      setFailure('')
      try {
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
    [refuse],
  )
  return { busy, problems, setProblems, failure, conflict, setConflict, run }
}

/** "story.pins.0.headline" is a problem of the field "pins". */
const ofField = ({ field, message }: Problem): Problem => ({ field: field.replace(/^story\.?/, '').split('.')[0] ?? '', message })

const isStory = (value: unknown): value is EditableStory =>
  typeof value === 'object' && value !== null && 'body' in value && 'headline' in value && 'version' in value
