import { describe, expect, it } from 'vitest'
import { STATES, type State } from './states'
import { type Act, transition } from './transitions'

const acts: Record<Act, Partial<Record<State, State | 'gone'>>> = {
  save: { draft: 'draft', live: 'live', withdrawn: 'withdrawn' },
  publish: { draft: 'live' },
  republish: { live: 'live' },
  withdraw: { live: 'withdrawn' },
  'make-live-again': { withdrawn: 'live' },
  'change-slug': { draft: 'draft', live: 'live', withdrawn: 'withdrawn' },
  delete: { draft: 'gone' },
}

describe('The life of a story', () => {
  const cases = Object.entries(acts).flatMap(([act, row]) => STATES.map((state) => [act as Act, state, row[state]] as const))

  it.each(cases)('%s a %s story: %s', (act, state, to) => {
    const next = transition(state, act)
    if (to === undefined) expect(next).toMatchObject({ refusal: expect.stringMatching(/^This story cannot be .+\. It /) })
    else expect(next).toEqual({ to })
  })

  it('refuses in words that say where the story stands', () => {
    expect(transition('withdrawn', 'publish')).toEqual({
      refusal: 'This story cannot be published. It was withdrawn: make it live again first.',
    })
  })
})
