import { countReading } from '@/modules/measures/counting'
import { TokenBuckets } from '@/modules/measures/limits'
import { postRoute } from '@/modules/measures/post-route'
import { readingSchema } from '@/modules/measures/schema'

export const dynamic = 'force-dynamic'

/** A class of thirty behind one address may read; a loop may not count. */
const peers = new TokenBuckets({ capacity: 120, perSecond: 1 })
const everybody = new TokenBuckets({ capacity: 5_000, perSecond: 500 })

/** From public/count.js, by navigator.sendBeacon. 204 whether it is counted or not; nothing waits for a database. */
export const POST = postRoute({
  types: ['text/plain', 'application/json'],
  bytesMax: 1_024,
  read: (text) => JSON.parse(text) as unknown,
  schema: readingSchema,
  limits: [
    { buckets: peers, of: (peer) => peer },
    { buckets: everybody, of: () => '' },
  ],
  take: countReading,
  answer: () => new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } }),
  refuse: (status, message) => new Response(message, { status, headers: { 'cache-control': 'no-store' } }),
})
