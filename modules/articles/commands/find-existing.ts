import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import type { State } from '@/modules/workflow/states'
import { isStoryId } from '../rules'
import type { ReadStoryLine } from '../story-line'
import { passDeleted } from './pass-deleted'
import { type EditsBeside, editsBeside } from './unpublished-edits'

export type Existing = { articleId: string; state: State; slug: string; version: number; edits: EditsBeside }
/** `untouched`: nobody has saved it, and no readers were taken from it, since it was stored. */
export type StoredBefore = { articleId: string; state: State; slug: string; untouched: boolean }

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

/** The story that an earlier press of the same import made of a line, under the id it `wanted` for that. */
export async function findStoredBefore(actor: Actor, wanted: string, now: Date): Promise<StoredBefore | 'closed' | null> {
  const select = { state: true, slug: true, sensitive: true, embargoUntil: true, headRevision: { select: { number: true } } } as const
  const id = await passDeleted(db, wanted)
  const row = await db.article.findUnique({ where: { id }, select })
  if (!row) return null
  if (!(await mayOpenStory(db, actor, { id, ...row }, now))) return 'closed'
  return {
    articleId: id,
    state: row.state as State,
    slug: row.slug,
    untouched: row.headRevision?.number === 1 && row.state !== 'withdrawn',
  }
}
