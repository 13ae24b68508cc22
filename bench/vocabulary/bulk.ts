/** Measures one size in the process that run.ts starts for it, and sends the rows. */
import { db } from '../../lib/db'
import { type Person, systemActor } from '../../modules/access/actor'
import { publishArticle } from '../../modules/articles/commands/publish-article'
import { retagStory } from '../../modules/articles/commands/retag-story'
import { listPublishedStories } from '../../modules/articles/published'
import { sitemapCombinations } from '../../modules/feeds/published'
import { seedReference } from '../../modules/tags/commands/seed-reference'
import { findPublishedTag, tagsBeside } from '../../modules/tags/published'
import { planBulk } from '../../modules/vocabulary/commands/plan-bulk'
import { startBulk, undoBulk } from '../../modules/vocabulary/commands/run-bulk'
import { workOnBulk } from '../../modules/vocabulary/commands/work-on-bulk'
import { readCoverage } from '../../modules/vocabulary/queries/coverage'
import { readVocabularyHealth } from '../../modules/vocabulary/queries/health'
import { draftArticle } from '../../prisma/factories/article'
import { makeTag } from '../../prisma/factories/tag'
import { loadSyntheticNewsroom } from '../../prisma/synthetic/load'
import { summary, timeEach } from '../related/measure'

const SEED = 20_261_122
const ONE_BY_ONE = 200
const PUBLISHED_ALONE = 40
const ROUNDS = 12
/** As the servers' own loop rests (instrumentation-worker.ts). */
const REST_MIN_MS = 50

const bench = systemActor('Benchmark', 'measuring tagging in bulk')
const stories = Number(process.argv[2])
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
const short = (samples: readonly number[]): string => {
  const { p50, p95, p99 } = summary(samples)
  return `${p50.toFixed(0)} / ${p95.toFixed(0)} / ${p99.toFixed(0)} ms`
}

/** Steps until nothing is left, resting between them as a server does. */
async function workAll(): Promise<{ steps: number[]; all: number }> {
  const [begun, steps]: [number, number[]] = [performance.now(), []]
  for (;;) {
    const start = performance.now()
    if ((await workOnBulk(new Date())) !== 'worked') return { steps, all: performance.now() - begun }
    const took = performance.now() - start
    steps.push(took)
    await pause(Math.max(REST_MIN_MS, took))
  }
}

async function publishOne(tag: string): Promise<number> {
  const draft = await draftArticle({ tags: [tag] })
  const start = performance.now()
  const outcome = await publishArticle(bench, { id: draft.id, version: draft.version }, new Date())
  if (!outcome.ok) throw new Error('a publication was refused')
  return performance.now() - start
}

/** Publishes one story after the other until `over`, and times each. */
async function publishMeanwhile(tag: string, over: () => boolean): Promise<number[]> {
  const samples: number[] = []
  while (!over()) {
    samples.push(await publishOne(tag))
    await pause(100)
  }
  return samples
}

async function withPublisher<T>(tag: string, work: () => Promise<T>): Promise<[T, number[]]> {
  let over = false
  const publisher = publishMeanwhile(tag, () => over)
  const value = await work()
  over = true
  return [value, await publisher]
}

/** What the pages of the vocabulary and of two tags together ask. */
async function reads(editor: Person): Promise<[string, string][]> {
  const area = await findPublishedTag('area-kent')
  const theme = await findPublishedTag('ehc-plans')
  if (!area || !theme) throw new Error('the synthetic newsroom lacks a tag')
  const asked: [string, () => Promise<unknown>][] = [
    ['the health of the vocabulary', () => readVocabularyHealth(editor, null, new Date())],
    ['coverage', () => readCoverage(editor)],
    ['the page of an area and a theme', () => listPublishedStories({ tagId: area.id, withTagId: theme.id })],
    ['tags beside an area', () => tagsBeside(area)],
    ['tags beside a theme', () => tagsBeside(theme)],
    ['combinations of the sitemap', () => sitemapCombinations()],
  ]
  const rows: [string, string][] = []
  for (const [name, ask] of asked) {
    await ask()
    rows.push([name, short(await timeEach(Array.from({ length: ROUNDS }), ask))])
  }
  return rows
}

async function measure(): Promise<[string, string][]> {
  await seedReference(bench, new Date())
  await loadSyntheticNewsroom(bench, { stories, seed: SEED, paragraphs: 1, bulk: true }, new Date())
  await db.$executeRaw`vacuum analyze`
  const [fresh, single, beside] = [await makeTag(), await makeTag(), await makeTag()]
  const { id } = await db.user.create({
    data: { email: 'editor@throughline.example', name: 'Editor', role: 'editor', passwordHash: '-' },
    select: { id: true },
  })
  const editor: Person = { kind: 'person', id, name: 'Editor', role: 'editor' }
  const read = await reads(editor)
  const ids = (await db.article.findMany({ select: { id: true }, orderBy: { number: 'asc' } })).map((row) => row.id)
  const one = await timeEach(ids.slice(0, ONE_BY_ONE), (story) =>
    retagStory(editor, { id: story, add: [single.slug], remove: [] }, new Date()),
  )
  const alone = await timeEach(Array.from({ length: PUBLISHED_ALONE }), () => publishOne(beside.slug))
  const begun = performance.now()
  const planned = await planBulk(editor, { ids, words: 'all of them', add: [fresh.slug], remove: [single.slug] }, new Date())
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  const plan = performance.now() - begun
  await startBulk(editor, planned.value, new Date())
  const [done, during] = await withPublisher(beside.slug, workAll)
  await undoBulk(editor, planned.value, new Date())
  const [undone, back] = await withPublisher(beside.slug, workAll)
  const perStory = done.steps.reduce((sum, step) => sum + step, 0) / ids.length
  const byItself = one.reduce((sum, step) => sum + step, 0) / one.length
  return [
    ...read,
    ['to plan', seconds(plan)],
    ['to do it, with its rests', seconds(done.all)],
    ['a step of 200 stories: p50 / p95 / p99', short(done.steps)],
    ['a story in bulk', `${perStory.toFixed(1)} ms`],
    ['a story by itself', `${byItself.toFixed(1)} ms`],
    ['by themselves ÷ in bulk', (byItself / perStory).toFixed(1)],
    ['to take it back, with its rests', seconds(undone.all)],
    ['a publication with nothing beside it', short(alone)],
    ['a publication while it runs', `${short(during)} (${during.length})`],
    ['a publication while it is taken back', `${short(back)} (${back.length})`],
  ]
}

const rows = await measure()
process.send?.(rows)
await db.$disconnect()
