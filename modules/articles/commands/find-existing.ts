import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import type { State } from '@/modules/workflow/states'
import { isStoryId } from '../rules'
import type { ReadStoryLine } from '../story-line'
import { type EditsBeside, editsBeside } from './unpublished-edits'

export type Existing = { articleId: string; state: State; slug: string; version: number; edits: EditsBeside }

/** The story a line of an import is: by the id it was imported under, or its own. 'closed': one this person may not open. */
export async function findExisting(actor: Actor, id: string, line: ReadStoryLine, now: Date): Promise<Existing | 'closed' | null> {
  const row = await db.article.findFirst({
    where: { OR: [{ importId: id }, ...(isStoryId(id) ? [{ id }] : [])] },
    select: { id: true, state: true, slug: true, version: true, sensitive: true, embargoUntil: true },
  })
  if (!row) return null
  if (!(await mayOpenStory(db, actor, row, now))) return 'closed'
  const { id: articleId, state, slug, version } = row
  return { articleId, state: state as State, slug, version, edits: await editsBeside(articleId, line) }
}
