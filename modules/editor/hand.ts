/** What an editor's hand does to a related list, as the page holds it. Pure. */
import { headlineKey } from '@/modules/articles/headline-key'
import { readStoryDate } from '@/modules/articles/schema'
import type { RelatedLink } from '@/modules/related/views'
import { type FormExclusion, type FormPin, isSamePin, type StoryForm } from './story-form'

export type HandState = Pick<StoryForm, 'pins' | 'exclusions'>

/** Ids of the stories in a list, by number. */
export type LinkIds = Readonly<Record<number, string>>

/** What tells two links of a list apart. */
export const linkKey = (link: RelatedLink): string => (link.kind === 'external' ? link.url : String(link.number))

/** Whether `pin` is what makes this link. By the story, not its headline, which may have another one that is not published. */
export function makesLink(pin: FormPin, link: RelatedLink, ids: LinkIds): boolean {
  if (link.kind === 'external') return pin.url === link.url
  if (pin.url) return false
  return pin.target ? pin.target.id === ids[link.number] : headlineKey(pin.headline) === headlineKey(link.headline)
}

/**
 * The pins with the one at `index` before or after the next one that readers see (`shown`: indexes, in their order), so
 * that each press shows. The same list where there is none on that side.
 */
export function movedPast(pins: readonly FormPin[], index: number, by: -1 | 1, shown: readonly number[]): FormPin[] {
  const past = shown[shown.indexOf(index) + by]
  const pin = pins[index]
  if (!shown.includes(index) || past === undefined || !pin) return [...pins]
  const rest = pins.filter((_, at) => at !== index)
  const at = past < index ? past + (by < 0 ? 0 : 1) : past - (by < 0 ? 1 : 0)
  return [...rest.slice(0, at), pin, ...rest.slice(at)]
}

/** Takes one act back: what came since, and what was written on a link since, stays. */
export function takenBack(now: HandState, { before, after }: { before: HandState; after: HandState }): HandState {
  return {
    pins: withoutAct(now.pins, before.pins, after.pins, isSamePin),
    exclusions: withoutAct(now.exclusions, before.exclusions, after.exclusions, isSameExclusion),
  }
}

const isSameExclusion = (one: FormExclusion, other: FormExclusion): boolean => one.target.id === other.target.id

function withoutAct<T>(now: readonly T[], before: readonly T[], after: readonly T[], same: (one: T, other: T) => boolean): T[] {
  const within = (list: readonly T[], one: T) => list.find((other) => same(one, other))
  const kept = before.flatMap((one) => {
    const still = within(now, one)
    if (still) return still
    return within(after, one) ? [] : one
  })
  return [...kept, ...now.filter((one) => !within(before, one) && !within(after, one))]
}

const isDay = (day: string | undefined): boolean => !day || readStoryDate(day) !== null

/** The hand without what is still being typed: a date of the year 2, words that are not there yet. For questions only. */
export function finishedHand({ pins, exclusions }: HandState): HandState {
  return {
    pins: pins
      .filter((pin) => pin.headline.trim() !== '')
      .map((pin) => ({
        ...pin,
        datedOn: isDay(pin.datedOn) ? pin.datedOn : '',
        lastDay: isDay(pin.lastDay) ? pin.lastDay : '',
        note: '',
      })),
    exclusions: exclusions.map((one) => ({ ...one, note: '' })),
  }
}
