import 'server-only'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { readSuggester } from '@/modules/tags/queries/read-suggester'
import type { SuggestTagsInput } from '../schema'
import type { SuggestedTags } from '../suggested-tags'

/**
 * Tags for a story as it stands on the page, saved or not, best first, each with its sentences; without those that were
 * refused for it, which stand beside. Throws NotFound for a story that is closed to the actor.
 */
export async function suggestTags(actor: Actor, { articleId, ...words }: SuggestTagsInput): Promise<SuggestedTags> {
  permit(actor, 'article.read')
  const refused = articleId === null ? [] : await refusedFor(actor, articleId)
  const { suggest, labels } = await readSuggester(db)
  const not = new Set(refused.map(({ slug }) => slug))
  const suggestions = suggest(words)
    .filter(({ slug }) => !not.has(slug))
    .map((one) => ({ ...one, label: labels.get(one.slug) ?? one.slug }))
  return { suggestions, refused }
}

async function refusedFor(actor: Actor, id: string): Promise<SuggestedTags['refused']> {
  const article = await db.article.findUnique({ where: { id }, select: { id: true, sensitive: true, embargoUntil: true } })
  if (!article || !(await mayOpenStory(db, actor, article))) throw new NotFound('There is no such story. It may have been deleted.')
  return db.$queryRaw<SuggestedTags['refused']>`
    select t.slug, t.label from refused_tag r join tag t on t.id = r.tag_id
    where r.article_id = ${id}::uuid and t.retired_at is null and t.merged_into_id is null order by t.label`
}
