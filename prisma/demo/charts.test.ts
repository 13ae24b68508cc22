import { expect, test } from 'vitest'
import { ALT_MAX_CHARACTERS, CAPTION_MAX_CHARACTERS } from '@/modules/media/schema'
import { type Chart, demoCharts } from './charts'
import { readStoryFiles } from './story-file'

const words = (slug: string) => JSON.stringify(readStoryFiles().find((story) => story.slug === slug))
const [every, regions, waits] = demoCharts() as [Chart, Chart, Chart]

test('The charts say what their stories say', () => {
  expect(every.alt).toMatch(/^153 squares.* and 57 empty\.$/)
  expect(words(every.slug)).toContain('96 of England’s 153')
  expect(regions.alt).toBe('9 rows of squares, one for each region. The longest is London with 20.')
  expect(waits.alt).toBe('95 columns that rise from 41 days on the left to 147 on the right.')
  expect(words(waits.slug)).toContain('From 41 days to 147')
})

test('The charts draw as much as they say, without a letter in them', () => {
  const drawn = (chart: Chart, colour: string) => chart.svg.split(colour).length - 1
  expect([drawn(every, '#0b6e6e'), drawn(every, '#e0a526'), drawn(every, '#8a1c3b'), drawn(every, '#8a8a8a')]).toEqual(
    every.alt.match(/\d+/g)?.slice(1).map(Number),
  )
  expect(waits.svg.match(/<rect/g)).toHaveLength(96)
  for (const { svg, alt, caption } of demoCharts()) {
    expect(svg).not.toContain('<text')
    expect(alt.length).toBeLessThanOrEqual(ALT_MAX_CHARACTERS)
    expect(caption.length).toBeLessThanOrEqual(CAPTION_MAX_CHARACTERS)
  }
})
