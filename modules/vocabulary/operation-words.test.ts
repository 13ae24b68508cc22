import { expect, it } from 'vitest'
import { operationSentence, operationState } from './operation-words'

it('The log says what was done to which tag', () => {
  expect(operationSentence('merge', { fromLabel: 'EHCP', intoLabel: 'EHC plans' })).toBe('“EHCP” merged into “EHC plans”')
  expect(operationSentence('rename', { label: 'One', to: 'Two' })).toBe('“One” renamed to “Two”')
  expect(operationSentence('rename', { label: 'One', to: 'One' })).toBe('“One” given another address')
  expect(operationSentence('retire', { label: 'One', successorLabel: 'Two' })).toBe('“One” retired: use “Two” instead')
  expect(operationSentence('retire', { label: 'One', successorLabel: null })).toBe('“One” retired')
  expect(operationSentence('split', { label: 'One', toLabel: 'Two', keep: 'move' })).toBe('Stories of “One” moved to “Two”')
  expect(operationSentence('split', { label: 'One', toLabel: 'Two', keep: 'both' })).toBe('Stories of “One” given “Two” as well')
  expect(operationSentence('bulk', { words: 'Kent' })).toBe('Tags of many stories changed: Kent')
  expect(operationSentence('merge', null)).toBe('“a tag” merged into “a tag”')
  expect([operationState('undone'), operationState('done')]).toEqual(['Taken back', 'Done'])
})
