import { describe, expect, it } from 'vitest'
import { timedHits } from './timed-patterns'

describe('Patterns under a time limit', () => {
  it('find what they would find without one, with their places', () => {
    const { hits, ranOut } = timedHits([{ id: 'one', source: '\\bS(?=END)\\w+', flags: '' }], 'SEND and send, SENDIASS')
    expect(ranOut).toEqual([])
    expect(hits.get('one')).toEqual([
      { index: 0, text: 'SEND' },
      { index: 15, text: 'SENDIASS' },
    ])
  })

  it('stop one that runs away, and give the others their turn', () => {
    const patterns = [
      { id: 'before', source: 'a', flags: '' },
      { id: 'runaway', source: '(?:a+)+b', flags: '' },
      { id: 'after', source: '!', flags: '' },
    ]
    const { hits, ranOut } = timedHits(patterns, `${'a'.repeat(40)}!`, 20)
    expect(ranOut).toEqual(['runaway'])
    expect(hits.get('before')).toHaveLength(40)
    expect(hits.get('after')).toEqual([{ index: 40, text: '!' }])
    expect(hits.get('runaway')).toEqual([])
  })

  it('stop one that fills the memory of the engine, as they stop one that runs away', () => {
    const greedy = { id: 'greedy', source: `(?:${'('.repeat(200)}a${')'.repeat(200)})*b`, flags: '' }
    const { hits, ranOut } = timedHits([greedy, { id: 'after', source: '!', flags: '' }], `${'a'.repeat(60_000)}!`, 2_000)
    expect(ranOut).toEqual(['greedy'])
    expect(hits.get('after')).toEqual([{ index: 60_000, text: '!' }])
  })

  it('leave out what matches nothing', () => {
    expect(timedHits([{ id: 'empty', source: 'x*', flags: 'i' }], 'aXa').hits.get('empty')).toEqual([{ index: 1, text: 'X' }])
  })
})
