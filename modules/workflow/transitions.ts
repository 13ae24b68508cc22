/** What may follow what, as a table: act × (what readers have, how far the newest words have come). Pure. */
import { londonDay } from '@/lib/dates'
import type { Review } from './stages'
import type { State } from './states'

/** What can be done to a story. */
export const ACTS = [
  'save',
  'submit',
  'approve',
  'return',
  'retract',
  'publish',
  'republish',
  'mark-reviewed',
  'schedule-publish',
  'schedule-withdraw',
  'unschedule',
  'withdraw',
  'make-live-again',
  'embargo',
  'name-people',
  'remind',
  'change-slug',
  'delete',
] as const
export type Act = (typeof ACTS)[number]

/** A story as far as the table asks, with the dates its refusals name. */
export type Standing = {
  state: State
  review: Review
  /** Live without a second reader since then. */
  unreviewedSince?: Date | null
  createdAt?: Date | null
  republishedAt?: Date | null
  withdrawnAt?: Date | null
  submittedAt?: Date | null
  approvedAt?: Date | null
}

type Row = {
  from: readonly State[]
  review: readonly Review[]
  /** What readers have afterwards. */
  to: State | 'same' | 'gone'
  /** How far the newest words have come afterwards. */
  next: Review | 'same'
}

const ANY: readonly State[] = ['draft', 'live', 'withdrawn']
const EACH: readonly Review[] = ['none', 'submitted', 'approved']
const same = { to: 'same', next: 'same' } as const

const table: Record<Act, Row> = {
  // Approving is approving a version: an approval lapses with a save (`afterSave`), what is in review stays there.
  save: { from: ANY, review: EACH, ...same },
  submit: { from: ANY, review: ['none'], to: 'same', next: 'submitted' },
  approve: { from: ANY, review: ['submitted'], to: 'same', next: 'approved' },
  return: { from: ANY, review: ['submitted', 'approved'], to: 'same', next: 'none' },
  retract: { from: ANY, review: ['submitted', 'approved'], to: 'same', next: 'none' },
  publish: { from: ['draft'], review: EACH, to: 'live', next: 'none' },
  republish: { from: ['live'], review: EACH, to: 'live', next: 'none' },
  'mark-reviewed': { from: ['live'], review: EACH, ...same },
  'schedule-publish': { from: ['draft', 'live'], review: EACH, ...same },
  // Also of a draft: "from nine until five" is two times set at once.
  'schedule-withdraw': { from: ['draft', 'live'], review: EACH, ...same },
  unschedule: { from: ANY, review: EACH, ...same },
  withdraw: { from: ['live'], review: EACH, to: 'withdrawn', next: 'same' },
  'make-live-again': { from: ['withdrawn'], review: EACH, to: 'live', next: 'none' },
  // Readers have a live story: nothing is held back by closing it.
  embargo: { from: ['draft', 'withdrawn'], review: EACH, ...same },
  'name-people': { from: ANY, review: EACH, ...same },
  remind: { from: ANY, review: EACH, ...same },
  'change-slug': { from: ANY, review: EACH, ...same },
  delete: { from: ['draft'], review: EACH, to: 'gone', next: 'same' },
}

const words: Record<Act, string> = {
  save: 'saved',
  submit: 'submitted for review',
  approve: 'approved',
  return: 'sent back',
  retract: 'taken back from review',
  publish: 'published',
  republish: 'published again',
  'mark-reviewed': 'marked as read',
  'schedule-publish': 'scheduled',
  'schedule-withdraw': 'scheduled to be withdrawn',
  unschedule: 'taken off the schedule',
  withdraw: 'withdrawn',
  'make-live-again': 'made live again',
  embargo: 'put under embargo',
  'name-people': 'closed or opened',
  remind: 'given a reminder',
  'change-slug': 'given another address',
  delete: 'deleted',
}

/** Where `act` leads from there, or the sentence that refuses it, naming the state and its date. */
export function transition(at: Standing, act: Act): { to: State | 'gone'; review: Review } | { refusal: string } {
  const row = table[act]
  if (!row.from.includes(at.state)) return refusal(act, stateSentence(at))
  if (!row.review.includes(at.review)) return refusal(act, reviewSentence(at))
  if (act === 'mark-reviewed' && at.unreviewedSince === null) return refusal(act, 'A second person has read it already.')
  return { to: row.to === 'same' ? at.state : row.to, review: row.next === 'same' ? at.review : row.next }
}

/** How far the newest words have come once they were saved again: an approval was one of other words. */
export const afterSave = (review: Review): Review => (review === 'approved' ? 'none' : review)

const refusal = (act: Act, why: string) => ({ refusal: `This story cannot be ${words[act]}. ${why}` })
const on = (at: Date | null | undefined): string => (at ? ` on ${londonDay(at)}` : '')

function stateSentence({ state, createdAt, republishedAt, withdrawnAt }: Standing): string {
  if (state === 'draft') return createdAt ? `It is a draft, begun${on(createdAt)}.` : 'It is a draft.'
  if (state === 'live') return `It is live${republishedAt ? `, published${on(republishedAt)}` : ''}: publish the changes, or withdraw it.`
  return `It was withdrawn${on(withdrawnAt)}: make it live again first.`
}

function reviewSentence({ review, submittedAt, approvedAt }: Standing): string {
  if (review === 'none') return 'It has not been submitted for review.'
  return review === 'submitted' ? `It was submitted for review${on(submittedAt)}.` : `It was approved${on(approvedAt)}.`
}
