import 'server-only'
import type { Tx } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { closeQuery, headlineLikeness, isPartOf, partQuery } from '../close-headline'
import { isStoryId } from '../rules'

export type CloseStory = { id: string; slug: string; headline: string; likeness: number }

/** Stories compared for one headline: live ones that share words with it, and the newest of those that are not live. */
const LIVE_MAX = 300
const OTHERS_MAX = 1_000

type Candidate = { id: string; slug: string; headline: string }

/**
 * The story whose headline is most like this one, when it is at least `least` like it (0 to 1); of equals the newer.
 * `exceptId` is a story that cannot mean itself.
 */
export async function closestStory(
  client: Tx,
  actor: Actor,
  headline: string,
  least: number,
  exceptId?: string,
): Promise<CloseStory | null> {
  const query = closeQuery(headline)
  if (query === '') return null
  let best: CloseStory | null = null
  for (const one of await candidates(client, actor, query, exceptId)) {
    const likeness = headlineLikeness(headline, one.headline)
    if (likeness >= least && likeness > (best?.likeness ?? 0)) best = { ...one, likeness }
  }
  return best
}

export type StoryByPart = Candidate & { /** How many headlines hold these words in the same way, this one among them. */ of: number }

/**
 * The story whose headline holds what was typed, its words in their order before others, live ones before the rest, newer
 * before older; null when there is none.
 */
export async function storyByPart(client: Tx, actor: Actor, typed: string, exceptId?: string): Promise<StoryByPart | null> {
  const query = partQuery(typed)
  if (query === '') return null
  const holding = (await candidates(client, actor, query, exceptId)).flatMap((one) => {
    const how = isPartOf(typed, one.headline)
    return how ? { ...one, how } : []
  })
  const phrases = holding.filter(({ how }) => how === 'phrase')
  const alike = phrases.length > 0 ? phrases : holding
  const [best] = alike
  return best ? { id: best.id, slug: best.slug, headline: best.headline, of: alike.length } : null
}

/** Live stories whose headlines answer a full-text query, and the newest of those that are not live; newest first of each. */
async function candidates(client: Tx, actor: Actor, query: string, exceptId?: string): Promise<Candidate[]> {
  const except = exceptId !== undefined && isStoryId(exceptId) ? exceptId : null
  const live = await client.$queryRaw<Candidate[]>`
    select a.article_id::text as id, a.slug, a.headline from published_article a
    where a.search @@ to_tsquery('english', ${query}) and a.article_id is distinct from ${except}::uuid
    order by a.first_published_at desc, a.number desc limit ${LIVE_MAX}::int`
  const others = await client.$queryRaw<Candidate[]>`
    select a.id::text as id, a.slug, r.headline from article a join revision r on r.id = a.head_revision_id
    where a.state <> 'live' and ${openStoriesSql(actor)} and r.headline <> '' and a.id is distinct from ${except}::uuid
    order by a.updated_at desc, a.number desc limit ${OTHERS_MAX}::int`
  return [...live, ...others]
}
