'use client'
import { useEffect, useState } from 'react'
import type { PickedPicture } from '@/modules/media/views'
import { ask, refusalOf } from '../related/ask'

const PAUSE_MS = 250

/** `found`: null until they are there. `problem`: why the newsroom did not say, in words; '' when it did. */
export type Library = { found: PickedPicture[] | null; problem: string; again: () => void }

/** The pictures of the library that match what is typed. */
export function useLibrary(q: string): Library {
  const [found, setFound] = useState<PickedPicture[] | null>(null)
  const [problem, setProblem] = useState('')
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says that it is to be asked again
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await ask('pictures', { q, page: 1 }, stop.signal)
      if (stop.signal.aborted) return
      setProblem(refusalOf(answer))
      if (answer?.ok) setFound(answer.value)
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [q, asked])
  const again = () => {
    setProblem('')
    setAsked((before) => before + 1)
  }
  return { found, problem, again }
}
