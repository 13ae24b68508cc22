'use client'
import { useEffect, useState } from 'react'
import type { PickedPicture } from '@/modules/media/views'
import { ask } from '../related/ask'

const PAUSE_MS = 250

/** The pictures of the library that match what is typed; null until they are there. */
export function useLibrary(q: string): PickedPicture[] | null {
  const [found, setFound] = useState<PickedPicture[] | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await ask('pictures', { q, page: 1 }, stop.signal)
      if (answer?.ok) setFound(answer.value)
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [q])
  return found
}
