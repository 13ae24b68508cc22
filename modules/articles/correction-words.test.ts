import { describe, expect, it } from 'vitest'
import { correctionMark, correctionWords, type PublishedCorrection, placedCorrections, weightiestOf } from './correction-words'

const on = (day: string): Date => new Date(`2026-03-${day}T12:00:00Z`)

describe('The mark of a corrected story', () => {
  it('is its weightiest correction, and says when the latest of that kind came', () => {
    const corrections = [
      { kind: 'update', at: on('20') },
      { kind: 'correction', at: on('14') },
      { kind: 'correction', at: on('09') },
      { kind: 'clarification', at: on('18') },
    ]
    expect(weightiestOf(corrections)).toEqual({ kind: 'correction', at: on('14') })
    expect(weightiestOf([...corrections, { kind: 'apology', at: on('01') }])).toEqual({ kind: 'apology', at: on('01') })
    expect(weightiestOf([])).toBeNull()
  })

  it('reads as a deed and a London day', () => {
    expect(correctionWords({ kind: 'correction', at: on('14') })).toBe('Corrected 14 March 2026')
    expect(correctionWords({ kind: 'clarification', at: new Date('2026-06-30T23:30:00Z') })).toBe('Clarified 1 July 2026')
    expect(correctionWords({ kind: 'apology', at: on('14') })).toBe('Apology made 14 March 2026')
    expect(correctionWords({ kind: 'update', at: on('14') })).toBe('Updated 14 March 2026')
  })

  it('is none where a row has none, or says something unknown', () => {
    expect(correctionMark(null, null)).toBeNull()
    expect(correctionMark('retraction', on('14'))).toBeNull()
    expect(correctionMark('update', on('14'))).toEqual({ kind: 'update', at: on('14') })
  })
})

describe('On its page', () => {
  const one = (kind: PublishedCorrection['kind'], place: PublishedCorrection['place']) => ({ kind, place })

  it('a weighty one stands above the text, a small one after it', () => {
    const [weighty, small] = [one('correction', 'top'), one('clarification', 'foot')]
    expect(placedCorrections([weighty])).toEqual({ top: [weighty], log: [] })
    expect(placedCorrections([small])).toEqual({ top: [], log: [small] })
  })

  it('the newest update stands above the text, and no older one', () => {
    const [newest, older] = [one('update', 'foot'), one('update', 'foot')]
    expect(placedCorrections([newest])).toEqual({ top: [newest], log: [] })
    expect(placedCorrections([newest, older]).top).toEqual([newest])
    expect(placedCorrections([one('clarification', 'foot'), newest]).top).toEqual([])
  })

  it('the log after the text is whole, newest first as given', () => {
    const all = [one('update', 'foot'), one('correction', 'top'), one('update', 'foot')]
    expect(placedCorrections(all).log).toEqual(all)
    expect(placedCorrections([])).toEqual({ top: [], log: [] })
  })
})
