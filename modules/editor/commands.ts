import 'server-only'
import { done, type Outcome, type Problem } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { createArticle } from '@/modules/articles/commands/create-article'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { articlePath } from '@/modules/articles/paths'
import { getArticleForEditing } from '@/modules/articles/queries'
import { type Known, knownOf } from './known-story'
import type { PublishStoryInput, SaveStoryInput } from './schema'

/**
 * `changed`: whether the words differ from those stored before. `existing`: what is stored now, when a save that took the
 * story for a new one found it made already, by an earlier press whose answer was lost.
 */
export type SavedStory = { id: string; version: number; slug: string; changed: boolean; existing: Known | null }
export type PublishedNow = { version: number; slug: string; path: string; firstPublishedAt: Date }

/**
 * Saves a story, making it at its first save; made again with the same `newId`, it is saved once more. Throws what
 * createArticle and saveDraft throw.
 */
export async function saveStory(actor: Actor, { known, newId, story }: SaveStoryInput, now: Date): Promise<Outcome<SavedStory>> {
  if (known) {
    const saved = await saveDraft(actor, { ...known, ...story }, now)
    if (!saved.ok) return saved
    const { id, version, slug, changed } = saved.value
    return done({ id, version, slug, changed: changed.length > 0, existing: null })
  }
  const created = await createArticle(actor, { ...story, ...(newId && { newId }) }, now)
  if (!created.ok) return created
  const { id, version, slug, again } = created.value
  const existing = again && knownOf(await getArticleForEditing(actor, id))
  return done({ id, version, slug, changed: again === null || again.changed.length > 0, existing })
}

/** The publication that an earlier press made, when readers have these very words; else null. */
function alreadyPublished(existing: Known | null | undefined): PublishedNow | null {
  if (existing?.state !== 'live' || existing.hasUnpublishedChanges || !existing.firstPublishedAt) return null
  const { version, slug, firstPublishedAt } = existing
  return { version, slug, path: articlePath(slug), firstPublishedAt: new Date(firstPublishedAt) }
}

/**
 * Saves and then publishes, in two transactions: words that cannot be published yet are still kept. `problems` says
 * what kept it from being published; then `published` is null and the story is as it was, with its words saved.
 */
export async function publishStory(
  actor: Actor,
  { known, newId, story, change, note }: PublishStoryInput,
  now: Date,
): Promise<Outcome<{ saved: SavedStory | null; published: PublishedNow | null; problems: Problem[] }>> {
  permit(actor, 'article.publish')
  const saved = story ? await saveStory(actor, { known, newId, story }, now) : null
  if (saved && !saved.ok) return saved
  const target = saved?.value ?? known
  if (!target) return done({ saved: null, published: null, problems: [{ field: '', message: 'Save the story first' }] })
  const already = alreadyPublished(saved?.value.existing)
  if (already) return done({ saved: saved?.value ?? null, published: already, problems: [] })
  const published = await publishArticle(actor, { id: target.id, version: target.version, change, note }, now)
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
