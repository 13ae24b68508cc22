import type { State } from './states'

/** What can be done to a story. */
export type Act = 'save' | 'publish' | 'republish' | 'withdraw' | 'make-live-again' | 'change-slug' | 'delete'

const table: Record<Act, { from: readonly State[]; to: State | 'same' | 'gone' }> = {
  save: { from: ['draft', 'live', 'withdrawn'], to: 'same' },
  publish: { from: ['draft'], to: 'live' },
  republish: { from: ['live'], to: 'live' },
  withdraw: { from: ['live'], to: 'withdrawn' },
  'make-live-again': { from: ['withdrawn'], to: 'live' },
  'change-slug': { from: ['draft', 'live', 'withdrawn'], to: 'same' },
  delete: { from: ['draft'], to: 'gone' },
}

const words: Record<Act, string> = {
  save: 'saved',
  publish: 'published',
  republish: 'published again',
  withdraw: 'withdrawn',
  'make-live-again': 'made live again',
  'change-slug': 'given another address',
  delete: 'deleted',
}

const advice: Record<State, string> = {
  draft: 'It is a draft.',
  live: 'It is live: publish the changes, or withdraw it.',
  withdrawn: 'It was withdrawn: make it live again first.',
}

/** Where `act` leads from `state`, or the sentence that refuses it. */
export function transition(state: State, act: Act): { to: State | 'gone' } | { refusal: string } {
  const row = table[act]
  if (!row.from.includes(state)) return { refusal: `This story cannot be ${words[act]}. ${advice[state]}` }
  return { to: row.to === 'same' ? state : row.to }
}
