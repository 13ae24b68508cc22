/** Unsaved words in the browser's own store, by page. Every call is safe where that store is full or switched off. */
import type { Body } from '@/modules/articles/body'
import { emptyForm, type StoryForm } from '../../story-form'

/** Every kept text's name begins with this; signing out removes them all. */
export const BACKUP_PREFIX = 'throughline:unsaved:'

/**
 * `revision`: the one they were written over; null when that does not matter. `edits`: how far the page had come, as it
 * counts what it sends to the newsroom.
 */
export type KeptWords = { at: string; revision: number | null; tab: string; edits: number; form: StoryForm; body: Body }
export type FoundWords = Omit<KeptWords, 'at'> & { at: Date; name: string }

const storyOf = (personId: string, articleId: string | null) => `${BACKUP_PREFIX}${personId}:${articleId ?? 'new'}:`
export const nameOf = (personId: string, articleId: string | null, tab: string) => `${storyOf(personId, articleId)}${tab}`
export const asideOf = (personId: string, articleId: string | null) => `${storyOf(personId, articleId)}aside`

/** Every text of this story that this person's pages have left here; newest first. */
export function findKept(personId: string, articleId: string | null): FoundWords[] {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(storyOf(personId, articleId)))
    return names.flatMap((name) => read(name) ?? []).sort((a, b) => b.at.getTime() - a.at.getTime())
  } catch {
    return []
  }
}

function read(name: string): FoundWords | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as KeptWords | null
    return kept && typeof kept.form?.headline === 'string' && kept.body?.type === 'doc'
      ? // Kept by an earlier build, it may lack a field that is new.
        { ...kept, form: { ...emptyForm, ...kept.form }, at: new Date(kept.at), name }
      : null
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
