'use client'
import { useCallback, useState } from 'react'
import type { RelatedLink } from '@/modules/related/views'
import { type FormPin, type FormTarget, moved, type StoryForm, withPins } from '../../story-form'
import type { Story } from '../writing/use-story'

type HandState = Pick<StoryForm, 'pins' | 'exclusions'>

/** What an editor can do to the list with one press each. Every press is announced and can be undone. */
export type Hand = {
  pin: (link: RelatedLink, target: FormTarget | null) => void
  unpin: (link: RelatedLink) => void
  leaveOut: (link: RelatedLink, target: FormTarget) => void
  putBack: (target: FormTarget) => void
  /** Moves a pinned link before or after the pinned one next to it. */
  move: (link: RelatedLink, by: -1 | 1) => void
  add: (pin: FormPin) => void
  remove: (index: number) => void
  change: (index: number, part: Partial<FormPin>) => void
  /** The last act in words, where it can be undone; '' otherwise. */
  last: string
  undo: () => void
}

/** Whether `pin` is what makes this link. */
export const makesLink = (pin: FormPin, link: RelatedLink): boolean =>
  link.kind === 'external' ? pin.url === link.url : !pin.url && (pin.target?.headline ?? pin.headline) === link.headline

/** Undo goes as far back as the page was opened; typing elsewhere is not part of it. */
export function useHand(story: Story, announce: (message: string) => void): Hand {
  const [past, setPast] = useState<{ said: string; before: HandState }[]>([])
  const act = useCallback(
    (said: string, next: (now: HandState) => Partial<HandState>) => {
      const { pins, exclusions } = story.form
      setPast((before) => [...before, { said, before: { pins, exclusions } }])
      story.change((form) => next(form))
      announce(`${said}.`)
    },
    [story, announce],
  )
  const indexOf = (link: RelatedLink) => story.form.pins.findIndex((pin) => makesLink(pin, link))
  return {
    pin: (link, target) =>
      act(`Pinned ${link.headline}`, ({ pins, exclusions }) => ({
        pins: withPins(pins, [{ headline: link.headline, target }]),
        exclusions: exclusions.filter((one) => one.target.id !== target?.id),
      })),
    unpin: (link) => act(`Unpinned ${link.headline}`, ({ pins }) => ({ pins: pins.filter((pin) => !makesLink(pin, link)) })),
    leaveOut: (link, target) =>
      act(`Left out ${link.headline}`, ({ pins, exclusions }) => ({
        pins: pins.filter((pin) => !makesLink(pin, link)),
        exclusions: exclusions.some((one) => one.target.id === target.id) ? exclusions : [...exclusions, { target, note: '' }],
      })),
    putBack: (target) =>
      act(`Put back ${target.headline}`, ({ exclusions }) => ({ exclusions: exclusions.filter((one) => one.target.id !== target.id) })),
    move: (link, by) => {
      const index = indexOf(link)
      const to = index + by
      if (index < 0 || to < 0 || to >= story.form.pins.length)
        return announce(`${link.headline} is ${by < 0 ? 'first' : 'last'} of the pinned.`)
      act(`${link.headline} is now number ${to + 1} of the pinned`, ({ pins }) => ({ pins: moved(pins, index, by) }))
    },
    add: (pin) => act(`Added ${pin.target?.headline ?? pin.headline}`, ({ pins }) => ({ pins: withPins(pins, [pin]) })),
    remove: (index) => act(`Removed ${story.form.pins[index]?.headline}`, ({ pins }) => ({ pins: pins.filter((_, at) => at !== index) })),
    change: (index, part) => story.change(({ pins }) => ({ pins: pins.map((pin, at) => (at === index ? { ...pin, ...part } : pin)) })),
    last: past.at(-1)?.said ?? '',
    undo: () => {
      const one = past.at(-1)
      if (!one) return
      setPast((before) => before.slice(0, -1))
      story.change(one.before)
      announce(`Undone: ${one.said}.`)
    },
  }
}
