import 'server-only'
import { db } from '@/lib/db'
import { findCombination } from '@/modules/tags/published'
import type { Finding } from '../link-state'
import { atPath, type PairPage } from '../own-page'

type Here = Extract<Finding, { kind: 'here' }>

/** What a link to the page or a feed of two tags leads to: there while a live story carries both. */
export async function findPairPage(url: string, { slug, other }: PairPage, origin: string): Promise<Here> {
  const found = await findCombination(slug, other)
  if (found.state === 'moved') {
    const ending = /\/feeds\/.*(\.[a-z]+)$/.exec(new URL(url, origin).pathname)?.[1]
    const movedTo = atPath(url, ending ? `${found.feed}${ending}` : found.path, origin)
    return { kind: 'here', state: 'moved', movedTo, detail: 'The stories of these two tags have another address now.' }
  }
  if (found.state === 'missing') return { kind: 'here', state: 'broken', detail: 'This site has no page for these two together.' }
  const [one, two] = found.tags
  const carriers = await db.$queryRaw<{ number: number }[]>`
    select a.article_number as number from published_article_tag a join published_article_tag b on b.article_number = a.article_number
    where a.tag_id = ${one.id}::int and b.tag_id = ${two.id}::int limit 1`
  return carriers.length > 0
    ? { kind: 'here', state: 'ok', detail: '' }
    : { kind: 'here', state: 'broken', detail: 'No live story carries both tags.' }
}
