/** A found, withdrawn or moved story as an answer of the open data. Pure. */
import { type ApiAnswer, goneAnswer, movedAnswer } from '@/lib/api-route'
import type { FoundArticle } from './published'

/** Whether a client would rather read text than JSON: it names text/plain, and does not like JSON as much. */
export function prefersText(accept: string | null): boolean {
  const weights = new Map(
    (accept ?? '').split(',').map((part) => {
      const [type = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
      const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
      return [type, weight === undefined ? 1 : Number(weight) || 0]
    }),
  )
  const text = weights.get('text/plain') ?? 0
  return text > 0 && text > (weights.get('application/json') ?? 0)
}

/** As `articleAnswer`, for text. */
export function textAnswer(found: FoundArticle<string>, path: (slug: string) => string): ApiAnswer {
  if (found.state !== 'live') return articleAnswer(found, path)
  return { text: found.value, contentType: 'text/plain; charset=utf-8' }
}

/** `path`: where the same thing is for a story that has moved. */
export function articleAnswer<T>(found: FoundArticle<T>, path: (slug: string) => string): ApiAnswer {
  if (found.state === 'gone') return goneAnswer(found.detail)
  if (found.state === 'moved') return movedAnswer(path(found.slug))
  return { json: found.value }
}
