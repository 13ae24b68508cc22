import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { afterSave } from '@/modules/workflow/transitions'
import type { SaveDraftInput, StoryInput } from '../schema'
import { demandTransition, demandVersion, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { reviewDone } from './second-reader'
import { changedParts, chooseSlug, onlyTags, resolveWords, withKnownDates, writeRevision } from './write-revision'

/** `changed`: the parts that differ from before; [] when nothing was written. */
export type SavedDraft = { id: string; version: number; slug: string; revision: number; changed: string[] }

/**
 * Saves a story's words as a new revision, in any state; what is live stays as it is, what is in review stays there, and an
 * approval lapses, unless nothing but tags has changed. Nothing is written when nothing differs. Throws NotFound, NotAllowed, and Conflict with the stored story when it has changed since `version`.
 */
export async function saveDraft(actor: Actor, input: SaveDraftInput, now: Date): Promise<Outcome<SavedDraft>> {
  const { id, version, ...story } = input
  return inTransaction(async (tx) => saveWords(tx, actor, await loadArticle(tx, actor, id), { version, story }, now))
}

/** The save itself, of a story that the caller's transaction has loaded and locked. */
export async function saveWords(
  tx: Tx,
  actor: Actor,
  article: StoredArticle,
  { version, story, restored }: { version: number; story: StoryInput /** The version these words are of. */; restored?: number },
  now: Date,
): Promise<Outcome<SavedDraft>> {
  const { id } = article
  permitEdit(actor, article)
  await demandVersion(tx, actor, article, version, now)
  await demandTransition(tx, actor, article, 'save')
  const words = await resolveWords(tx, actor, id, story, article.headRevision)
  if (!words.ok) return words
  const slug = await slugForSave(tx, actor, article, story)
  if (!slug.ok) return slug
  const written = withKnownDates(article.headRevision, words.value)
  const changed = changedParts(article.headRevision, written)
  const moved = slug.value !== article.slug
  const revision = article.headRevision.number + (changed.length > 0 ? 1 : 0)
  if (changed.length === 0 && !moved) return done({ id, version, slug: article.slug, revision, changed })
  // Approved were other words; a tag is none.
  const kept = onlyTags(changed)
  const lapses = !kept && afterSave(article.review) !== article.review
  const next = await updateArticle(tx, article, now, { slug: slug.value, ...(lapses && reviewDone) })
  const entity = { type: 'article', id } as const
  if (changed.length > 0) {
    await writeRevision(
      tx,
      actor,
      { articleId: id, number: revision, ...(kept && { wordsById: article.headRevision.wordsById }) },
      written,
      now,
    )
    await recordEvent(tx, actor, 'article.saved', entity, { version: next, revision, changed, ...(restored && { restored }) })
  }
  if (lapses) await recordEvent(tx, actor, 'article.approval-lapsed', entity, { version: next, approvedBy: article.approvedByName ?? '' })
  if (moved) await recordEvent(tx, actor, 'article.slug-changed', entity, { version: next, from: article.slug, to: slug.value })
  return done({ id, version: next, slug: slug.value, revision, changed })
}

/** A published address changes only by hand, through changeSlug: readers and other sites hold it. */
async function slugForSave(
  tx: Tx,
  actor: Actor,
  article: StoredArticle,
  story: { slug: string | null; headline: string },
): Promise<Outcome<string>> {
  const { id, createdAt, slug, headRevision } = article
  if (article.firstPublishedAt === null) {
    return chooseSlug(tx, actor, {
      id,
      createdAt,
      wanted: story.slug,
      headline: story.headline,
      current: { slug, headline: headRevision.headline },
    })
  }
  if (story.slug === null || story.slug === slug) return done(slug)
  return refused({ field: 'slug', message: 'This story has been published: change its address under “Change address”' })
}
