import 'server-only'
import type { Tx } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { openStories } from '@/modules/access/queries/open-stories'

type Pinned = { headlineKey: string; targetId: string | null }
type LeftOut = { targetId: string; note: string }
type Hand<P extends Pinned> = { pins: P[]; exclusions: LeftOut[] }
/** What the newest revision decides by hand about its list. */
export type HandBefore = { pins: readonly Pinned[]; exclusions: readonly LeftOut[] }

/**
 * What a save cannot speak of stays: entries that lead to a story which is closed to whoever saves, and such stories that are
 * left out. Their page shows the one as waiting for its headline, and the other not at all.
 */
export async function keepClosedHand<P extends Pinned>(tx: Tx, actor: Actor, before: HandBefore, hand: Hand<P>): Promise<Hand<P>> {
  const closed = await closedTargets(tx, actor, before)
  if (closed.size === 0) return hand
  const ledTo = new Map(before.pins.flatMap(({ headlineKey, targetId }) => (closed.has(targetId ?? '') ? [[headlineKey, targetId]] : [])))
  const pins = hand.pins.map((pin) => (pin.targetId === null ? { ...pin, targetId: ledTo.get(pin.headlineKey) ?? null } : pin))
  const said = new Set(hand.exclusions.map(({ targetId }) => targetId))
  const kept = before.exclusions.filter(({ targetId }) => closed.has(targetId) && !said.has(targetId))
  return { pins, exclusions: [...hand.exclusions, ...kept].sort((a, b) => (a.targetId < b.targetId ? -1 : 1)) }
}

async function closedTargets(tx: Tx, actor: Actor, { pins, exclusions }: HandBefore): Promise<Set<string>> {
  const ids = [...pins.flatMap(({ targetId }) => targetId ?? []), ...exclusions.map(({ targetId }) => targetId)]
  if (actor.kind === 'system' || ids.length === 0) return new Set()
  const rows = await tx.article.findMany({
    where: { id: { in: ids }, state: { not: 'live' }, NOT: openStories(actor) },
    select: { id: true },
  })
  return new Set(rows.map((row) => row.id))
}
