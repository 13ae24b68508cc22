import { describe, expect, it } from 'vitest'
import { forecastQuestion } from './forecast-question'
import { emptyForm, type StoryForm } from './story-form'

const known = { id: 'a', version: 1, state: 'draft' } as const
const target = { id: 'b', headline: 'Another', live: true }

describe('“If you publish this” is counted again', () => {
  it.each<[string, Partial<StoryForm>]>([
    ['headline', { headline: 'Another' }],
    ['day', { storyDate: '2026-11-21' }],
    ['evergreen', { evergreen: true }],
    ['form, which says how fast it ages', { form: 'explainer' }],
    ['tags', { tags: [{ slug: 'send', label: 'SEND', type: 'theme' }] }],
    ['pins', { pins: [{ headline: 'Another', target }] }],
    ['stories left out', { exclusions: [{ target, note: '' }] }],
  ])('for another %s', (_, change) =>
    expect(forecastQuestion(known, { ...emptyForm, ...change })).not.toBe(forecastQuestion(known, emptyForm)),
  )

  it('and for another version, but for no words that no list rests on', () => {
    expect(forecastQuestion({ ...known, version: 2 }, emptyForm)).not.toBe(forecastQuestion(known, emptyForm))
    const words = { ...emptyForm, standfirst: 'x', byline: 'x', sourceUrl: 'x', slug: 'x' }
    expect(forecastQuestion(known, words)).toBe(forecastQuestion(known, emptyForm))
  })
})
