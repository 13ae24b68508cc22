import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Tx } from '@/lib/db'
import { Conflict, done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { readEditableStory } from '../queries'
import type { StoryInput } from '../schema'
import { inTransaction, loadArticle } from './change-story'
import { passDeleted } from './pass-deleted'
import { saveWords } from './save-draft'
import { chooseSlug, resolveWords, writeRevision } from './write-revision'

/** `again`: the story was there already, and these of its parts were saved over; null for a new one. */
export type CreatedArticle = {
  id: string
  number: number
  slug: string
  version: number
  revision: number
  again: { changed: string[] } | null
}

/**
 * Starts a story as a draft. `importId` is the id it had in a file. `newId` is the id it is to have; where that was a story
 * that is deleted now, it gets another. Creating it again, because the first answer was lost, saves over what the same person
 * wrote and makes no second story. Refuses a taken address, tags that do not exist; throws NotAllowed, and Conflict when
 * `newId` is somebody else's story, or one that somebody else has changed since.
 */
export async function createArticle(
  actor: Actor,
  input: StoryInput & { importId?: string | null; newId?: string },
  now: Date,
): Promise<Outcome<CreatedArticle>> {
  return inTransaction((tx) => createIn(tx, actor, input, now))
}

/** The same inside a transaction of the caller’s: a forecast runs it and takes it back. */
export async function createIn(
  tx: Tx,
  actor: Actor,
  input: StoryInput & { importId?: string | null; newId?: string },
  now: Date,
): Promise<Outcome<CreatedArticle>> {
  const { importId, newId: asked, ...story } = input
  permit(actor, 'article.create')
  const newId = asked === undefined ? undefined : await passDeleted(tx, asked)
  if (newId !== undefined && (await tx.article.count({ where: { id: newId } })) > 0) return saveAgain(tx, actor, newId, story, now)
  // Two imports of one file at the same moment.
  if (importId && (await tx.article.count({ where: { importId } })) > 0)
    throw new Conflict('Another import has just stored a story of this id. Look at it, and import the line again if it should change.')
  const id = newId ?? randomUUID()
  const words = await resolveWords(tx, actor, id, story)
  if (!words.ok) return words
  const slug = await chooseSlug(tx, actor, { id, createdAt: now, wanted: story.slug, headline: story.headline, current: null })
  if (!slug.ok) return slug
  const createdById = actor.kind === 'person' ? actor.id : null
  const { number, version } = await tx.article.create({
    data: { id, slug: slug.value, createdById, createdAt: now, updatedAt: now, importId: importId ?? null },
    select: { number: true, version: true },
  })
  await writeRevision(tx, actor, { articleId: id, number: 1 }, words.value, now)
  await recordEvent(tx, actor, 'article.created', { type: 'article', id }, { version, headline: story.headline })
  if (importId !== undefined) await recordEvent(tx, actor, 'article.imported', { type: 'article', id }, { version, importId })
  return done({ id, number, slug: slug.value, version, revision: 1, again: null })
}

/** What was created by an earlier call with the same id, saved over; never what somebody else wrote. */
async function saveAgain(tx: Tx, actor: Actor, id: string, story: StoryInput, now: Date): Promise<Outcome<CreatedArticle>> {
  const article = await loadArticle(tx, actor, id)
  const self = actor.kind === 'person' ? actor.id : null
  const writers = await tx.revision.findMany({ where: { articleId: id }, distinct: ['createdById'], select: { createdById: true } })
  if (article.createdById !== self || writers.some((writer) => writer.createdById !== self))
    throw new Conflict(
      'This story was saved before, and somebody else has written in it. Nothing was overwritten: compare the two.',
      await readEditableStory(tx, actor, id),
    )
  const saved = await saveWords(tx, actor, article, { version: article.version, story }, now)
  if (!saved.ok) return saved
  const { slug, version, revision, changed } = saved.value
  return done({ id: article.id, number: article.number, slug, version, revision, again: { changed } })
}
