import { describe, expect, it } from 'vitest'
import { REVIEWS, type Review } from './stages'
import { STATES, type State } from './states'
import { ACTS, type Act, afterSave, transition } from './transitions'

/**
 * The table a second time, by hand. For each act, three groups for draft, live and withdrawn; in each, what becomes of
 * words that nobody submitted, that are submitted, that are approved: n s a, "." where the act is refused. An arrow says
 * what readers have afterwards, where that changes.
 */
const EXPECTED: Record<Act, string> = {
  save: 'nsa nsa nsa',
  submit: 's.. s.. s..',
  approve: '.a. .a. .a.',
  return: '.nn .nn .nn',
  retract: '.nn .nn .nn',
  publish: 'nnn ... ... > live',
  republish: '... nnn ... > live',
  'mark-reviewed': '... nsa ...',
  'schedule-publish': 'nsa nsa ...',
  'schedule-withdraw': 'nsa nsa ...',
  unschedule: 'nsa nsa nsa',
  withdraw: '... nsa ... > withdrawn',
  'make-live-again': '... ... nnn > live',
  embargo: 'nsa ... nsa',
  'name-people': 'nsa nsa nsa',
  remind: 'nsa nsa nsa',
  'change-slug': 'nsa nsa nsa',
  delete: 'nsa ... ... > gone',
}

const letter: Record<string, Review> = { n: 'none', s: 'submitted', a: 'approved' }
const cases = ACTS.flatMap((act) => {
  const [cells = '', to] = EXPECTED[act].split(' > ')
  return cells.split(' ').flatMap((group, state) =>
    [...group].map((cell, review): [Act, State, Review, string, Review | null] => {
      const from = STATES[state] as State
      return [act, from, REVIEWS[review] as Review, to ?? from, letter[cell] ?? null]
    }),
  )
})

describe('What may follow what', () => {
  it('has a cell for each act, state and review', () => expect(cases).toHaveLength(ACTS.length * STATES.length * REVIEWS.length))

  it.each(cases)('%s a %s story whose words are %s: %s, %s', (act, state, review, to, then) => {
    const next = transition({ state, review, unreviewedSince: new Date() }, act)
    if (then === null) expect(next).toMatchObject({ refusal: expect.stringMatching(/^This story cannot be .+\. It /) })
    else expect(next).toEqual({ to, review: then })
  })

  it('names the state and its date in a refusal', () => {
    const at = new Date('2026-03-03T12:00:00Z')
    const words = (standing: Parameters<typeof transition>[0], act: Act) => (transition(standing, act) as { refusal: string }).refusal
    expect(words({ state: 'withdrawn', review: 'none', withdrawnAt: at }, 'publish')).toBe(
      'This story cannot be published. It was withdrawn on 3 March 2026: make it live again first.',
    )
    expect(words({ state: 'live', review: 'none', republishedAt: at }, 'delete')).toBe(
      'This story cannot be deleted. It is live, published on 3 March 2026: publish the changes, or withdraw it.',
    )
    expect(words({ state: 'draft', review: 'none', createdAt: at }, 'withdraw')).toBe(
      'This story cannot be withdrawn. It is a draft, begun on 3 March 2026.',
    )
    expect(words({ state: 'draft', review: 'submitted', submittedAt: at }, 'submit')).toBe(
      'This story cannot be submitted for review. It was submitted for review on 3 March 2026.',
    )
    expect(words({ state: 'draft', review: 'approved', approvedAt: at }, 'approve')).toBe(
      'This story cannot be approved. It was approved on 3 March 2026.',
    )
    expect(words({ state: 'draft', review: 'none' }, 'approve')).toBe(
      'This story cannot be approved. It has not been submitted for review.',
    )
  })

  it('has nothing to mark as read once somebody has read it', () => {
    expect(transition({ state: 'live', review: 'none', unreviewedSince: null }, 'mark-reviewed')).toEqual({
      refusal: 'This story cannot be marked as read. A second person has read it already.',
    })
  })
})

describe('Saving again', () => {
  it('keeps what is in review, and lets an approval lapse', () => {
    expect(REVIEWS.map(afterSave)).toEqual(['none', 'submitted', 'none'])
  })
})
