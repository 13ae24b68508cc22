'use client'
import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react'

const STOPS = 'button, input, summary, a[href], [data-link]'

type Place = { element: Element; row: number; stop: number }

/** What is folded away cannot take the focus. */
const all = (root: Element, selector: string): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(selector)].filter((one) => one.getClientRects().length > 0)

/** Where in the panel this element is: in which row of the list, and which of all stops of the Tab key. */
const placeOf = (root: Element, element: Element): Place => ({
  element,
  row: all(root, '[data-link]').findIndex((row) => row.contains(element)),
  stop: all(root, STOPS).indexOf(element as HTMLElement),
})

/**
 * Where a press takes away what had the focus, what stands in its place gets it: the row of the list, or else the next
 * stop. Nobody is sent back to the top of the page. Answers what listens to the panel's focus.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const last = useRef<Place | null>(null)
  // After every render: whichever of them took the element away.
  useLayoutEffect(() => {
    const root = panel.current
    const was = last.current
    if (!root || !was || document.activeElement !== document.body) return
    if (was.element.isConnected) return
    last.current = null
    const [stops, at] = was.row < 0 ? [all(root, STOPS), was.stop] : [all(root, '[data-link]'), was.row]
    const next = stops[Math.min(at, stops.length - 1)] ?? all(root, STOPS)[0]
    next?.focus()
  })
  return ({ target, currentTarget }) => {
    last.current = placeOf(currentTarget, target)
  }
}
