import 'server-only'
import { done, type Outcome, type Problem } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { createArticle } from '@/modules/articles/commands/create-article'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import type { PublishStoryInput, SaveStoryInput } from './schema'

/** `changed`: whether the words differ from those stored before. */
export type SavedStory = { id: string; version: number; slug: string; changed: boolean }
export type PublishedNow = { version: number; slug: string; path: string; firstPublishedAt: Date }

/** Saves a story, making it at its first save. Throws what createArticle and saveDraft throw. */
export async function saveStory(actor: Actor, { known, story }: SaveStoryInput, now: Date): Promise<Outcome<SavedStory>> {
  const saved = known ? await saveDraft(actor, { ...known, ...story }, now) : await createArticle(actor, story, now)
  if (!saved.ok) return saved
  const { id, version, slug } = saved.value
  return done({ id, version, slug, changed: 'changed' in saved.value ? saved.value.changed.length > 0 : true })
}

/**
 * Saves and then publishes, in two transactions: words that cannot be published yet are still kept. `problems` says
 * what kept it from being published; then `published` is null and the story is as it was, with its words saved.
 */
export async function publishStory(
  actor: Actor,
  { known, story, change, note }: PublishStoryInput,
  now: Date,
): Promise<Outcome<{ saved: SavedStory | null; published: PublishedNow | null; problems: Problem[] }>> {
  permit(actor, 'article.publish')
  const saved = story ? await saveStory(actor, { known, story }, now) : null
  if (saved && !saved.ok) return saved
  const target = saved?.value ?? known
  if (!target) return done({ saved: null, published: null, problems: [{ field: '', message: 'Save the story first' }] })
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
