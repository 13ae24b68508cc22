/**
 * How far the demo stories have come: one of each kind of work, so that the desk, the calendar and the Workflow panel show
 * what they are for. Done through the product's commands, by the demo's own people, and only to stories that a seed has just
 * written: nothing that somebody touched is touched again.
 */
import { londonIsoDay } from '../../lib/dates'
import { db } from '../../lib/db'
import type { Outcome } from '../../lib/errors'
import type { Actor, Person, Role } from '../../modules/access/actor'
import { approveStory } from '../../modules/articles/commands/approve-story'
import { markReviewed } from '../../modules/articles/commands/mark-reviewed'
import { scheduleStory } from '../../modules/articles/commands/schedule-story'
import { setEmbargo } from '../../modules/articles/commands/set-embargo'
import { setPeople } from '../../modules/articles/commands/set-people'
import { setReminder } from '../../modules/articles/commands/set-reminder'
import { submitForReview } from '../../modules/articles/commands/submit-for-review'
import { readLondonTime } from '../../modules/workflow/london-time'

/** By address. The rest of the drafts stay drafts, the rest of the live stories have been read by two. */
export const DEMO_WORK = {
  approved: 'words-about-waiting',
  /** Under an embargo that ends when it is published. */
  scheduled: 'who-is-due-again',
  /** Live, with changes that wait for a second reader. */
  inReview: 'how-long-areas-wait-for-reports',
  /** Live, and read by one person only. */
  unread: 'dorset-typically-positive',
  /** To be looked at again today. */
  reminder: 'ealing-inconsistent',
} as const

const PUBLISHED_IN_DAYS = 14

type People = { author: Person; editor: Person; admin: Person }

/** Puts the stories `written` in this seed to work; `reader` says that it has read the rest. */
export async function putToWork(written: ReadonlySet<string>, reader: Actor, now: Date): Promise<void> {
  const live = await db.article.findMany({
    where: { slug: { in: [...written] }, unreviewedSince: { not: null } },
    select: { id: true, slug: true, version: true },
    orderBy: { number: 'asc' },
  })
  for (const { id, slug, version } of live) if (slug !== DEMO_WORK.unread) made(slug, await markReviewed(reader, { id, version }, now))
  const people = await demoPeople()
  if (!people) return
  await step(written, DEMO_WORK.inReview, (story) =>
    submitForReview(people.editor, { ...story, note: 'The median is worked out again.' }, now),
  )
  await step(written, DEMO_WORK.approved, (story) => submitForReview(people.author, story, now))
  await step(written, DEMO_WORK.approved, (story) => approveStory(people.editor, story, now))
  await step(written, DEMO_WORK.reminder, (story) =>
    setReminder(people.editor, { ...story, on: londonIsoDay(now), note: 'Has a monitoring visit been announced?' }, now),
  )
  await holdBack(written, people, now)
}

/** Open to the desk, not to everybody, until it goes out by itself. */
async function holdBack(written: ReadonlySet<string>, { author, editor, admin }: People, now: Date): Promise<void> {
  const day = londonIsoDay(new Date(now.getTime() + PUBLISHED_IN_DAYS * 86_400_000))
  const time = readLondonTime({ day, time: '09:30' })
  if (!('at' in time)) throw new Error(`09:30 on ${day} is no time in London`)
  const { at } = time
  const slug = DEMO_WORK.scheduled
  const people = [author.id, admin.id]
  await step(written, slug, (story) => setEmbargo(editor, { ...story, until: at, note: 'Held until the new figures are out.' }, now))
  await step(written, slug, (story) => setPeople(editor, { ...story, sensitive: false, people }, now))
  await step(written, slug, (story) => scheduleStory(editor, { ...story, act: 'publish', at }, now))
}

async function step(
  written: ReadonlySet<string>,
  slug: string,
  work: (story: { id: string; version: number }) => Promise<Outcome<unknown>>,
): Promise<void> {
  const story = written.has(slug) ? await db.article.findUnique({ where: { slug }, select: { id: true, version: true } }) : null
  if (story) made(slug, await work(story))
}

async function demoPeople(): Promise<People | null> {
  const rows = await db.user.findMany({
    where: { email: { in: ['admin', 'editor', 'author'].map((role) => `${role}@throughline.example`) } },
    select: { id: true, name: true, role: true },
  })
  const of = (role: Role): Person | null => {
    const row = rows.find((one) => one.role === role)
    return row ? { kind: 'person', id: row.id, name: row.name, role } : null
  }
  const [author, editor, admin] = [of('author'), of('editor'), of('admin')]
  return author && editor && admin ? { author, editor, admin } : null
}

function made(what: string, outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw new Error(`The demo’s ${what} was refused: ${outcome.problems.map((problem) => problem.message).join(' ')}`)
}
