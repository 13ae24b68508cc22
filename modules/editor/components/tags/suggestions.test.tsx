import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { Proposal } from '../../propose'
import type { SuggestedTag } from '../../suggested-tags'
import type { Proposals } from '../propose/use-proposals'
import type { Story } from '../writing/use-story'
import { PossibleTags, Suggestions } from './suggestions'
import type { TagSuggestions } from './use-suggestions'

const tag = (label: string, confident: boolean): SuggestedTag => ({ slug: label, label, type: 'theme', score: 1, confident, evidence: [] })
const nothing = () => null
const suggestions = (given: Partial<TagSuggestions>): TagSuggestions => ({
  all: [],
  confident: [],
  possible: [],
  refused: [],
  accept: nothing,
  note: nothing,
  refuse: nothing,
  takeBack: nothing,
  last: '',
  undo: nothing,
  failed: false,
  untold: '',
  lost: '',
  ...given,
})
const proposal = (confident: boolean) => ({ id: String(confident), confident }) as Proposal
const proposals = (...open: Proposal[]): Proposals => ({
  open,
  accept: nothing,
  refuse: () => ({ said: '', undo: () => '' }),
  close: nothing,
})
const story = {} as Story
const html = (given: Partial<TagSuggestions>, ...open: Proposal[]) =>
  renderToStaticMarkup(<Suggestions suggestions={suggestions(given)} proposals={proposals(...open)} story={story} announce={nothing} />)

describe('The one press for what is certain', () => {
  test('says how many tags and how many proposals it takes', () => {
    expect(html({ confident: [tag('A', true), tag('B', true)] })).toContain('>Accept confident tags (2)<')
    expect(html({ confident: [tag('A', true)] }, proposal(true), proposal(false))).toContain(
      '>Accept confident tags (1) and proposals (1)<',
    )
    expect(html({}, proposal(true))).toContain('>Accept confident proposals (1)<')
  })

  test('is not there for what is only possible', () => {
    expect(html({ possible: [tag('A', false)] }, proposal(false))).toBe('')
  })
})

test('A question without an answer is not shown as a text without suggestions', () => {
  expect(html({ failed: true })).toContain('The suggestions did not answer')
})

test('A refusal the newsroom was not told yet is named', () => {
  expect(html({ untold: 'A and B' })).toContain('does not know yet what you decided on A and B')
})

describe('Possible tags', () => {
  const folded = (given: Partial<TagSuggestions>) =>
    renderToStaticMarkup(<PossibleTags suggestions={suggestions(given)} story={story} announce={nothing} />)

  test('are folded away beside what is certain, and open where there is nothing else', () => {
    const possible = [tag('Waiting times', false)]
    expect(folded({ possible, confident: [tag('A', true)] })).toMatch(/<details class="[^"]*"><summary>1 more possible tag</)
    expect(folded({ possible })).toMatch(/<details class="[^"]*" open=""><summary>/)
    expect(folded({ possible })).toContain('aria-label="Waiting times"')
  })

  test('stand above what was refused, with the way back', () => {
    expect(folded({ refused: [tag('A', false), tag('B', false)] })).toMatch(/Refused for this story: A and B.*Suggest again/)
    expect(folded({})).toBe('')
  })
})
