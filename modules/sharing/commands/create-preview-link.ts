import 'server-only'
import type { Tx } from '@/lib/db'
import { done, NotAllowed, type Outcome, refused } from '@/lib/errors'
import { publicAddress } from '@/lib/page-metadata'
import type { Actor } from '@/modules/access/actor'
import { inTransaction, loadArticle, type StoredArticle } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import { hashPreviewToken, newPreviewToken, previewPath } from '../preview-token'
import { blockedBecause, mayShareStory } from '../queries/list-links'
import type { CreatePreviewLinkInput } from '../schema'

const HOUR_MILLISECONDS = 3_600_000

/** `url` is the only time the link is known: what is kept of it opens nothing. */
export type NewPreviewLink = { id: string; label: string; url: string; expiresAt: Date }

/**
 * Makes a link that shows one story, one version of it or always the newest, to whoever has it. Refused during an embargo.
 * Of a sensitive story only somebody named on it can make one (nobody else finds the story), and it shows nothing once they
 * are not. Throws NotFound, NotAllowed.
 */
export async function createPreviewLink(actor: Actor, input: CreatePreviewLinkInput, now: Date): Promise<Outcome<NewPreviewLink>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.articleId)
    permitSharing(actor, article)
    const blocked = blockedBecause(article, now)
    if (blocked) return refused({ field: '', message: blocked })
    const revisionId = input.shows === 'latest' ? null : await findRevision(tx, article, input.shows)
    if (revisionId === undefined) return refused({ field: 'shows', message: `This story has no version ${input.shows}` })
    return done(await write(tx, actor, article, { input, revisionId }, now))
  })
}

/** Authors share their own stories, editors any. Throws NotAllowed. */
export function permitSharing(actor: Actor, story: { createdById: string | null }): void {
  if (!mayShareStory(actor, story)) throw new NotAllowed('You may not share this story by a preview link. Ask an editor or an admin.')
}

async function findRevision(tx: Tx, article: StoredArticle, number: number): Promise<string | undefined> {
  return (await tx.revision.findFirst({ where: { articleId: article.id, number }, select: { id: true } }))?.id
}

type Wanted = { input: CreatePreviewLinkInput; revisionId: string | null }

async function write(tx: Tx, actor: Actor, article: StoredArticle, { input, revisionId }: Wanted, now: Date): Promise<NewPreviewLink> {
  const token = newPreviewToken()
  const expiresAt = new Date(now.getTime() + input.hours * HOUR_MILLISECONDS)
  const { id } = await tx.previewLink.create({
    data: {
      tokenHash: hashPreviewToken(token),
      articleId: article.id,
      revisionId,
      label: input.label,
      madeClosed: article.sensitive,
      createdById: actor.kind === 'person' ? actor.id : null,
      createdByName: actor.name,
      createdAt: now,
      expiresAt,
    },
    select: { id: true },
  })
  const revision = input.shows === 'latest' ? null : input.shows
  const detail = { link: id, label: input.label, revision, expires: expiresAt.toISOString() }
  await recordEvent(tx, actor, 'preview.created', { type: 'article', id: article.id }, detail)
  return { id, label: input.label, url: publicAddress(previewPath(token)), expiresAt }
}
