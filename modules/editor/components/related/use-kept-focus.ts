'use client'
import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react'

const rowsOf = (root: Element): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-link]')]

/**
 * Where a press takes away what had the focus, the list's row at the same place gets it, or else the list's heading
 * (`data-start`): nobody is sent back to the top of the page. Answers what listens to the panel's focus.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const last = useRef<{ element: Element; row: number } | null>(null)
  // After every render: whichever of them took the element away.
  useLayoutEffect(() => {
    const root = panel.current
    const was = last.current
    if (!root || !was || was.element.isConnected || document.activeElement !== document.body) return
    last.current = null
    const rows = rowsOf(root)
    const next = was.row < 0 ? undefined : rows[Math.min(was.row, rows.length - 1)]
    ;(next ?? root.querySelector<HTMLElement>('[data-start]'))?.focus()
  })
  return ({ target, currentTarget }) => {
    last.current = { element: target, row: rowsOf(currentTarget).findIndex((row) => row.contains(target)) }
  }
}
