'use client'
import { useEffect, useState } from 'react'
import { newStoryId } from '../../new-story-id'

const NAME = 'throughline:page'

/** `tab`: this page, from its opening to its end; `replaces`: the one this browser tab showed before, when it was loaded again. */
export type PageIdentity = { tab: string; replaces: string | null }

export function usePageIdentity(): PageIdentity {
  const [identity] = useState<PageIdentity>(() => ({ tab: newStoryId(), replaces: before() }))
  useEffect(() => remember(identity.tab), [identity])
  return identity
}

function before(): string | null {
  try {
    return typeof sessionStorage === 'undefined' ? null : sessionStorage.getItem(NAME)
  } catch {
    return null
  }
}

function remember(tab: string) {
  try {
    sessionStorage.setItem(NAME, tab)
  } catch {
    // Switched off: a page that is loaded again is another page then.
  }
}
