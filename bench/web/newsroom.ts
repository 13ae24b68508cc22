/** The newsroom that is measured: filled and published into by the product's commands, in a process that run.ts starts for each database. */
import { db } from '../../lib/db'
import { systemActor } from '../../modules/access/actor'
import { publishArticle } from '../../modules/articles/commands/publish-article'
import { saveDraft } from '../../modules/articles/commands/save-draft'
import { seedReference } from '../../modules/tags/commands/seed-reference'
import { liveArticle, type MadeArticle } from '../../prisma/factories/article'
import { makeTag } from '../../prisma/factories/tag'
import { loadSyntheticNewsroom } from '../../prisma/synthetic/load'

const SEED = 20_261_121
const actor = systemActor('Benchmark', 'measuring the web server')

/** Loads so many synthetic stories and answers their slugs, oldest first. */
async function fill(stories: number): Promise<string[]> {
  const now = new Date()
  await seedReference(actor, now)
  await loadSyntheticNewsroom(actor, { stories, seed: SEED }, now)
  await db.$executeRaw`vacuum analyze`
  const all = await db.publishedArticle.findMany({ select: { slug: true }, orderBy: { number: 'asc' } })
  return all.map(({ slug }) => slug)
}

/** Two stories that list each other. */
async function related(): Promise<[MadeArticle, MadeArticle]> {
  const tag = await makeTag()
  return [await liveArticle({ tags: [tag.slug] }), await liveArticle({ tags: [tag.slug] })]
}

/** Saves and publishes a new headline. `milliseconds`: of the publication alone. */
async function rename({
  story,
  headline,
}: {
  story: MadeArticle
  headline: string
}): Promise<{ story: MadeArticle; milliseconds: number }> {
  const input = { ...story.input, headline, slug: null }
  const saved = await saveDraft(actor, { id: story.id, version: story.version, ...input }, new Date())
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
  const began = performance.now()
  const published = await publishArticle(actor, { id: story.id, version: saved.value.version, change: 'minor' }, new Date())
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
  return { story: { ...story, headline, input, version: published.value.version }, milliseconds: performance.now() - began }
}

const deeds = { fill, related, rename }
export type Deeds = typeof deeds

process.on('message', async ({ id, deed, argument }: { id: number; deed: keyof Deeds; argument: unknown }) => {
  try {
    process.send?.({ id, value: await (deeds[deed] as (argument: unknown) => Promise<unknown>)(argument) })
  } catch (error) {
    process.send?.({ id, error: (error as Error).message })
  }
})
process.on('disconnect', () => process.exit(0))
