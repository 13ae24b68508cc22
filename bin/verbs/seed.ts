/**
 * cms seed --articles N [--seed S]: brings the newsroom to N synthetic stories of seed S, for measuring.
 * cms seed --demo: the demo newsroom, into an empty one.
 */
import { z } from 'zod'
import { db } from '@/lib/db'
import { systemActor } from '@/modules/access/actor'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { StartProblem } from '../../lib/start-problem.mjs'
import { readArguments } from '../command-line'

const USAGE = 'seed --articles N [--seed S] | seed --demo'
const STORIES_MAX = 1_000_000
const count = z.coerce.number().int().min(1).max(STORIES_MAX)
const seedNumber = z.coerce.number().int().min(0).max(2_147_483_647)

export async function run(args: string[]): Promise<{ output: unknown }> {
  const { values } = readArguments(args, USAGE, {
    options: { articles: { type: 'string' }, seed: { type: 'string' }, demo: { type: 'boolean' } },
  })
  const actor = systemActor('Command line', 'cms seed')
  await seedReference(actor, new Date())
  if (values.demo === true && values.articles === undefined) return { output: { users: await seedDemoNewsroom() } }
  const stories = count.safeParse(values.articles)
  if (!stories.success || values.demo === true)
    throw new StartProblem(`Say how many stories, from 1 to ${STORIES_MAX}. Usage: cms ${USAGE}`)
  const seed = seedNumber.safeParse(values.seed ?? 1)
  if (!seed.success) throw new StartProblem(`--seed must be a whole number from 0. Usage: cms ${USAGE}`)
  const { loadSyntheticNewsroom } = await import('../../prisma/synthetic/load')
  const start = performance.now()
  const { added } = await loadSyntheticNewsroom(actor, { stories: stories.data, seed: seed.data }, new Date(), (loaded) =>
    process.stderr.write(`${loaded.toLocaleString('en-GB')} of ${stories.data.toLocaleString('en-GB')} stories\n`),
  )
  const seconds = Math.round((performance.now() - start) / 100) / 10
  return { output: { stories: stories.data, added, seed: seed.data, seconds } }
}

async function seedDemoNewsroom(): Promise<unknown> {
  const [users, stories] = await Promise.all([db.user.count(), db.article.count()])
  if (users > 0 || stories > 0)
    throw new StartProblem('This newsroom has users or stories already: the demo goes into an empty one only. npm run db:reset empties it.')
  const { seedDemo } = await import('../../prisma/seed-demo')
  return seedDemo(new Date())
}
