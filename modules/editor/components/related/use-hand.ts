'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { EXCLUSIONS_PER_STORY_MAX, PINS_PER_STORY_MAX } from '@/modules/articles/schema'
import type { RelatedLink } from '@/modules/related/views'
import { type HandState, linkKey, makesLink, movedPast, takenBack } from '../../hand'
import { type FormPin, type FormTarget, isSamePin, withPins } from '../../story-form'
import type { Story } from '../writing/use-story'
import type { RelatedPreview } from './use-related'

/** What an editor can do to the list with one press each. Every press is announced and can be undone. */
export type Hand = {
  pin: (link: Pick<RelatedLink, 'headline'>, target: FormTarget | null) => void
  unpin: (link: RelatedLink) => void
  leaveOut: (target: FormTarget) => void
  putBack: (target: FormTarget) => void
  /** Moves a pinned link before or after the pinned one that readers see next to it. */
  move: (link: RelatedLink, by: -1 | 1) => void
  add: (pin: FormPin) => void
  /** Of a link that readers do not see, by its place among the pins. */
  remove: (index: number) => void
  toTop: (index: number) => void
  change: (index: number, part: Partial<FormPin>) => void
  /** Takes the story of nearly the same headline for the one meant. */
  confirm: (index: number) => void
  /** The place of a link among the pins; -1 for one that is not pinned. */
  indexOf: (link: RelatedLink) => number
  /** Pins that readers see, in order, by their places. */
  shown: number[]
  /** The last act in words, where it can be undone; '' otherwise. */
  last: string
  undo: () => void
}

type Act = { said: string; before: HandState; after: HandState }

/** Undo goes as far back as the page was opened; typing elsewhere is not part of it. */
export function useHand(story: Story, { links, ids }: RelatedPreview, announce: (message: string) => void): Hand {
  const [past, setPast] = useState<Act[]>([])
  const refilled = useRefill(links, announce)
  const latest = useRef<HandState>(story.form)
  latest.current = { pins: story.form.pins, exclusions: story.form.exclusions }
  const act = useCallback(
    (said: string, next: (now: HandState) => Partial<HandState>) => {
      // As it stands now: an answer from the newsroom may have taken a while.
      const before = latest.current
      const after = { ...before, ...next(before) }
      const full = fullWords(after)
      if (full) return announce(full)
      latest.current = after
      setPast((acts) => [...acts, { said, before, after }])
      story.change(after)
      announce(`${said}.`)
      refilled()
    },
    [story, announce, refilled],
  )
  const { pins } = story.form
  const indexOf = (link: RelatedLink) => pins.findIndex((pin) => makesLink(pin, link, ids))
  const shown = (links ?? []).flatMap((link) => {
    const index = link.pinned ? indexOf(link) : -1
    return index < 0 ? [] : index
  })
  return {
    indexOf,
    shown,
    pin: (link, target) => act(`Pinned “${link.headline}”`, (now) => withPin(now, { headline: link.headline, target })),
    unpin: (link) => act(`Unpinned “${link.headline}”`, (now) => ({ pins: now.pins.filter((pin) => !makesLink(pin, link, ids)) })),
    leaveOut: (target) => {
      if (latest.current.exclusions.some((one) => one.target.id === target.id)) return
      act(`Left out “${target.headline}”`, (now) => ({
        pins: now.pins.filter((pin) => pin.target?.id !== target.id),
        exclusions: [...now.exclusions, { target, note: '' }],
      }))
    },
    putBack: (target) =>
      act(`Put back “${target.headline}”`, (now) => ({ exclusions: now.exclusions.filter((one) => one.target.id !== target.id) })),
    move: (link, by) => {
      const index = indexOf(link)
      const at = shown.indexOf(index)
      if (shown[at + by] === undefined) return announce(`“${link.headline}” is the ${by < 0 ? 'first' : 'last'} pinned link.`)
      act(`Moved “${link.headline}” ${by < 0 ? 'up' : 'down'}, now number ${at + by + 1}`, (now) => ({
        pins: movedPast(now.pins, index, by, shown),
      }))
    },
    add: (pin) => {
      const name = pin.target?.headline ?? pin.headline
      if (latest.current.pins.some((one) => isSamePin(one, pin))) return announce(`“${name}” was chosen by hand already.`)
      const waits = !pin.url && !pin.target ? '. It waits for a story with this headline' : ''
      act(`Added “${name}”${waits}`, (now) => withPin(now, pin))
    },
    remove: (index) => act(`Removed “${pins[index]?.headline}”`, (now) => ({ pins: now.pins.filter((_, at) => at !== index) })),
    toTop: (index) => {
      const pin = pins[index]
      if (!pin) return
      act(`Moved “${pin.target?.headline ?? pin.headline}” to the top`, (now) => ({
        pins: [pin, ...now.pins.filter((one) => one !== pin)],
      }))
    },
    change: (index, part) => story.change((form) => ({ pins: form.pins.map((pin, at) => (at === index ? { ...pin, ...part } : pin)) })),
    confirm: (index) => {
      const close = pins[index]?.close
      if (!close) return
      story.change((form) => ({ pins: form.pins.map((pin, at) => (at === index ? confirmed(pin) : pin)) }))
      announce(`Matched to “${close.headline}”.`)
      refilled()
    },
    last: past.at(-1)?.said ?? '',
    undo: () => {
      const one = past.at(-1)
      if (!one) return
      setPast((acts) => acts.slice(0, -1))
      story.change((form) => takenBack(form, one))
      announce(`Undone: ${one.said}.`)
      refilled()
    },
  }
}

const withPin = ({ pins, exclusions }: HandState, pin: FormPin): HandState => ({
  pins: withPins(pins, [pin]),
  exclusions: exclusions.filter((one) => one.target.id !== pin.target?.id),
})

const confirmed = (pin: FormPin): FormPin => ({ ...pin, target: pin.close ? { ...pin.close, live: true } : pin.target, close: null })

/** Why no more can be chosen; '' while there is room. */
function fullWords({ pins, exclusions }: HandState): string {
  if (pins.length > PINS_PER_STORY_MAX) return `${PINS_PER_STORY_MAX} links are chosen by hand already: remove one first.`
  if (exclusions.length > EXCLUSIONS_PER_STORY_MAX) return `${EXCLUSIONS_PER_STORY_MAX} stories are left out already: put one back first.`
  return ''
}

/** After an act: says once what has come into the list, when the list is there. */
function useRefill(links: RelatedPreview['links'], announce: (message: string) => void): () => void {
  const before = useRef<string[] | null>(null)
  const latest = useRef(links)
  latest.current = links
  useEffect(() => {
    if (before.current === null || links === null) return
    const had = before.current
    before.current = null
    const fresh = links.filter((link) => !had.includes(linkKey(link))).map((link) => `“${link.headline}”`)
    if (fresh.length > 0) announce(`New in the list: ${fresh.join(', ')}.`)
  }, [links, announce])
  return useCallback(() => {
    before.current = (latest.current ?? []).map(linkKey)
  }, [])
}
