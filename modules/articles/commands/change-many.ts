import 'server-only'
import { db } from '@/lib/db'
import { Conflict, done, NotAllowed, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'
import type { ManyInput } from '../workflow-input'
import { approveStory } from './approve-story'
import { scheduleStory } from './schedule-story'
import { submitForReview } from './submit-for-review'
import { withdrawArticle } from './withdraw-article'

export type ChangedMany = {
  done: { id: string; headline: string; version: number }[]
  /** What kept each of the others back, in the order they were chosen. */
  kept: { id: string; headline: string; message: string }[]
}

/**
 * One act over a selection. Each story is a transaction of its own, with the version it was chosen at: those that cannot be
 * changed are listed with the reason, and hold up no other. Throws NotAllowed when the person may do this to no story.
 */
export async function changeMany(actor: Actor, input: ManyInput, now: Date): Promise<Outcome<ChangedMany>> {
  permit(actor, 'article.read')
  const result: ChangedMany = { done: [], kept: [] }
  const headlines = await headlinesOf(actor, input, now)
  for (const { id, version } of input.stories) {
    const headline = headlines.get(id) ?? 'A story that is not there'
    const outcome = await inWords(changeOne(actor, input, { id, version }, now))
    if (outcome.ok) result.done.push({ id, headline, version: outcome.value.version })
    else result.kept.push({ id, headline, message: outcome.problems.map((problem) => problem.message).join('. ') })
  }
  return done(result)
}

function changeOne(
  actor: Actor,
  input: ManyInput,
  story: { id: string; version: number },
  now: Date,
): Promise<Outcome<{ version: number }>> {
  switch (input.act) {
    case 'submit':
      return submitForReview(actor, { ...story, note: input.note }, now)
    case 'approve':
      return approveStory(actor, story, now)
    case 'schedule': {
      const { change, note, urgent, at } = input
      return scheduleStory(actor, { ...story, act: 'publish', at, change, note, urgent }, now)
    }
    case 'withdraw':
      return withdrawArticle(actor, { ...story, reason: input.reason }, now)
  }
}

/** The three errors of one story as its problem; a fault goes on. */
async function inWords<T>(work: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Conflict || error instanceof NotAllowed || error instanceof NotFound)
      return { ok: false, problems: [{ field: '', message: error.message }] }
    throw error
  }
}

async function headlinesOf(actor: Actor, { stories }: ManyInput, now: Date): Promise<Map<string, string>> {
  const ids = stories.map((story) => story.id)
  const rows = await db.article.findMany({
    where: { AND: [{ id: { in: ids } }, openStories(actor, now)] },
    select: { id: true, headline: true },
  })
  return new Map(rows.map((row) => [row.id, row.headline]))
}
