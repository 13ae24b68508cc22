/** A found, withdrawn or moved story as an answer of the open data. Pure. */
import { type ApiAnswer, goneAnswer, movedAnswer } from '@/lib/api-route'
import type { FoundArticle } from './published'

/** `path`: where the same thing is for a story that has moved. */
export function articleAnswer<T>(found: FoundArticle<T>, path: (slug: string) => string): ApiAnswer {
  if (found.state === 'gone') return goneAnswer(found.detail)
  if (found.state === 'moved') return movedAnswer(path(found.slug))
  return { json: found.value }
}
