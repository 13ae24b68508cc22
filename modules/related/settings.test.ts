import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, engineSettingsOf } from './settings'

describe('The settings of the engine', () => {
  it.each([null, undefined, {}, [], 'x', 7, { weights: 'heavy' }])('are the defaults where the record %j says nothing', (record) => {
    expect(engineSettingsOf(record)).toEqual(DEFAULT_SETTINGS)
  })

  it('are what the record says, number by number; the others stay', () => {
    const settings = engineSettingsOf({ listLength: 7, halfLives: { news: 90 }, weights: { theme: 3 }, hysteresis: 5 })
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      listLength: 7,
      halfLives: { ...DEFAULT_SETTINGS.halfLives, news: 90 },
      hysteresis: 5,
      weights: { ...DEFAULT_SETTINGS.weights, theme: 3 },
    })
  })

  it.each([
    { listLength: 2 },
    { listLength: 8 },
    { listLength: 4.5 },
    { halfLives: { news: 0, poem: 4 } },
    { halfLives: 90 },
    { likenessPenalty: 2 },
    { minimumPoints: '10' },
    { weights: { theme: -1, colour: 4 } },
  ])('leave aside what cannot be: %j', (record) => {
    expect(engineSettingsOf(record)).toEqual(DEFAULT_SETTINGS)
  })
})
