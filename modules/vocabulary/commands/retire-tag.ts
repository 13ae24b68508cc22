import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { comesRound } from '@/modules/tags/commands/tag-standing'
import type { RetireInput } from '../schema'
import type { Done, Effect } from '../views'
import { beginChange, carryOut, findOther, type LoadedTag, OPERATION_LIMITS } from './carry-out'

/**
 * Takes a tag out of use: it is not offered any more, stories that carry it keep it, and its page says what to look at
 * instead. `undoOperation` takes it back. Throws NotFound, NotAllowed, Conflict for a stale version.
 */
export async function retireTag(actor: Actor, input: RetireInput, now: Date): Promise<Outcome<Done>> {
  return db.$transaction((tx) => retireIn(tx, actor, input, { trial: false }, now), OPERATION_LIMITS)
}

/** The same inside a transaction of the caller's; a `trial` is taken back. */
export async function retireIn(
  tx: Tx,
  actor: Actor,
  input: RetireInput,
  mode: { trial: boolean },
  now: Date,
): Promise<Outcome<Done & { effect: Effect }>> {
  const tag = await beginChange(tx, actor, input)
  if (tag.retired) return refused({ field: '', message: `“${tag.label}” is retired already` })
  const successor = await successorOf(tx, tag, input.successorSlug)
  if (!successor.ok) return successor
  const next = successor.value
  const asked = { id: tag.id, label: tag.label, successor: next?.id ?? null, successorLabel: next?.label ?? null }
  const write = async (inner: Tx): Promise<null> => {
    await inner.tag.update({ where: { id: tag.id }, data: { retiredAt: now }, select: { id: true } })
    if (next) await inner.tagSuccessor.createMany({ data: [{ tagId: tag.id, successorId: next.id }], skipDuplicates: true })
    return null
  }
  const { operation, effect, pages } = await carryOut(tx, actor, { kind: 'retire', asked, write, stories: null }, mode, now)
  await recordEvent(tx, actor, 'tag.retired', { type: 'tag', id: String(tag.id) }, { operation, successor: next?.label ?? null })
  await expirePages(tx, pages)
  const also = [
    'Stories that carry it keep it, and their related lists stay as they are. Nobody is offered it for a new story.',
    next ? `Its page leads on to “${next.label}”.` : 'Its page says that it is not used any more.',
  ]
  return done({ operation, slug: tag.slug, stories: 0, effect: { ...effect, addresses: [], also } })
}

async function successorOf(tx: Tx, tag: LoadedTag, slug: string | null): Promise<Outcome<LoadedTag | null>> {
  if (slug === null) return done(null)
  const next = await findOther(tx, slug)
  const refuse = (message: string) => refused({ field: 'successorSlug', message })
  if (!next) return refuse('Choose the tag to use instead from the list')
  if (next.id === tag.id) return refuse('Choose another tag: this one is the one to retire')
  if (next.retired) return refuse(`“${next.label}” is retired itself. Choose one that is in use`)
  return (await comesRound(tx, tag.id, [next.id]))
    ? refuse(`“${next.label}” leads on to this tag, round in a circle. Choose another`)
    : done(next)
}
