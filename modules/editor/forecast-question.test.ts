import { describe, expect, it } from 'vitest'
import { countUntilStill, forecastQuestion } from './forecast-question'
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

describe('Counting goes on', () => {
  /** What stands on the page before each count, and whether that can be counted; answers how often it was counted, and waited. */
  async function counts(pages: { question: string; edits: number; counted: boolean; wanted?: boolean }[]) {
    let at = 0
    let waits = 0
    const now = () => ({ wanted: true, ...(pages[Math.min(at, pages.length - 1)] ?? { question: '', edits: 0 }) })
    await countUntilStill(
      now,
      async () => {
        const { counted } = pages[at] ?? { counted: true }
        at += 1
        return counted
      },
      async () => {
        waits += 1
      },
    )
    return { counts: at, waits }
  }

  it('until the answer is of the page as it stands', async () => {
    expect(await counts([{ question: 'a', edits: 1, counted: true }])).toEqual({ counts: 1, waits: 0 })
    const other = { question: 'b', edits: 2, counted: true }
    expect(await counts([{ question: 'a', edits: 1, counted: true }, other])).toEqual({ counts: 2, waits: 0 })
    // Words in the text change no list.
    expect(
      await counts([
        { question: 'a', edits: 1, counted: true },
        { ...other, question: 'a' },
      ]),
    ).toEqual({ counts: 1, waits: 0 })
  })

  it('where what kept it was mended while it was counted, and ends where nothing was', async () => {
    const mended = { question: 'a', edits: 2, counted: true }
    expect(await counts([{ question: 'a', edits: 1, counted: false }, mended])).toEqual({ counts: 2, waits: 1 })
    expect(await counts([{ question: 'a', edits: 1, counted: false }])).toEqual({ counts: 1, waits: 0 })
    // Typing on in a text that still cannot be published: once more after each pause, not without end.
    const still = [1, 2, 3].map((edits) => ({ question: 'a', edits, counted: false }))
    expect(await counts(still)).toEqual({ counts: 3, waits: 2 })
  })

  it('only while somebody looks', async () => {
    const closed = { question: 'b', edits: 2, counted: true, wanted: false }
    expect(await counts([{ question: 'a', edits: 1, counted: true }, closed])).toEqual({ counts: 1, waits: 0 })
  })
})
