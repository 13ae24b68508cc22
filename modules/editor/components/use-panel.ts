'use client'
import { useCallback, useState } from 'react'

export const PANELS = ['tags', 'related', 'checks', 'details', 'workflow', 'comments'] as const
export type Panel = (typeof PANELS)[number]
export const isPanel = (value: string): value is Panel => (PANELS as readonly string[]).includes(value)

const PANEL_OF_FIELD: Record<string, Panel> = {
  tags: 'tags',
  tagSlugs: 'tags',
  pins: 'related',
  exclusions: 'related',
  forecast: 'related',
  byline: 'details',
  storyDate: 'details',
  sourceUrl: 'details',
  slug: 'details',
  form: 'details',
  leadPicture: 'details',
}

/** Where the field is when its own id is not an element's. */
const ELEMENT_OF_FIELD: Record<string, string> = { tagSlugs: 'tags', pins: 'pin-headline', exclusions: 'left-out' }

/** Which panel is open, and the ways to a field or a panel from elsewhere on the page. */
export function usePanel(wanted: string) {
  const [panel, setPanel] = useState<Panel>(isPanel(wanted) ? wanted : 'tags')
  const goTo = useCallback((field: string) => {
    const target = PANEL_OF_FIELD[field]
    if (target) setPanel(target)
    // The panel has to be there before its field can be found.
    requestAnimationFrame(() => document.getElementById(ELEMENT_OF_FIELD[field] ?? field)?.focus())
  }, [])
  const goToPanel = useCallback((name: Panel) => {
    setPanel(name)
    requestAnimationFrame(() => {
      const tab = document.getElementById(`tab-${name}`)
      tab?.scrollIntoView()
      tab?.focus()
    })
  }, [])
  return { panel, setPanel, goTo, goToPanel }
}
