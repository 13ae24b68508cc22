/** Two servers on one database, one killed without warning in the middle of a step: every story is tagged once, by the other. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { killKeeper, startKeeper, type TimeKeeper, whoPublishes } from '@/lib/testing/time-keepers'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { STORIES_PER_STEP } from './commands/bulk-changes'
import { planBulk } from './commands/plan-bulk'
import { startBulk } from './commands/run-bulk'

const [DRAFTS, LIVE] = [STORIES_PER_STEP + 20, 20]
const STORIES = DRAFTS + LIVE
const url = process.env.DATABASE_URL ?? ''
const keepers: TimeKeeper[] = []
let id = ''

beforeAll(async () => {
  await emptyDatabase()
  await makeTag({ slug: 'old' })
  await makeTag({ slug: 'fresh' })
  const ids: string[] = []
  for (let count = 0; count < DRAFTS; count += 1) ids.push((await draftArticle({ tags: ['old'] })).id)
  for (let count = 0; count < LIVE; count += 1) ids.push((await liveArticle({ tags: ['old'] })).id)
  const { actor } = await makeUser({ role: 'editor' })
  const planned = await planBulk(actor, { ids, words: 'all of them', add: ['fresh'], remove: ['old'] }, new Date())
  if (!planned.ok) throw new Error('the plan was refused')
  id = planned.value.id
  await startBulk(actor, { id }, new Date())
}, 90_000)

afterAll(async () => {
  await Promise.all(keepers.map(killKeeper))
})

it('Tagging in bulk goes on where a server was killed, and tags each story once', async () => {
  keepers.push(...(await Promise.all(['tags-0', 'tags-1'].map((name) => startKeeper(url, name)))))
  const busy = await whoPublishes(url, keepers, "select count(*)::int from tag_operation where state = 'running'")
  expect(busy).not.toBeNull()
  if (busy) await killKeeper(busy)
  const read = () => db.tagOperation.findUniqueOrThrow({ where: { id }, select: { state: true, done: true } })
  await expect.poll(read, { timeout: 40_000, interval: 250 }).toEqual({ state: 'done', done: STORIES })
  const [row] = await db.$queryRaw<{ stories: number; once: number; tagged: number; readers: number }[]>(Prisma.sql`
    select count(*)::int as stories, count(*) filter (where a.version = case a.state when 'live' then 3 else 2 end)::int as once,
      count(*) filter (where array(select t.slug from revision_tag r join tag t on t.id = r.tag_id where r.revision_id = a.head_revision_id) = '{fresh}')::int as tagged,
      count(*) filter (where array(select t.slug from published_article_tag f join tag t on t.id = f.tag_id where f.article_number = a.number) = '{fresh}')::int as readers
    from article a`)
  expect(row).toEqual({ stories: STORIES, once: STORIES, tagged: STORIES, readers: LIVE })
}, 90_000)
