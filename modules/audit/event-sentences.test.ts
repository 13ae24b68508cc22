import { describe, expect, it } from 'vitest'
import { eventSentence } from './event-sentences'
import { eventPayloads } from './events'

describe('The sentence of an event', () => {
  it.each(Object.keys(eventPayloads))('%s is not its own name, also with a payload of an earlier version', (kind) => {
    const sentence = eventSentence(kind, {})
    expect(sentence).not.toBe(kind)
    expect(sentence).toMatch(/^[a-z]/)
  })

  it('of a kind that this version does not know is its name', () => {
    expect(eventSentence('article.painted', {})).toBe('article.painted')
    expect(eventSentence('toString', {})).toBe('toString')
  })

  it('says which entries of a hand-made list an import filled', () => {
    const detail = { version: 3, act: 'fill', live: true, filled: ['One', 'Two'] }
    expect(eventSentence('article.curated', detail)).toBe('found “One”, “Two” for its related list')
    expect(eventSentence('article.curated', { version: 2, act: 'pin', live: true, headline: 'One' })).toBe(
      'pinned “One” in its related list',
    )
  })

  it('says what was done with a report in the numbers there are', () => {
    expect(eventSentence('related.report-closed', { target: 12, decision: 'kept', readers: 3, newsroom: 1 })).toBe(
      'kept story 12 in its list, which 3 readers and 1 colleague had called not related',
    )
    expect(eventSentence('related.mended', { stories: 1 })).toBe('mended the postings of 1 story')
  })
})
