/** What the newsroom was not told yet of refused tags, for as long as this browser tab is there. */
import { z } from 'zod'
import { BACKUP_PREFIX } from '../saving/backup-store'

/** `refused`: not suggested for this story again; else it may be. */
export type Wish = { slug: string; label: string; refused: boolean }

const wishes = z.array(z.strictObject({ slug: z.string(), label: z.string(), refused: z.boolean() }))
const nameOf = (articleId: string) => `${BACKUP_PREFIX}refused:${articleId}`

/** Safe where the store is switched off; a story that is not stored yet keeps none. */
export function keepWishes(articleId: string | null, unsent: readonly Wish[]) {
  if (articleId === null) return
  try {
    if (unsent.length === 0) sessionStorage.removeItem(nameOf(articleId))
    else sessionStorage.setItem(nameOf(articleId), JSON.stringify(unsent))
  } catch {
    // Switched off: the page still has them.
  }
}

export function keptWishes(articleId: string | null): Wish[] {
  if (articleId === null) return []
  try {
    return wishes.safeParse(JSON.parse(sessionStorage.getItem(nameOf(articleId)) ?? '[]')).data ?? []
  } catch {
    return []
  }
}
