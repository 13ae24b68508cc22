import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit, permitEdit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { resolveSlugs } from '@/modules/tags/queries/resolve-slugs'
import { tagsToGive } from '@/modules/tags/queries/tags-to-give'
import { TAGS_PER_STORY_MAX } from '../schema'
import { demandTransition, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { copyRevision, type TagChange } from './copy-revision'
import { writeSnapshot } from './snapshot'

/** Slugs of tags to give, and to take. */
export type RetagInput = { id: string; add: readonly string[]; remove: readonly string[] }
/** `published`: readers have the change. `changed`: false where the story had it already. */
export type Retagged = { version: number; changed: boolean; published: boolean }

/**
 * Gives a story tags and takes others from it, and nothing else. Of a live story this one change is published, as a
 * minor one: words that are saved and not yet published stay so, with the same change of tags. A draft or a withdrawn
 * story is just saved. Nothing is written when nothing differs. Throws NotFound, NotAllowed, Conflict.
 */
export async function retagStory(actor: Actor, input: RetagInput, now: Date): Promise<Outcome<Retagged>> {
  return inTransaction((tx) => retagStoryIn(tx, actor, input, now))
}

/** The same inside a transaction of the caller’s. */
export async function retagStoryIn(tx: Tx, actor: Actor, input: RetagInput, now: Date): Promise<Outcome<Retagged>> {
  await lockVocabulary(tx)
  const article = await loadArticle(tx, actor, input.id)
  if (article.state === 'live') permit(actor, 'article.publish')
  else permitEdit(actor, article)
  await demandTransition(tx, actor, article, article.state === 'live' ? 'republish' : 'save')
  const tags = await tagChange(tx, input)
  if (!tags.ok) return tags
  const plan = await planOf(tx, article, tags.value)
  const fullest = Math.max(...plan.counts)
  if (fullest > TAGS_PER_STORY_MAX)
    return refused({ field: '', message: `The story has ${TAGS_PER_STORY_MAX} tags already. Take one from it first` })
  if (!plan.head && !plan.live) return done({ version: article.version, changed: false, published: false })
  return done(await (plan.live ? publishTags : saveTags)(tx, actor, article, tags.value, now))
}

async function tagChange(tx: Tx, { id, add, remove }: RetagInput): Promise<Outcome<TagChange>> {
  const { tags, refused: strange } = await tagsToGive(tx, add, id)
  if (strange.length > 0) return refused(...strange.map(({ message }): Problem => ({ field: '', message })))
  const taken = await resolveSlugs(tx, remove)
  return done({ add: tags.map((tag) => tag.id), remove: [...new Set([...taken.values()].map((tag) => tag.id))] })
}

/** Which of the two texts of a story the change alters, and how many tags each then has. */
async function planOf(tx: Tx, article: StoredArticle, change: TagChange): Promise<{ head: boolean; live: boolean; counts: number[] }> {
  const after = (before: readonly number[]) => [...new Set([...before.filter((id) => !change.remove.includes(id)), ...change.add])]
  const differs = (before: readonly number[]) => before.toSorted().join() !== after(before).toSorted().join()
  const head = article.headRevision.tags.map((tag) => tag.tagId)
  const live = article.liveRevisionId
    ? (await tx.revisionTag.findMany({ where: { revisionId: article.liveRevisionId }, select: { tagId: true } })).map((tag) => tag.tagId)
    : null
  return {
    head: differs(head),
    live: live !== null && differs(live),
    counts: [after(head).length, live ? after(live).length : 0],
  }
}

/** A story that readers do not have, or have with these tags already: one more save. */
async function saveTags(tx: Tx, actor: Actor, article: StoredArticle, change: TagChange, now: Date): Promise<Retagged> {
  const number = article.headRevision.number + 1
  const headRevisionId = await copyRevision(tx, actor, { fromId: article.headRevisionId, number, change }, now)
  const version = await updateArticle(tx, article, now, { headRevisionId })
  await recordEvent(tx, actor, 'article.saved', { type: 'article', id: article.id }, { version, revision: number, changed: ['tags'] })
  return { version, changed: true, published: false }
}

/** What readers have, with the tags changed, is published; unpublished words come after it and keep being unpublished. */
async function publishTags(tx: Tx, actor: Actor, article: StoredArticle, change: TagChange, now: Date): Promise<Retagged> {
  const { id, headRevisionId, headRevision, liveRevisionId } = article
  if (liveRevisionId === null) throw new Error(`story ${article.number} is not live`)
  const revision = headRevision.number + 1
  const live = await copyRevision(tx, actor, { fromId: liveRevisionId, number: revision, change }, now)
  const waits = headRevisionId !== liveRevisionId
  const head = waits ? await copyRevision(tx, actor, { fromId: headRevisionId, number: revision + 1, change }, now) : live
  const version = await updateArticle(tx, article, now, { headRevisionId: head, liveRevisionId: live, republishedAt: now })
  const pages = await writeSnapshot(tx, id)
  const entity = { type: 'article', id } as const
  await recordEvent(tx, actor, 'article.republished', entity, { version, revision, kind: 'minor', note: null })
  if (waits) await recordEvent(tx, actor, 'article.saved', entity, { version, revision: revision + 1, changed: ['tags'] })
  await expirePages(tx, pages)
  return { version, changed: true, published: true }
}
