import { describe, expect, test } from 'vitest'
import { changedList, type Forecast, type LinkRef, sameForecast } from './forecast'

const link = (number: number): LinkRef => ({ number, slug: `s${number}`, url: null, headline: `Story ${number}` })
const story = (number: number) => ({ number, slug: `s${number}`, headline: `Story ${number}` })

/** A new story, whose number is `own`, comes into the list of story 7 in the place of 3. */
const forecast = (own: number, others: number[]): Forecast => {
  const changed = changedList(story(7), [link(2), link(3)], [link(own), link(2)])
  return {
    number: own,
    own: { before: [], after: others.map(link) },
    changed: changed ? [changed] : [],
    counted: 4,
    all: true,
    stamp: String(own),
  }
}

describe('Counted again', () => {
  test('a forecast says the same though the new story’s number is another', () => {
    expect(sameForecast(forecast(90, [7, 2]), forecast(91, [7, 2]))).toBe(true)
  })

  test('and something else when the story’s own list is another, or in another order', () => {
    expect(sameForecast(forecast(90, [7, 2]), forecast(90, [7, 4]))).toBe(false)
    expect(sameForecast(forecast(90, [7, 2]), forecast(90, [2, 7]))).toBe(false)
  })

  test('and when another list changes', () => {
    expect(sameForecast(forecast(90, [7]), { ...forecast(90, [7]), changed: [] })).toBe(false)
  })
})
