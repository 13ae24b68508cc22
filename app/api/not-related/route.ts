import { plainPage } from '@/lib/plain-page.mjs'
import { articlePath } from '@/modules/articles/paths'
import { tellNotRelated } from '@/modules/measures/counting'
import { TokenBuckets } from '@/modules/measures/limits'
import { postRoute } from '@/modules/measures/post-route'
import { tellNotRelatedSchema } from '@/modules/measures/schema'

export const dynamic = 'force-dynamic'

const DAY_SECONDS = 86_400
const peers = new TokenBuckets({ capacity: 10, perSecond: 1 / 60 })
const everybody = new TokenBuckets({ capacity: 200, perSecond: 5 })
/** The same reader about the same pair: once a day. */
const pairs = new TokenBuckets({ capacity: 1, perSecond: 1 / DAY_SECONDS })

/** A field sent twice is a list, which no schema of one value takes. */
function fieldsOf(text: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  return fields
}

const page = (status: number, title: string, text: string): Response =>
  new Response(plainPage({ title, text }), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })

/** "Is one of these not related?", from the form under a list; works without script. */
export const POST = postRoute({
  types: ['application/x-www-form-urlencoded'],
  bytesMax: 1_024,
  read: fieldsOf,
  schema: tellNotRelatedSchema,
  limits: [
    { buckets: peers, of: (peer) => peer },
    { buckets: everybody, of: () => '' },
    { buckets: pairs, of: (peer, { article, target }) => `${peer} ${article} ${target}` },
  ],
  take: tellNotRelated,
  // Somebody who says it twice is thanked twice and counted once.
  answer: ({ slug }) =>
    new Response(null, { status: 303, headers: { location: `${articlePath(slug)}/thanks`, 'cache-control': 'no-store' } }),
  refuse: (status, message) => page(status, 'This could not be sent', `${message} Go back to the story and try again.`),
})
