import 'server-only'
import { randomUUID } from 'node:crypto'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { StoryInput } from '../schema'
import { inTransaction } from './change-story'
import { chooseSlug, resolveWords, writeRevision } from './write-revision'

export type CreatedArticle = { id: string; number: number; slug: string; version: number }

/**
 * Starts a story as a draft. `importId` is the id it had in a file. Refuses a taken address, tags that do not exist;
 * throws NotAllowed.
 */
export async function createArticle(
  actor: Actor,
  input: StoryInput & { importId?: string | null },
  now: Date,
): Promise<Outcome<CreatedArticle>> {
  const { importId, ...story } = input
  return inTransaction(async (tx) => {
    permit(actor, 'article.create')
    const id = randomUUID()
    const words = await resolveWords(tx, id, story)
    if (!words.ok) return words
    const slug = await chooseSlug(tx, { id, createdAt: now, wanted: story.slug, headline: story.headline, current: null })
    if (!slug.ok) return slug
    const createdById = actor.kind === 'person' ? actor.id : null
    const { number, version } = await tx.article.create({
      data: { id, slug: slug.value, createdById, createdAt: now, updatedAt: now, importId: importId ?? null },
      select: { number: true, version: true },
    })
    await writeRevision(tx, actor, id, 1, words.value, now)
    await recordEvent(tx, actor, 'article.created', { type: 'article', id }, { version, headline: story.headline })
    if (importId !== undefined) await recordEvent(tx, actor, 'article.imported', { type: 'article', id }, { version, importId })
    return done({ id, number, slug: slug.value, version })
  })
}
