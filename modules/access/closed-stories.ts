/** Which stories are open only to the people named on them. Pure. */
import type { Actor } from './actor'

/** Why a story is closed; null when everybody of the newsroom may open it. */
export type Closed = 'sensitive' | 'embargoed' | null

/** A sensitive story stays closed; one under embargo until that ends. */
export function closedBecause({ sensitive, embargoUntil }: { sensitive: boolean; embargoUntil: Date | null }, now: Date): Closed {
  if (sensitive) return 'sensitive'
  return embargoUntil !== null && embargoUntil > now ? 'embargoed' : null
}

/** Whether `actor` may open a story that these people are named on. The product itself may: the clock has to publish it. */
export function mayOpen(actor: Actor, closed: Closed, named: readonly string[]): boolean {
  return closed === null || actor.kind === 'system' || named.includes(actor.id)
}
