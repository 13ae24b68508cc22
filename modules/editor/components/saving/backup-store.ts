/** Unsaved words in the browser's own store. Every call is safe where that store is full or switched off. */
import type { Body } from '@/modules/articles/body'
import type { StoryForm } from '../../story-form'

/** Every kept text's name begins with this; signing out removes them all. */
export const BACKUP_PREFIX = 'throughline:unsaved:'

/** `version`: of the story they were written over; null when that does not matter. */
export type KeptWords = { at: string; version: number | null; form: StoryForm; body: Body }
export type FoundWords = Omit<KeptWords, 'at'> & { at: Date }

export const nameOf = (personId: string, articleId?: string) => `${BACKUP_PREFIX}${personId}:${articleId ?? 'new'}`
export const asideOf = (name: string) => `${name}:aside`

export function read(name: string): FoundWords | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as KeptWords | null
    return kept && typeof kept.form?.headline === 'string' && kept.body?.type === 'doc' ? { ...kept, at: new Date(kept.at) } : null
  } catch {
    return null
  }
}

export function write(name: string, kept: KeptWords) {
  try {
    localStorage.setItem(name, JSON.stringify(kept))
  } catch {
    // The store is full or switched off: the page still has the words.
  }
}

export function forget(...names: string[]) {
  try {
    for (const name of names) localStorage.removeItem(name)
  } catch {
    // Switched off: nothing was kept.
  }
}
