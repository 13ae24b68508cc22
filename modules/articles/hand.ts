/** What an editor decided by hand about a story's related list, and one decision more. Pure. */
import { done, type Outcome, refused } from '@/lib/errors'
import { headlineKey } from './headline-key'
import { type CurateAct, EXCLUSIONS_PER_STORY_MAX, PINS_PER_STORY_MAX } from './schema'

type HandPin = {
  headline: string
  headlineKey: string
  targetId: string | null
  url: string | null
  datedOn: Date | null
  expiresAt: Date | null
  note: string
}

/** In the editor's order; `exclusions` in any. */
export type Hand = { pins: HandPin[]; exclusions: { targetId: string; note: string }[] }

/** The story an act is about, with the headlines by which a waiting entry may mean it. */
export type ActTarget = { id: string; headline: string; keys: readonly string[] }

const NO_STORY = 'There is no such story. It may have been deleted.'

/** The hand after the act; the same object when the act changes nothing. `target` is null for an address, or a story that is gone. */
export function actOn(hand: Hand, act: CurateAct, target: ActTarget | null): Outcome<Hand> {
  if (act.kind === 'drop-external') return done(withoutPins(hand, (pin) => pin.url === act.url))
  if (act.kind === 'include') {
    const exclusions = hand.exclusions.filter((one) => one.targetId !== act.targetId)
    return done(exclusions.length === hand.exclusions.length ? hand : { ...hand, exclusions })
  }
  if (act.kind === 'unpin') return done(withoutPins(hand, (pin) => leadsTo(pin, act.targetId, target)))
  if (!target) return refused({ field: 'targetId', message: NO_STORY })
  return act.kind === 'pin' ? pinned(hand, act.position, target) : leftOut(hand, act.note, target)
}

/** A pin leads to a story by choice, or, while it waits, by its headline. */
const leadsTo = (pin: HandPin, id: string, target: ActTarget | null): boolean =>
  pin.url === null && (pin.targetId === id || (pin.targetId === null && target !== null && target.keys.includes(pin.headlineKey)))

function withoutPins(hand: Hand, gone: (pin: HandPin) => boolean): Hand {
  const pins = hand.pins.filter((pin) => !gone(pin))
  return pins.length === hand.pins.length ? hand : { ...hand, pins }
}

/** At the place asked for (1 is the first), else last; a story that is pinned already moves there, or stays. */
function pinned(hand: Hand, position: number | undefined, target: ActTarget): Outcome<Hand> {
  if (hand.exclusions.some((one) => one.targetId === target.id))
    return refused({ field: 'exclusions', message: `“${target.headline}” is left out of this list. Take it back in before you pin it` })
  const at = hand.pins.findIndex((pin) => leadsTo(pin, target.id, target))
  const found = hand.pins[at]
  if (found && (position === undefined || position === at + 1)) return done(hand)
  if (!found && hand.pins.length >= PINS_PER_STORY_MAX)
    return refused({ field: 'pins', message: `List at most ${PINS_PER_STORY_MAX} related stories by hand` })
  const others = hand.pins.filter((pin) => pin !== found)
  const none = { url: null, datedOn: null, expiresAt: null, note: '' }
  const pin = found ?? { headline: target.headline, headlineKey: headlineKey(target.headline), targetId: target.id, ...none }
  return done({ ...hand, pins: others.toSpliced((position ?? others.length + 1) - 1, 0, pin) })
}

function leftOut(hand: Hand, note: string | undefined, target: ActTarget): Outcome<Hand> {
  if (hand.exclusions.some((one) => one.targetId === target.id)) return done(hand)
  if (hand.pins.some((pin) => leadsTo(pin, target.id, target)))
    return refused({ field: 'pins', message: `“${target.headline}” is pinned in this list. Unpin it before you leave it out` })
  if (hand.exclusions.length >= EXCLUSIONS_PER_STORY_MAX)
    return refused({ field: 'exclusions', message: `Leave out at most ${EXCLUSIONS_PER_STORY_MAX} stories` })
  return done({ ...hand, exclusions: [...hand.exclusions, { targetId: target.id, note: note ?? '' }] })
}
