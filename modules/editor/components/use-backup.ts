'use client'
import { useEffect, useState } from 'react'
import type { Body } from '@/modules/articles/body'
import type { EditableStory } from '@/modules/articles/views'
import type { StoryForm } from '../story-form'
import type { Known, Saving } from './use-saving'
import type { Story } from './use-story'

/** Every kept text's name in the browser's store begins with this; signing out removes them all. */
export const BACKUP_PREFIX = 'throughline:unsaved:'
const QUIET_MILLISECONDS = 1_000

type Kept = { at: string; version: number | null; form: StoryForm; body: Body }

export type Backup = {
  /** Words from an earlier visit that were never saved, or set aside in a conflict. */
  found: (Omit<Kept, 'at'> & { at: Date }) | null
  restore: () => void
  discard: () => void
  /** Keeps the words on the page, so that other words can take their place. */
  setAside: () => void
}

const nameOf = (personId: string, known: Pick<Known, 'id'> | null) => `${BACKUP_PREFIX}${personId}:${known?.id ?? 'new'}`

/** Unsaved words outlive a crash or a lost connection, on this device and for this person only. */
export function useBackup(personId: string, story: Story, saving: Saving, stored: EditableStory | null): Backup {
  const [found, setFound] = useState<Backup['found']>(null)
  const name = nameOf(personId, saving.known)
  useEffect(() => setFound(read(nameOf(personId, stored)) ?? read(asideOf(nameOf(personId, stored)))), [personId, stored])

  const keep = (version: number | null): Kept => ({ at: new Date().toISOString(), version, form: story.form, body: story.body() })
  const { edits, isDirty } = story
  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit starts the wait again
  useEffect(() => {
    if (!isDirty) {
      if (edits > 0) forget(name, nameOf(personId, null))
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
const asideOf = (name: string) => `${name}:aside`

function read(name: string): Backup['found'] {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null
    return kept && typeof kept.form?.headline === 'string' && kept.body?.type === 'doc' ? { ...kept, at: new Date(kept.at) } : null
  } catch {
    return null
  }
}

function write(name: string, kept: Kept) {
  try {
    localStorage.setItem(name, JSON.stringify(kept))
  } catch {
    // The store is full or switched off: the page still has the words.
  }
}

function forget(...names: string[]) {
  try {
    for (const name of names) localStorage.removeItem(name)
  } catch {
    // Switched off: nothing was kept.
  }
}
