import { describe, expect, it } from 'vitest'
import { type Position, stageOf, stageWords } from './stages'

const draft: Position = { state: 'draft', review: 'none', publishWaits: false, hasUnpublishedChanges: false, wasUpdated: false }
const live: Position = { ...draft, state: 'live' }

describe('The stage of a story', () => {
  it.each<[string, Position]>([
    ['Draft', draft],
    ['In review', { ...draft, review: 'submitted' }],
    ['Approved', { ...draft, review: 'approved' }],
    ['Scheduled', { ...draft, review: 'approved', publishWaits: true }],
    ['Scheduled', { ...draft, publishWaits: true }],
    ['Live', live],
    ['Updated', { ...live, wasUpdated: true }],
    ['Draft, readers have an older version', { ...live, hasUnpublishedChanges: true }],
    ['In review, readers have an older version', { ...live, hasUnpublishedChanges: true, review: 'submitted' }],
    ['Scheduled, readers have an older version', { ...live, hasUnpublishedChanges: true, publishWaits: true }],
    ['Withdrawn', { ...draft, state: 'withdrawn', wasUpdated: true }],
    ['In review', { ...draft, state: 'withdrawn', review: 'submitted' }],
  ])('%s: %j', (words, position) => expect(stageWords(stageOf(position))).toBe(words))
})
