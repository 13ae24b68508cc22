/** Measures one size in the process that run.ts starts for it, and sends the rows. */
import { db } from '../../lib/db'
import { type Person, systemActor } from '../../modules/access/actor'
import { listStories, readDesk } from '../../modules/editor/queries/story-list'
import { LISTED_STAGES, readStoryFilter, SHOWS, SORTS } from '../../modules/editor/story-filter'
import { seedReference } from '../../modules/tags/commands/seed-reference'
import { loadSyntheticNewsroom } from '../../prisma/synthetic/load'
import { summary, type Timing, timeEach } from '../related/measure'

const SEED = 20_261_122
const ROUNDS = 12
const WARM_UP = 2
const PER_PAGE = 50

const bench = systemActor('Benchmark', 'measuring the list of stories')
const now = new Date()
const stories = Number(process.argv[2])

/** Every story was loaded live and at one moment: here some become drafts, some are changed, and all have times of their own. */
async function mix(person: string): Promise<void> {
  await db.$executeRaw`update article set updated_at = now() - (number % 400000) * interval '1 minute', created_by_id = case when number % 40 = 0 then ${person}::uuid end`
  await db.$executeRaw`delete from published_article where number % 25 = 0`
  await db.$executeRaw`update article set state = 'draft', live_revision_id = null, first_published_at = null where number % 25 = 0`
  await db.$executeRaw`update article set review = 'submitted', submitted_at = now(), submitted_by_name = 'Somebody' where number % 500 = 0`
  await db.$executeRaw`update article set unreviewed_since = now() where state = 'live' and number % 300 = 1`
  await db.$executeRaw`update article set sensitive = true where number % 1000 = 0`
  await db.$executeRaw`update article set remind_on = current_date - 1 where number % 700 = 1`
  await db.$executeRaw`vacuum analyze`
}

async function measure(): Promise<{ name: string; time: Timing }[]> {
  await seedReference(bench, now)
  await loadSyntheticNewsroom(bench, { stories, seed: SEED, paragraphs: 1, bulk: true }, now)
  const { id } = await db.user.create({
    data: { email: 'editor@throughline.example', name: 'Editor', role: 'editor', passwordHash: '-' },
    select: { id: true },
  })
  await mix(id)
  const actor: Person = { kind: 'person', id, name: 'Editor', role: 'editor' }
  const asked = [
    ...SORTS.flatMap((sort) => [{}, ...LISTED_STAGES.map((state) => ({ state }))].map((filter) => ({ ...filter, sort }))),
    ...SHOWS.map((show) => ({ show })),
    ...SORTS.flatMap((sort) => [
      { q: 'report', sort },
      { q: 'nothing has this', sort },
    ]),
    { sort: 'headline', page: String(Math.ceil((stories * 0.9) / PER_PAGE)) },
    { page: String(Math.ceil((stories * 0.9) / PER_PAGE)) },
  ]
  const rows: { name: string; time: Timing }[] = []
  for (const filter of asked) {
    const run = () => listStories(actor, readStoryFilter(filter))
    await timeEach(Array.from({ length: WARM_UP }), run)
    rows.push({ name: JSON.stringify(filter), time: summary(await timeEach(Array.from({ length: ROUNDS }), run)) })
  }
  await timeEach(Array.from({ length: WARM_UP }), () => readDesk(actor))
  rows.push({ name: 'the desk', time: summary(await timeEach(Array.from({ length: ROUNDS }), () => readDesk(actor))) })
  return rows
}

const rows = await measure()
process.send?.(rows)
await db.$disconnect()
