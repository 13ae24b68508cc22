'use client'
import { useEffect, useState } from 'react'
import type { EditableStory } from '@/modules/articles/views'
import type { Story } from '../writing/use-story'
import { asideOf, type FoundWords, forget, type KeptWords, nameOf, read, write } from './backup-store'
import type { Saving } from './use-saving'

const QUIET_MILLISECONDS = 1_000

export type Backup = {
  /** Words from an earlier visit that were never saved, or set aside in a conflict. */
  found: FoundWords | null
  restore: () => void
  discard: () => void
  /** Keeps the words on the page, so that other words can take their place. */
  setAside: () => void
}

/** Unsaved words outlive a crash or a lost connection, on this device and for this person only. */
export function useBackup(personId: string, story: Story, saving: Saving, stored: EditableStory | null): Backup {
  const [found, setFound] = useState<Backup['found']>(null)
  const name = nameOf(personId, saving.known?.id)
  useEffect(() => setFound(read(nameOf(personId, stored?.id)) ?? read(asideOf(nameOf(personId, stored?.id)))), [personId, stored])

  const keep = (version: number | null): KeptWords => ({ at: new Date().toISOString(), version, form: story.form, body: story.body() })
  const { edits, isDirty } = story
  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit starts the wait again
  useEffect(() => {
    if (!isDirty) {
      if (edits > 0) forget(name, nameOf(personId))
      return
    }
    const timer = setTimeout(() => write(name, keep(saving.known?.version ?? null)), QUIET_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [edits, isDirty, name])

  return {
    found,
    restore: () => {
      if (found) story.replace(found.form, found.body)
      // Written over an older version: the next save then compares instead of overwriting.
      if (found?.version) saving.rebase(found.version)
      forget(name, asideOf(name))
      setFound(null)
    },
    discard: () => {
      forget(name, asideOf(name))
      setFound(null)
    },
    setAside: () => {
      write(asideOf(name), keep(null))
      setFound(read(asideOf(name)))
    },
  }
}
