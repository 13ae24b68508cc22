import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction, loadArticle } from '@/modules/articles/commands/change-story'
import { createIn } from '@/modules/articles/commands/create-article'
import { settleCopy } from '@/modules/articles/commands/end-sitting'
import { baseOfPage } from '@/modules/articles/commands/keep-working-copy'
import { makeLiveAgainIn } from '@/modules/articles/commands/make-live-again'
import { publishArticle, publishIn } from '@/modules/articles/commands/publish-article'
import { type SavedDraft, saveWords } from '@/modules/articles/commands/save-draft'
import { withdrawIn } from '@/modules/articles/commands/withdraw-article'
import { articlePath } from '@/modules/articles/paths'
import { getArticleForEditing } from '@/modules/articles/queries'
import type { PublishInput } from '@/modules/articles/schema'
import { isAsSeen } from '@/modules/related/commands/read-list-stamp'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { type Known, knownOf } from './known-story'
import type { BringBackInput, PublishStoryInput, SaveStoryInput, WithdrawStoryInput } from './schema'

/**
 * `revision`: the number of the newest. `changed`: whether the words differ from those stored before. `existing`: what is
 * stored now, when a save that took the story for a new one found it made already, by an earlier press whose answer was lost.
 */
export type SavedStory = { id: string; version: number; revision: number; slug: string; changed: boolean; existing: Known | null }
const COUNTED_AGAIN =
  'Something else was published since “If you publish this” was counted. It is being counted again: look at it, and publish then'

export type BroughtBack = { version: number } | 'stale'
export type PublishedNow = { version: number; slug: string; path: string; firstPublishedAt: Date }

/**
 * Saves a story, making it at its first save; made again with the same `newId`, it is saved once more. What `sitting` had
 * kept is in the version then, and goes. Throws what createArticle and saveDraft throw.
 */
export async function saveStory(actor: Actor, { known, newId, story, sitting }: SaveStoryInput, now: Date): Promise<Outcome<SavedStory>> {
  const outcome = await inTransaction(async (tx) => {
    const saved = known
      ? await saveKnown(tx, actor, { known, story, sitting }, now)
      : await createIn(tx, actor, { ...story, ...(newId && { newId }) }, now)
    if (saved.ok && sitting && actor.kind === 'person') await settleCopy(tx, actor, saved.value.id, { ...saved.value, sitting })
    return saved
  })
  if (!outcome.ok) return outcome
  const { id, version, revision, slug } = outcome.value
  if ('changed' in outcome.value) return done({ id, version, revision, slug, changed: outcome.value.changed.length > 0, existing: null })
  const { again } = outcome.value
  const existing = again && knownOf(await getArticleForEditing(actor, id))
  return done({ id, version, revision, slug, changed: again === null || again.changed.length > 0, existing })
}

type KnownSave = Pick<SaveStoryInput, 'story' | 'sitting'> & { known: { id: string; version: number } }

/** A page whose own text became the version that is stored now goes on from it. */
async function saveKnown(tx: Tx, actor: Actor, { known, story, sitting }: KnownSave, now: Date): Promise<Outcome<SavedDraft>> {
  const article = await loadArticle(tx, actor, known.id)
  const base = { version: known.version, revision: 0 }
  const { version } = sitting ? await baseOfPage(tx, sitting, base, article.version) : base
  return saveWords(tx, actor, article, { version, story }, now)
}

/** The publication that an earlier press made, when readers have these very words; else null. */
function alreadyPublished(existing: Known | null | undefined): PublishedNow | null {
  if (existing?.state !== 'live' || existing.hasUnpublishedChanges || !existing.firstPublishedAt) return null
  const { version, slug, firstPublishedAt } = existing
  return { version, slug, path: articlePath(slug), firstPublishedAt: new Date(firstPublishedAt) }
}

/**
 * Makes a withdrawn story live again, where `stamp` says so only when no list has changed since that forecast was counted:
 * else nothing is done, and it is 'stale'. Throws what makeLiveAgain throws.
 */
export async function bringBack(actor: Actor, { stamp, ...input }: BringBackInput, now: Date): Promise<Outcome<BroughtBack>> {
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    if (!(await isAsSeen(tx, stamp))) return done('stale')
    const made = await makeLiveAgainIn(tx, actor, input, now)
    return made.ok ? done({ version: made.value.version }) : made
  })
}

/**
 * Withdraws a live story, where `stamp` says so only when no list has changed since that forecast was counted: else nothing
 * is done, and it is 'stale'. Throws what withdrawArticle throws.
 */
export async function withdrawStory(actor: Actor, { stamp, ...input }: WithdrawStoryInput, now: Date): Promise<Outcome<BroughtBack>> {
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    if (!(await isAsSeen(tx, stamp))) return done('stale')
    const gone = await withdrawIn(tx, actor, input, now)
    return gone.ok ? done({ version: gone.value.version }) : gone
  })
}

/** Publishes only when no list has changed since the forecast with this stamp was counted. */
async function publishAsForecast(actor: Actor, input: PublishInput, stamp: string, now: Date): Promise<Outcome<PublishedNow>> {
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    if (!(await isAsSeen(tx, stamp))) return refused({ field: 'forecast', message: COUNTED_AGAIN })
    return publishIn(tx, actor, input, now)
  })
}

/**
 * Saves and then publishes, in two transactions: words that cannot be published yet are still kept. `problems` says
 * what kept it from being published; then `published` is null and the story is as it was, with its words saved.
 */
export async function publishStory(
  actor: Actor,
  { known, newId, story, sitting, change, note, urgent, stamp }: PublishStoryInput,
  now: Date,
): Promise<Outcome<{ saved: SavedStory | null; published: PublishedNow | null; problems: Problem[] }>> {
  permit(actor, 'article.publish')
  const saved = story ? await saveStory(actor, { known, newId, story, sitting }, now) : null
  if (saved && !saved.ok) return saved
  const target = saved?.value ?? known
  if (!target) return done({ saved: null, published: null, problems: [{ field: '', message: 'Save the story first' }] })
  const already = alreadyPublished(saved?.value.existing)
  if (already) return done({ saved: saved?.value ?? null, published: already, problems: [] })
  const input = { id: target.id, version: target.version, change, note, urgent }
  const published = stamp === undefined ? await publishArticle(actor, input, now) : await publishAsForecast(actor, input, stamp, now)
  const value = published.ok
    ? {
        version: published.value.version,
        slug: published.value.slug,
        path: published.value.path,
        firstPublishedAt: published.value.firstPublishedAt,
      }
    : null
  return done({ saved: saved?.value ?? null, published: value, problems: published.ok ? [] : published.problems })
}
