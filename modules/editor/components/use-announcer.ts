'use client'
import { useCallback, useState } from 'react'

/** What was last said to people who do not see the page change. Said again when the same words come twice. */
export function useAnnouncer(): { said: string; announce: (message: string) => void } {
  const [said, setSaid] = useState('')
  const announce = useCallback((message: string) => setSaid((before) => (before === message ? `${message}\u00a0` : message)), [])
  return { said, announce }
}
