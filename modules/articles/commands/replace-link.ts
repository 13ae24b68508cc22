import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { Body } from '../body'
import { replaceHref } from '../body-links'
import { storedForm } from '../form'
import { storedLead } from '../pictures'
import { HAND, WORDS } from '../queries/revision-select'
import { safeHref } from '../safe-href'
import { demandTransition, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { writeSnapshot } from './snapshot'
import { type Words, writeRevision } from './write-revision'

/** `to` null takes the link away and keeps its words. */
export type ReplaceLinkInput = { id: string; from: string; to: string | null }
/** `changed`: false where the story no longer holds the link. */
export type LinkReplaced = { version: number; changed: boolean }

/**
 * Changes one link of a live story wherever it stands (text, source, hand-made list), and nothing else, as a minor
 * change. Words that are saved and not yet published stay so, with the same change. Nothing is written when neither
 * text holds the link. Throws NotFound, NotAllowed, Conflict.
 */
export async function replaceLink(actor: Actor, { id, from, to }: ReplaceLinkInput, now: Date): Promise<Outcome<LinkReplaced>> {
  if (to !== null && (safeHref(to) !== to || to === from))
    return refused({ field: '', message: 'The new address is not one a story may link to' })
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    const article = await loadArticle(tx, actor, id)
    permit(actor, 'article.edit-any')
    permit(actor, 'article.publish')
    await demandTransition(tx, actor, article, 'republish')
    if (article.liveRevisionId === null) throw new Error(`story ${article.number} is not live`)
    const live = withLink(await wordsOf(tx, article.liveRevisionId), from, to)
    const waits = article.headRevisionId !== article.liveRevisionId
    const head = waits ? withLink(await wordsOf(tx, article.headRevisionId), from, to) : null
    if (!live.changed && !head?.changed) return done({ version: article.version, changed: false })
    return done({ version: await publishChange(tx, actor, article, { live, head, from, to }, now), changed: true })
  })
}

/** Words, and who wrote them: whoever mends an address in them has not. */
type Stored = { words: Words; wordsById: string | null }
type Change = Stored & { changed: boolean }
type Changes = { live: Change; head: Change | null; from: string; to: string | null }

/** What readers have, with the link changed, is published; unpublished words come after it and keep being unpublished. */
async function publishChange(tx: Tx, actor: Actor, article: StoredArticle, { live, head, from, to }: Changes, now: Date): Promise<number> {
  const entity = { type: 'article', id: article.id } as const
  let revision = article.headRevision.number
  let liveRevisionId = article.liveRevisionId
  if (live.changed) {
    revision += 1
    liveRevisionId = await writeRevision(tx, actor, { articleId: article.id, number: revision, wordsById: live.wordsById }, live.words, now)
  }
  const published = revision
  let headRevisionId = head ? article.headRevisionId : liveRevisionId
  // Also unchanged words: the newest revision must be the one with the highest number.
  if (head) {
    revision += 1
    headRevisionId = await writeRevision(tx, actor, { articleId: article.id, number: revision, wordsById: head.wordsById }, head.words, now)
  }
  const version = await updateArticle(tx, article, now, {
    headRevisionId,
    liveRevisionId,
    ...(live.changed && { republishedAt: now }),
  })
  const pages = live.changed ? await writeSnapshot(tx, article.id) : []
  await recordEvent(tx, actor, 'article.link-changed', entity, { version, revision, from, to })
  if (live.changed) await recordEvent(tx, actor, 'article.republished', entity, { version, revision: published, kind: 'minor', note: null })
  await expirePages(tx, pages)
  return version
}

/** A stored revision as what a save writes. */
async function wordsOf(tx: Tx, revisionId: string): Promise<Stored> {
  const { tags, body, leadPicture, wordsById, ...columns } = await tx.revision.findUniqueOrThrow({
    where: { id: revisionId },
    select: {
      ...WORDS,
      wordsById: true,
      tags: { select: { tagId: true } },
      ...HAND,
    },
  })
  const tagIds = tags.map((tag) => tag.tagId)
  const words = { ...columns, form: storedForm(columns.form), leadPicture: storedLead(leadPicture), body: body as Body, tagIds }
  return { words, wordsById }
}

function withLink({ words, wordsById }: Stored, from: string, to: string | null): Change {
  const body = replaceHref(words.body, from, to)
  const abroad = to !== null && /^https?:/.test(to) ? to : null
  const sourceHeld = words.sourceUrl === from
  const pinHeld = words.pins.some((pin) => pin.url === from)
  // The list has each address once; one that is there already makes the old entry superfluous.
  const there = abroad === null || words.pins.some((pin) => pin.url === abroad)
  const pins = words.pins.flatMap((pin) => (pin.url !== from ? [pin] : there ? [] : [{ ...pin, url: abroad }]))
  return {
    words: { ...words, body: body ?? words.body, sourceUrl: sourceHeld ? abroad : words.sourceUrl, pins },
    wordsById,
    changed: body !== null || sourceHeld || pinHeld,
  }
}
