import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit, permitEdit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { type ActTarget, actOn, type Hand } from '../hand'
import type { CurateInput } from '../schema'
import { demandTransition, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { copyRevision } from './copy-revision'
import { publishHand } from './snapshot'

/** `changed`: false where it was so already, and nothing was written. */
export type Curated = { version: number; changed: boolean }

/**
 * One decision about a story's related list, made elsewhere than in the editor. Of a live story it is published as a
 * minor change and nothing else with it: words that are saved and not yet published get the same change and stay
 * unpublished. Of another it is saved. Asks for no version: it changes nothing else, and one of two equal presses does
 * nothing. Throws NotFound, NotAllowed, Conflict.
 */
export async function curateRelated(actor: Actor, input: CurateInput, now: Date): Promise<Outcome<Curated>> {
  return inTransaction((tx) => curateIn(tx, actor, input, now))
}

/** The same inside a transaction of the caller's, which takes the vocabulary lock first. */
export async function curateIn(tx: Tx, actor: Actor, { id, act }: CurateInput, now: Date): Promise<Outcome<Curated>> {
  await lockVocabulary(tx)
  const article = await loadArticle(tx, actor, id)
  if (article.state === 'live') permit(actor, 'article.publish')
  else permitEdit(actor, article)
  await demandTransition(tx, actor, article, article.state === 'live' ? 'republish' : 'save')
  const targetId = 'targetId' in act ? act.targetId : null
  if (targetId === article.id) return refused({ field: 'targetId', message: 'A story is never in its own list' })
  const target = targetId === null ? null : await readTarget(tx, actor, targetId, now)
  const plan = await planOf(tx, article, act, target)
  if (!plan.ok) return plan
  const { live, head } = plan.value
  if (!live?.changed && !head?.changed) {
    if (act.kind === 'include' && (await isLeftOutThere(tx, article.number, act.targetId)))
      return refused({ field: 'exclusions', message: `It is “${target?.headline}” that leaves this story out: take it back in there` })
    return done({ version: article.version, changed: false })
  }
  const { version, pages } = await write(tx, actor, article, plan.value, now)
  const what = target ? { targetId: target.id, headline: target.headline } : { url: 'url' in act ? act.url : '' }
  await recordEvent(
    tx,
    actor,
    'article.curated',
    { type: 'article', id: article.id },
    { version, act: act.kind, live: live?.changed ?? false, ...what },
  )
  await expirePages(tx, pages)
  return done({ version, changed: true })
}

type Part = { fromId: string; hand: Hand; changed: boolean }
/** `live`: what readers have; null unless the story is live. `head`: the newest words, where they are other ones. */
type Plan = { live: Part | null; head: Part | null }

async function planOf(tx: Tx, article: StoredArticle, act: CurateInput['act'], target: ActTarget | null): Promise<Outcome<Plan>> {
  const { headRevisionId, liveRevisionId } = article
  const live = liveRevisionId === null ? null : await planPart(tx, liveRevisionId, act, target)
  if (live && !live.ok) return live
  const head = headRevisionId === liveRevisionId ? null : await planPart(tx, headRevisionId, act, target)
  if (head && !head.ok) return live ? refused(...head.problems.map(inUnpublished)) : head
  return done({ live: live?.value ?? null, head: head?.value ?? null })
}

const inUnpublished = ({ field, message }: { field: string; message: string }) => ({
  field,
  message: `In the unpublished changes: ${message}`,
})

async function planPart(tx: Tx, fromId: string, act: CurateInput['act'], target: ActTarget | null): Promise<Outcome<Part>> {
  const hand = await tx.revision.findUniqueOrThrow({
    where: { id: fromId },
    select: {
      pins: {
        select: { headline: true, headlineKey: true, targetId: true, url: true, datedOn: true, expiresAt: true, note: true },
        orderBy: { position: 'asc' },
      },
      exclusions: { select: { targetId: true, note: true } },
    },
  })
  const after = actOn(hand, act, target)
  return after.ok ? done({ fromId, hand: after.value, changed: after.value !== hand }) : after
}

/** Writes the revisions and moves the story to them; the newest is the one with the highest number. */
async function write(
  tx: Tx,
  actor: Actor,
  article: StoredArticle,
  { live, head }: Plan,
  now: Date,
): Promise<{ version: number; pages: string[] }> {
  let number = article.headRevision.number
  const next = async (part: Part) => {
    number += 1
    return writePart(tx, actor, part, number, now)
  }
  const liveRevisionId = live?.changed ? await next(live) : article.liveRevisionId
  // Also an unchanged head, when a live revision has come after it.
  const headRevisionId = head ? (head.changed || live?.changed ? await next(head) : article.headRevisionId) : liveRevisionId
  const republished = live?.changed ? { republishedAt: now } : {}
  const version = await updateArticle(tx, article, now, { headRevisionId, liveRevisionId, ...republished })
  return { version, pages: live?.changed ? await publishHand(tx, { ...article, republishedAt: now }) : [] }
}

async function writePart(tx: Tx, actor: Actor, { fromId, hand }: Part, number: number, now: Date): Promise<string> {
  const revisionId = await copyRevision(tx, actor, { fromId, number, change: { add: [], remove: [] } }, now)
  await tx.revisionPin.deleteMany({ where: { revisionId } })
  await tx.revisionPin.createMany({ data: hand.pins.map((pin, position) => ({ ...pin, revisionId, position })) })
  await tx.revisionExclusion.deleteMany({ where: { revisionId } })
  await tx.revisionExclusion.createMany({ data: hand.exclusions.map((one) => ({ ...one, revisionId })) })
  return revisionId
}

/** The other story; null for one that is gone, or closed to the actor. What is live everybody may name. */
async function readTarget(tx: Tx, actor: Actor, id: string, now: Date): Promise<ActTarget | null> {
  const named = { select: { headline: true, headlineKey: true } } as const
  const row = await tx.article.findFirst({
    where: { AND: [{ id }, { OR: [{ state: 'live' }, openStories(actor, now)] }] },
    select: { headRevision: named, liveRevision: named },
  })
  if (!row) return null
  const keys = [row.liveRevision, row.headRevision].flatMap((one) => one?.headlineKey || [])
  return { id, headline: (row.liveRevision ?? row.headRevision)?.headline ?? '', keys }
}

/** Whether the other story's editor decided that the two are kept apart, which holds both ways. */
async function isLeftOutThere(tx: Tx, number: number, targetId: string): Promise<boolean> {
  const target = await tx.publishedArticle.findUnique({ where: { articleId: targetId }, select: { number: true } })
  return target !== null && (await tx.publishedExclusion.count({ where: { articleNumber: target.number, targetNumber: number } })) > 0
}
