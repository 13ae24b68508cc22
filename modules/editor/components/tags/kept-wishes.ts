/** What the newsroom was not told yet of refused tags, for as long as this browser tab is there: each person’s own, for they sign it. */
import { z } from 'zod'
import { BACKUP_PREFIX } from '../saving/backup-store'

/** `refused`: not suggested for this story again; else it may be. */
export type Wish = { slug: string; label: string; refused: boolean }

const wishes = z.array(z.strictObject({ slug: z.string(), label: z.string(), refused: z.boolean() }))
/** Whose decisions, and on which story; null for one that is not stored yet. */
export type WishesOf = { personId: string; articleId: string | null }
const nameOf = ({ personId, articleId }: WishesOf) => `${BACKUP_PREFIX}${personId}:refused:${articleId}`

/** Safe where the store is switched off; a story that is not stored yet keeps none. */
export function keepWishes(of: WishesOf, unsent: readonly Wish[]) {
  if (of.articleId === null) return
  try {
    if (unsent.length === 0) sessionStorage.removeItem(nameOf(of))
    else sessionStorage.setItem(nameOf(of), JSON.stringify(unsent))
  } catch {
    // Switched off: the page still has them.
  }
}

export function keptWishes(of: WishesOf): Wish[] {
  if (of.articleId === null) return []
  try {
    return wishes.safeParse(JSON.parse(sessionStorage.getItem(nameOf(of)) ?? '[]')).data ?? []
  } catch {
    return []
  }
}
